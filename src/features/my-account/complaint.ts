import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { parseComplaint } from '../../domain/oversight.ts';
import { dayOf } from '../../domain/working-days.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { wordsOfAct } from './act-words.ts';
import { complainOf, type Visited, visitTo } from './use-cases/complain-visit.ts';

const PATH = '/actividad/reclamo/:visita';
const FIELD = 'reclamo';

/** Where a person complains of a visit. */
export const complaintAddress = (visit: string): string => `/cuenta${PATH.replace(':visita', visit)}`;

/** Reclamar: the visit of the staff, what happened in the person's words, and then the folio and the answer. */
export function complaintRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, (ctx, here) => showComplaint(cuenta, ctx, here, {}));
  addForm(router, cuenta, PATH, async (ctx, here, form) => {
    const again = (wrong: Wrong) => showComplaint(cuenta, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: FIELD }, again, async () => {
      const { reclamo } = readAll({ reclamo: () => parseComplaint(text(form, FIELD)) });
      const complaint = { visit: String(ctx.params.visita), text: reclamo };
      await complainOf(cuenta.deps, here, complaint, visitorOf(ctx));
      seeOther(ctx, ctx.path);
    });
  });
}

async function showComplaint(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  wrong: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const visited = await visitTo(cuenta.deps, here.account.id, String(ctx.params.visita));
  if (!visited) return seeOther(ctx, '/cuenta/actividad');
  const texts = textsOf(ctx);
  showTab(cuenta, ctx, here, {
    tab: 'activity',
    view: 'complaint',
    title: texts.pages.myAccount.titles.complaint,
    values: { [FIELD]: form ? text(form, FIELD) : '' },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    ...complaintView(texts, visited, cuenta.deps.now()),
  });
}

/** The visit in words, and the complaint as it is now. */
export function complaintView(texts: Catalogue, { act, complaint }: Visited, now: Date) {
  const row = { at: act.at, act: act.act, clientId: undefined, device: undefined, details: act.details };
  return {
    visited: { text: wordsOfAct(texts, row, ''), moment: momentOf(texts, act.at, now) },
    complaint: complaint && {
      folio: complaint.folio,
      due: texts.formats.day(dayOf(complaint.dueAt)),
      answer: complaint.decision?.reason,
    },
  };
}
