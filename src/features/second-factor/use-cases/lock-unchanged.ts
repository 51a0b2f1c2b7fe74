import { stoppedNow } from '../../../account/stopped-now.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Locks the account of a holder who was proved, for a change of what they hold. Throws what a stopped account throws,
 * and `key-stale` where the key changed since.
 */
export async function lockUnchanged(
  deps: Pick<Deps, 'accounts' | 'rights' | 'now'>,
  { id, keyChangedAt }: Account,
): Promise<Account> {
  const account = await deps.accounts.lock(id);
  if (account?.state !== 'activa') throw await stoppedNow(deps, account);
  if (account.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw new Refusal('key-stale');
  return account;
}
