import { delayPendingChange } from '../../../account/delay-pending-change.ts';
import { documentKinds } from '../../../account/pending-change-kinds.ts';
import { stopPendingChange } from '../../../account/stop-pending-change.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * What somebody signed in does about a request that waits for the account itself: one that stands on the key is taken
 * back; one that stands on a document is put off once, for the key alone stops none (floor 5). Says whether the card or a
 * code must follow. One of somebody else, or one that ended, changes nothing.
 */
export async function withdrawOwnPendingChange(
  deps: Deps,
  { account }: Pick<Here, 'account'>,
  id: string,
  visitor: Visitor,
): Promise<boolean> {
  return deps.atomically(async () => {
    await deps.accounts.lock(account.id);
    const hold = await deps.pendingChanges.find(id);
    if (hold?.accountId !== account.id || hold.state !== 'waiting') return false;
    const needsMore = documentKinds.includes(hold.kind);
    if (needsMore) await delayPendingChange(deps, account, hold, visitor);
    else await stopPendingChange(deps, account, hold, { visitor, by: 'account' });
    return needsMore;
  });
}
