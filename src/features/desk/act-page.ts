import type { Context } from 'koa';
import { type DeskAction, deskActions } from '../../domain/desk.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { maskedHit } from './masked.ts';
import { openedSheet } from './opened-sheet.ts';
import { groundsOf, reasonFields } from './reasons.ts';
import { actOnSheet } from './use-cases/act-on-sheet.ts';
import { actingRoles } from './use-cases/agent.ts';

const MESSAGE = 'mensaje';

/** An action on a sheet: what it does, whom it tells, the reason, and the button. */
export const actPage: DeskPage = {
  path: '/mesa/ficha/:ticket/accion/:accion',
  roles: [...actingRoles],
  show: (deps, ctx, here) => showAct(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const asked = await askedIn(deps, ctx, here);
    if (!asked) return seeOther(ctx, '/mesa');
    const again = (wrong: Wrong) => showAct(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'motivo' }, again, async () => {
      const acting = {
        accountId: asked.id,
        action: asked.action,
        about: text(form, MESSAGE),
        grounds: groundsOf(form),
      };
      await actOnSheet(deps, here.member, acting, here.visitor);
      seeOther(ctx, `${sheetOf(ctx)}?${new URLSearchParams({ hecho: asked.action })}`);
    });
  },
};

const sheetOf = (ctx: Context): string => `/mesa/ficha/${ctx.params.ticket}`;

/** The account and the action of the address; undefined where either is none. */
async function askedIn(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
): Promise<{ readonly id: string; readonly action: DeskAction } | undefined> {
  const opened = await openedSheet(deps, ctx, here);
  const action = deskActions.find((one) => one === ctx.params.accion);
  return opened && action ? { id: opened.id, action } : undefined;
}

async function showAct(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const asked = await askedIn(deps, ctx, here);
  const account = asked && (await deps.accounts.find(asked.id));
  if (!asked || !account) return seeOther(ctx, '/mesa');
  const texts = textsOf(ctx);
  const message = form ? text(form, MESSAGE) : String(ctx.query[MESSAGE] ?? '');
  showDesk(deps, ctx, here, {
    view: 'desk/act',
    about: `${account.id} ${asked.action} ${message}`,
    tab: 'search',
    title: `${texts.desk.actions[asked.action].title} – ${texts.desk.titles.sheet}`,
    action: texts.desk.actions[asked.action],
    hit: maskedHit(texts, account),
    message,
    sheet: sheetOf(ctx),
    ...reasonFields(texts, form),
    errors,
    faults,
    refusal,
  });
}
