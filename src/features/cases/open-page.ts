import type { Context } from 'koa';
import { parseReadReason, readReasons } from '../../domain/cases/case-words.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { packAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { Deps } from '../../ports/deps.ts';
import { memberNames, rowOf } from './queue.ts';
import { caseAddress, folioIn } from './tickets.ts';
import { accountOf } from './use-cases/case-deps.ts';
import { findToRead } from './use-cases/find-to-read.ts';
import { readCaseAs } from './use-cases/read-case.ts';
import { isEmergency, isReservedHolder } from './use-cases/reserved-case.ts';

const QUEUE = '/mesa/casos';

/** Abrir un caso: the reason. The reading is in the trail before the case has an address. */
export const openCasePage: DeskPage = {
  path: '/mesa/casos/abrir/:boleto',
  roles: ['agente', 'revisor', 'auditor'],
  show: (deps, ctx, here) => showOpen(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const folio = folioIn(deps, ctx, here, 'abrir');
    if (!folio) return seeOther(ctx, QUEUE);
    const again = (wrong: Wrong) => showOpen(deps, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: { 'reason-missing': 'motivo' }, first: 'motivo' }, again, async () => {
      const at = { folio, member: here.member.id, visitor: here.visitor };
      const { until } = await readCaseAs(deps, at, parseReadReason(text(form, 'motivo')));
      seeOther(ctx, caseAddress(deps, here, 'caso', folio, until));
    });
  },
};

/**
 * Of an account in the public eye: whether this member may open the case now, and where a revisor opens the sheet
 * first.
 */
async function closedView(deps: Deps, here: DeskHere, one: DeskCase) {
  const holder = await accountOf(deps, one);
  if (!holder || !(await isReservedHolder(deps, holder))) return {};
  const emergency = here.member.roles.includes('revisor')
    ? `/mesa/emergencia/${packAccount(deps, here, holder.id)}`
    : undefined;
  return { reserved: true, closed: !(await isEmergency(deps, here.member, holder)), emergency };
}

async function showOpen(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
): Promise<void> {
  const folio = folioIn(deps, ctx, here, 'abrir');
  const one = folio && (await findToRead(deps, folio));
  if (!one) return seeOther(ctx, QUEUE);
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/open',
    tab: 'cases',
    title: texts.cases.titles.open,
    ...(await closedView(deps, here, one)),
    row: rowOf(texts, one, await memberNames(deps), deps.now()),
    reasons: readReasons.map((value) => ({ value, text: texts.cases.reasons[value] })),
    errors,
    faults,
    refusal,
  });
}
