import { delayPendingChange } from '../../../account/delay-pending-change.ts';
import { documentKinds } from '../../../account/pending-change-kinds.ts';
import { stopPendingChange } from '../../../account/stop-pending-change.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * What a signed-in user does about a request that waits for the account itself: one that rests on the key is withdrawn;
 * one that rests on a document is delayed once, because the key alone stops none (floor 5), and one about a lost factor
 * not even that: who asked for it has the key. Gives whether the card or a
 * code must follow. A request of another account, or one that ended, is not changed.
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
    if (hold.kind === 'factor-loss') return true;
    if (needsMore) await delayPendingChange(deps, account, hold, visitor);
    else await stopPendingChange(deps, account, hold, { visitor, by: 'account' });
    return needsMore;
  });
}
