import { RECOVERY_CODES, waysBack } from '../../../account/deliver-key.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';

/** Three codes a day, for an identifier with or without an account; throws `too-many-codes`, and nothing is changed. */
export async function assertCodeMayGo(
  deps: Deps,
  account: Account | undefined,
  { profile, identifier, contacts }: StoredRecovery,
): Promise<void> {
  if (contacts || waysBack(deps, account) === 'key') return;
  const who = account?.id ?? `${profile}:${identifier}`;
  const { allowed, until } = await deps.throttles.consume(rateLimits.accountCodes, who, RECOVERY_CODES);
  if (!allowed) throw new Refusal('too-many-codes', { until });
}
