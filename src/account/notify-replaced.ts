import type { Account } from '../domain/account.ts';
import { companyName } from '../domain/company-name.ts';
import { mobileOf } from '../domain/data-update.ts';
import type { Deps } from '../ports/deps.ts';
import { contactsOfAccount, eachOnce, type NoticeFor, notifyContact, recipientsOf } from './notify-account.ts';

/**
 * Notifies contacts that a request replaced less than seven days ago, too: they may still restore everything (floor 5).
 * One that agreed by its own code, or that an older factor or a sheet replaced, has nothing to restore and gets no more
 * messages. They were confirmed, and their notices name the company.
 */
export async function notifyReplaced(
  deps: Pick<Deps, 'pendingChanges' | 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<void> {
  const before = (await deps.pendingChanges.replacedLately(account.id)).filter(
    ({ byCode, agreed }) => !byCode && !agreed,
  );
  // Of contacts that were replaced before this was stored it is not known whether they were confirmed.
  const phones = before.map((personal) =>
    personal.confirmed && !personal.confirmed.mobile ? undefined : mobileOf({ personal }),
  );
  const gone = recipientsOf(
    before.map(({ email }) => email),
    phones,
  );
  const onFile = [...contactsOfAccount(account), ...recipientsOf([], [mobileOf(account)])];
  const forCompany = companyName(account);
  for (const one of eachOnce(gone, onFile)) {
    const own = typeof notice === 'function' ? await notice(one.to) : notice;
    await notifyContact(deps, account, { ...own, forCompany }, one);
  }
}
