import { type AskedAtCounter, asksTheSame } from './asked-at-counter.ts';
import { type Case, isOpen } from './case.ts';

/**
 * Whether a counter has another person before it than the one whose request stands in the case: another member attested
 * something else. Which of the two is the owner those who decide find out; none of them keeps the other from a counter.
 */
export const isOtherClaim = (one: Case, member: string, asked: AskedAtCounter): boolean =>
  one.asked !== undefined && one.attestations.some(({ by }) => by !== member) && !asksTheSame(one.asked, asked);

/**
 * Whether another case of the number keeps this one from being granted: it asks for something else, and was not rejected,
 * withdrawn or ended.
 */
export function isInTheWay(one: Case, other: Case): boolean {
  const same = one.asked && other.asked && asksTheSame(one.asked, other.asked);
  if (same && isOpen(other)) return false;
  return isOpen(other) || (other.decision !== undefined && other.decision.outcome !== 'rechazada');
}
