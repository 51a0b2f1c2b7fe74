import type { Account } from '../domain/account.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice } from '../ports/notice.ts';
import { eachOnce, recipientsOf } from './notify-account.ts';

/**
 * Notifies e-mail and mobile on file, the e-mail of a company's representative, and contacts that were replaced less
 * than seven days ago; each gets a notice of its own, so that no link is spent by another's reader.
 */
export async function notifyEveryContact(
  { pendingChanges, notifier }: Pick<Deps, 'pendingChanges' | 'notifier'>,
  account: Account,
  notice: () => Promise<Notice>,
): Promise<void> {
  const before = await pendingChanges.replacedLately(account.id);
  const { email, company } = account.personal;
  const mails = [email, company?.representative.email, ...before.map((undo) => undo.email)];
  const mobiles = [mobileOf(account), ...before.map((personal) => mobileOf({ personal }))];
  for (const one of eachOnce(recipientsOf(mails, mobiles))) await notifier.send(await notice(), one, account.id);
}
