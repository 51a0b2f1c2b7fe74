import type { AuditRow } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountOf } from './case-deps.ts';

/** For so long a call that the person did not confirm counts for every other case of the account. */
const DAYS = 90;

/**
 * Whether another case of the account was drawn to be called back, and its person did not confirm it: then this one is
 * called back too, or who was drawn would try again in a second case. Counted from the trail, whose acts cannot be
 * taken back; too many of them count as one.
 */
export async function isDrawnElsewhere(
  deps: Pick<Deps, 'accounts' | 'audit' | 'now'>,
  one: DeskCase,
): Promise<boolean> {
  const account = await accountOf(deps, one);
  if (!account) return false;
  const since = new Date(deps.now().getTime() - DAYS * 24 * 3_600_000);
  const acts = await deps.audit.actsSince(account.id, ['case.changed'], since);
  if (!acts) return true;
  const confirmed = foliosOf(acts, 'call-confirmo');
  return foliosOf(acts, 'to-call').some((folio) => folio !== one.folio && !confirmed.includes(folio));
}

const foliosOf = (acts: readonly AuditRow[], step: string): readonly string[] =>
  acts.filter(({ details }) => details.step === step).map(({ details }) => String(details.folio));
