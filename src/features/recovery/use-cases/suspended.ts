import { stoppedByCard } from '../../../account/stopped-now.ts';
import type { Account } from '../../../domain/account.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';

/** Whether a recovery sends nothing for this account: its holder had it blocked, or it was suspended. */
export const isSuspended = (account: Account | undefined): boolean => account?.state === 'suspendida';

/**
 * A suspended account is none to a recovery, so that nothing will be sent: who proved the number by card is told so, and
 * what opens it; before that the pages are those of any number (C3). Throws `account-blocked`, `account-frozen`.
 */
export async function assertNotSuspended(
  deps: Pick<Deps, 'accounts' | 'rights' | 'now'>,
  { profile, identifier }: Pick<StoredRecovery, 'profile' | 'identifier'>,
): Promise<void> {
  const found = await deps.accounts.findByIdentifier(profile, identifier);
  if (found && isSuspended(found)) throw await stoppedByCard(deps, found);
}
