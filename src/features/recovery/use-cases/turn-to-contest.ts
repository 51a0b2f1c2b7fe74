import type { Account } from '../../../domain/account.ts';
import { neverProved } from '../../../domain/identity.ts';
import { turnTo } from '../../../domain/recovery-pages.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { type RecoveryOf, recoverySteps, standingContest } from './recovery-flow.ts';

/**
 * Whether a contest began meanwhile, or other contacts were typed for an account that was never proved: the next page
 * shows the contest, and no message is sent.
 */
export async function isForAContest(
  deps: Deps,
  { of, step }: { readonly of: RecoveryOf; readonly step: 'send' | 'sent' },
  account: Account,
  { contacts }: Pick<StoredRecovery, 'contacts'>,
): Promise<boolean> {
  const contested = await standingContest(deps, account);
  const unproved = neverProved(account);
  if (!contested && !(unproved && contacts)) return false;
  await recoverySteps(deps).advance(of, step, (latest) => turnTo(latest, { unproved, contested }));
  return true;
}
