import type { Case, CaseObstacle } from '../../../domain/cases/case.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import { decidingOf } from '../../../domain/cases/kinds/kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase, OtherCases } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

/** So many are shown and named; what rests on more than a number that was named comes first. */
const MOST = 10;

/** The other open claims of the number of a case, of every kind. */
export const otherClaims = (deps: Pick<Deps, 'cases'>, one: DeskCase): Promise<OtherCases> =>
  deps.cases.others(one, MOST);

/**
 * Whether a claim rests on more than a number that a page was told: its person signed in, an act or the staff opened it,
 * or the desk worked on it. A stranger makes as many of the others as they like, so that those hold up no decision.
 */
const isMore = ({ accountId, version }: DeskCase): boolean => accountId !== undefined || version > 1;

/**
 * A proposal that changes an account while other claims of its number are open carries what is written about them, and
 * takes effect only while no claim is open that its author had not seen. Returns the case with what was written; throws
 * `case-refused`.
 */
export async function withOtherClaims(
  deps: Pick<Deps, 'cases'>,
  one: DeskCase,
  { event, next }: { readonly event: CaseEvent; readonly next: Case },
): Promise<Case> {
  if (event.type === 'propose') return proposed(deps, one, { event, next });
  const confirms = event.type === 'confirm' || (event.type === 'call' && event.result === 'confirmo');
  const { proposal } = one;
  if (!confirms || !proposal || proposal.outcome === 'rechazada') return next;
  const { cases } = await otherClaims(deps, one);
  const unseen = cases.some((other) => isMore(other) && !proposal.others?.folios.includes(other.folio));
  if (unseen) throw refusal('others-new');
  return next;
}

async function proposed(
  deps: Pick<Deps, 'cases'>,
  one: DeskCase,
  { event, next }: { readonly event: Extract<CaseEvent, { type: 'propose' }>; readonly next: Case },
): Promise<Case> {
  const { outcome, others: words } = event;
  if (!next.proposal || decidingOf(one).people !== 2) return next;
  const { cases } = await otherClaims(deps, one);
  if (cases.length === 0) return next;
  if (words === undefined && outcome !== 'rechazada') throw refusal('others-unsaid');
  if (words === undefined) return next;
  const folios = cases.map(({ folio }) => folio);
  return { ...next, proposal: { ...next.proposal, others: { folios, words } } };
}

const refusal = (why: CaseObstacle): Refusal => new Refusal('case-refused', { why });
