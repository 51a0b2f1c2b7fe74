import type { Account } from '../domain/account.ts';
import type { Deps } from '../ports/deps.ts';

/** From so many accounts on, a mailbox never suffices alone: one person reads it for others (floor 8). */
const SHARED_FROM = 4;

/** Whether four accounts or more share the mailbox on file. */
export async function isMailboxShared({ accounts }: Pick<Deps, 'accounts'>, { personal }: Account): Promise<boolean> {
  return (await accounts.sharingMailbox(personal.email)) >= SHARED_FROM;
}
