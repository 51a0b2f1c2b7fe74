import type { Account } from '../domain/account.ts';
import type { Deps } from '../ports/deps.ts';
import { contactsOfAccount, type NoticeFor, notifyAccount, notifyRepresentative } from './notify-account.ts';
import { notifyReplaced } from './notify-replaced.ts';

/** The contacts besides those of `notifyAccount`: replaced less than seven days ago, and a representative's own. */
export async function notifyOtherContacts(
  deps: Pick<Deps, 'pendingChanges' | 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<void> {
  await notifyReplaced(deps, account, notice);
  await notifyRepresentative(deps, account, notice, contactsOfAccount(account));
}

/** The confirmed contacts on file, those that were replaced less than seven days ago, and a representative's own. */
export async function notifyEachContact(
  deps: Pick<Deps, 'pendingChanges' | 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<void> {
  await notifyOtherContacts(deps, account, notice);
  await notifyAccount(deps, account, notice);
}
