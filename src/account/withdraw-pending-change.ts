import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { stopPendingChange } from './stop-pending-change.ts';

/** The request that a link names, in any state; undefined when the link is not valid any more. */
export async function pendingChangeOfLink(
  { links, pendingChanges }: Pick<Deps, 'links' | 'pendingChanges'>,
  token: string,
): Promise<PendingChange | undefined> {
  const link = await links.peek('hold', token);
  return link?.about === undefined ? undefined : pendingChanges.find(link.about);
}

/**
 * Cancels a waiting request by the link that its holder got; it cancels this request and nothing else (floor 7). A
 * second call changes nothing. Throws `link-spent` when the link is not valid any more.
 */
export async function withdrawPendingChange(deps: Deps, token: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const hold = await pendingChangeOfLink(deps, token);
    // The account's row first: of two requests that are cancelled at once the second sees the first.
    const account = hold && (await deps.accounts.lock(hold.accountId));
    if (!account) throw new Refusal('link-spent');
    await stopPendingChange(deps, account, hold, { visitor, by: 'link' });
  });
}
