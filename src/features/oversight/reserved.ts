import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { isReserved, reservationSteps } from '../../domain/reservation.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ReservedAccount } from '../../ports/oversight.ts';
import { numberOf } from './lines.ts';
import { type Names, namesIn } from './use-cases/list-acts.ts';
import { stepReservation } from './use-cases/reserve.ts';

const PATH = '/mesa/auditoria/reservadas';
const MOST = 200;

/** Reservadas: accounts that are marked, and those whose mark waits for a second member. */
export const reservedPage: DeskPage = {
  path: PATH,
  roles: ['auditor', 'administrador'],
  tab: 'reserved',
  show: (deps, ctx, here) => showReserved(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showReserved(deps, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      const step = reservationSteps.find((one) => one === text(form, 'accion'));
      const marks = await deps.reservedAccounts.list(MOST);
      const mark = marks.find(({ accountId }) => accountId === text(form, 'cuenta'));
      if (!step || !mark) throw new Refusal('desk-nothing');
      await stepReservation(deps, here.member, { accountId: mark.accountId, step }, here.visitor);
      seeOther(ctx, PATH);
    });
  },
};

async function showReserved(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
): Promise<void> {
  const marks = await deps.reservedAccounts.list(MOST);
  const names = await namesIn(
    deps,
    marks.map(({ accountId }) => accountId),
  );
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'oversight/reserved',
    tab: 'reserved',
    title: texts.oversight.titles.reserved,
    marks: marks.map((mark) => markLine(texts, mark, names, { member: here.member, now: deps.now() })),
    errors,
    faults,
    refusal,
  });
}

/** A mark as a line, with the steps that this member may take. */
export function markLine(
  texts: Catalogue,
  { accountId, state, askedBy, changedAt }: ReservedAccount,
  names: Names,
  { member, now }: { readonly member: Pick<DeskHere['member'], 'id' | 'roles'>; readonly now: Date },
) {
  const waits = state === 'asked' || state === 'ending';
  const { steps } = texts.oversight;
  return {
    accountId,
    number: numberOf(names, accountId),
    state: texts.oversight.reserved[state],
    who: names.member(askedBy) || texts.oversight.unknown,
    moment: momentOf(texts, changedAt, now),
    ways: [
      ...(waits && member.roles.includes('administrador') && member.id !== askedBy
        ? [{ step: 'confirm', text: steps.confirm }]
        : []),
      ...(waits ? [{ step: 'drop', text: steps.drop }] : []),
      ...(isReserved({ state }) && !waits && member.roles.includes('auditor')
        ? [{ step: 'ask', text: steps.ask }]
        : []),
    ],
  };
}
