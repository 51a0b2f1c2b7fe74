import type { Account } from '../../../domain/account.ts';
import { isEmailSettled } from '../../../domain/contacts.ts';
import type { Deps } from '../../../ports/deps.ts';

/** From so many accounts on a mailbox never suffices alone: somebody keeps it for others (floor 8). */
const SHARED_FROM = 4;

/** Whether the mailbox on file is that of four accounts or more. */
export async function isMailboxShared({ accounts }: Pick<Deps, 'accounts'>, { personal }: Account): Promise<boolean> {
  return (await accounts.sharingMailbox(personal.email)) >= SHARED_FROM;
}

/** Whether the link to the e-mail on file is enough for whoever showed the card and has no second contact (C6). */
export async function linkSuffices(deps: Pick<Deps, 'accounts' | 'now'>, account: Account): Promise<boolean> {
  // «No fui yo» says that somebody else has one of the contacts: the only one is not enough then.
  if (account.state === 'congelada') return false;
  return isEmailSettled(account, deps.now()) && !(await isMailboxShared(deps, account));
}
