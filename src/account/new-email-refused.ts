import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';

/** Whether the new e-mail of a waiting request refused the mail that confirms it, for good. */
export async function newEmailRefused(
  { notifier }: Pick<Deps, 'notifier'>,
  {
    accountId,
    createdAt,
    confirmedAt,
    state,
  }: Pick<PendingChange, 'accountId' | 'createdAt' | 'confirmedAt' | 'state'>,
): Promise<boolean> {
  if (confirmedAt || state !== 'waiting') return false;
  return (await notifier.refusedAt(accountId, { kind: 'contact-confirm', since: createdAt })) !== undefined;
}
