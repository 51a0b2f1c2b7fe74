import { type Account, rutOf } from '../domain/account.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';

const DAY_MS = 24 * 3_600_000;

/** Days after the end of a lost factor in which a recovery warns every contact (rules, Second factor). */
export const WARNED_DAYS = 7;

/** A holder of factors: an account, or the representative with this RUN who acts for a company. */
export interface LossHolder {
  readonly account: Account;
  readonly run?: Rut | undefined;
}

/** The request of this holder, and of no other representative, to end a lost factor, while it waits. */
export async function waitingLossOf(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  { account, run }: LossHolder,
): Promise<PendingChange | undefined> {
  const hold = await pendingChanges.waiting(account.id, 'factor-loss');
  if (!hold || account.profile !== 'juridica') return hold;
  return (await pendingChanges.lossHolderOf(hold.id)) === run ? hold : undefined;
}

/** The RUN of the card of a holder: the representative's own, or that of the account. */
export const cardRunOf = ({ account, run }: LossHolder): Rut => run ?? rutOf(account);

/** Whether a lost factor of the account ended less than seven days ago, by the trail; true where it is too long. */
export async function lostLately(
  { audit, now }: Pick<Deps, 'audit' | 'now'>,
  { id }: Pick<Account, 'id'>,
): Promise<boolean> {
  const since = new Date(now().getTime() - WARNED_DAYS * DAY_MS);
  const done = await audit.actsSince(id, ['hold.done'], since);
  return done === undefined || done.some(({ details }) => details.kind === 'factor-loss');
}
