import { assertOpen } from '../../../account/prove-key.ts';
import { actFor } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The account of which something was proved, and its key and its sessions' last end at that time. */
interface ProvedThen {
  readonly account: string;
  readonly keyChangedAt: number;
  readonly sessionsEndedAt?: number | undefined;
}

/**
 * The account as it is now, where what was proved of it still holds. Throws `account-frozen`, `account-blocked`, and
 * `proof-lapsed` where its key changed or its sessions were ended since.
 */
export async function accountStillProved(deps: Deps, then: ProvedThen): Promise<Account> {
  const account = await deps.accounts.find(then.account);
  if (!account) throw accountStopped(undefined, deps.now());
  await assertOpen(deps, account, {});
  const sameKey = account.keyChangedAt.getTime() === then.keyChangedAt;
  if (!sameKey || account.sessionsEndedAt?.getTime() !== then.sessionsEndedAt) throw new Refusal('proof-lapsed');
  return account;
}

/** Minutes in which a proved key waits for the second factor, or for what takes its place. */
const KEY_MINUTES = 10;

/** The same for a key that was proved less than ten minutes ago; throws `proof-lapsed` after that. */
export function keyStillProved(deps: Deps, then: ProvedThen & { readonly at: number }): Promise<Account> {
  if (deps.now().getTime() - then.at >= KEY_MINUTES * 60_000) throw new Refusal('proof-lapsed');
  return accountStillProved(deps, then);
}

/**
 * Asks the SII again whether the representative who began the sign-in still is one. Throws `not-representative` and its
 * like, or Unavailable.
 */
export async function assertStillActs(deps: Deps, account: Account, actor: string, visitor: Visitor): Promise<void> {
  const known = await deps.companies.findActor(account.id, { subject: actor });
  if (!known) throw new Refusal('not-representative');
  await actFor(deps, account, known.run, visitor);
}
