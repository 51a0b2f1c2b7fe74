import type { Account } from '../../../domain/account.ts';
import type { StoppedRecreation } from '../../../domain/cases/effect-obstacle.ts';
import { mobileOf } from '../../../domain/data-update.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A registration of the old system that is at the desk, as far as it can be compared with what was asked at a counter. */
export async function stoppedRecreation(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  account: Account,
): Promise<StoppedRecreation | undefined> {
  const request = await pendingChanges.recreationOf(account.id);
  if (!request) return undefined;
  const { id, run, confirmedAt } = request;
  const contacts = { email: account.personal.email, mobile: mobileOf(account) };
  return { id, run, contacts, keyOnly: false, read: confirmedAt !== undefined };
}
