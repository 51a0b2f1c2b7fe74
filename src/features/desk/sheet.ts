import type { DeskAction } from '../../domain/desk.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { packAccount } from '../../http/staff/account-ticket.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { DeskActionTexts } from '../../locales/shape/desk.ts';
import { callerLine } from './caller-line.ts';
import { openedSheet } from './opened-sheet.ts';
import { sheetView } from './sheet-view.ts';
import { isActing, readingRoles } from './use-cases/agent.ts';
import { reachesPerson, takesRecovery } from './use-cases/desk-deeds.ts';
import { readSheet, type Sheet } from './use-cases/read-sheet.ts';

/** Ficha: what happened to an account, masked, and what may be done for the person. */
export const sheetPage: DeskPage = {
  path: '/mesa/ficha/:ticket',
  roles: [...readingRoles],
  async show(deps, ctx, here) {
    const opened = await openedSheet(deps, ctx, here);
    const sheet = opened && (await readSheet(deps, opened.id));
    if (!opened || !sheet) return seeOther(ctx, '/mesa');
    const texts = textsOf(ctx);
    const acts = isActing(here.member);
    showDesk(deps, ctx, here, {
      view: 'desk/sheet',
      tab: 'search',
      title: texts.desk.titles.sheet,
      done: entryOf<DeskActionTexts>(texts.desk.actions, String(ctx.query.hecho))?.done,
      ...sheetView(texts, sheet, deps),
      caller: await callerLine(deps, texts, here.member, opened),
      call: acts && !opened.emergency ? `/mesa/llamada/${packAccount(deps, here, opened.id)}` : undefined,
      actions: acts
        ? actionsFor(sheet).map((action) => ({
            href: `${ctx.path}/accion/${action}`,
            text: texts.desk.actions[action].title,
          }))
        : [],
      reserve: here.member.roles.includes('auditor') ? `${ctx.path}/reservar` : undefined,
      repeats: acts && reachesPerson(sheet.account) ? `${ctx.path}/accion/resend` : undefined,
    });
  },
};

/** The actions that have something to do; a message is sent again from its own row. */
function actionsFor({ account, pauses }: Sheet): readonly DeskAction[] {
  return [
    ...(pauses.key ? (['lift-pause'] as const) : []),
    ...(takesRecovery(account) ? (['recovery'] as const) : []),
    'end-sessions',
    ...(account.state === 'activa' ? (['freeze'] as const) : []),
  ];
}
