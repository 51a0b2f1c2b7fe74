import type { Account } from '../domain/account.ts';
import { confirmedMobile, confirmedRepresentativeEmail } from '../domain/contacts.ts';
import type { Email } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice } from '../ports/notice.ts';
import { mailboxOfRecipient, type Recipient } from '../ports/notifier.ts';

/** Ids of messages by channel. */
export interface SentNotices {
  readonly mail: string;
  readonly sms?: string | undefined;
}

/** Ids of the messages as the details of the act that they report name them. */
export const messagesOf = ({ mail, sms }: SentNotices): { readonly mailed: string; readonly texted?: string } => ({
  mailed: mail,
  ...(sms ? { texted: sms } : {}),
});

/** The same notice for each contact, or one made for each: a link in it is that contact's own (floor 7). */
export type NoticeFor = Notice | ((to: Recipient['to']) => Promise<Notice>);

/** Recipients of an e-mail and of a mobile, as far as there are any. */
export function recipientsOf(mails: readonly (Email | undefined)[], mobiles: readonly (Phone | undefined)[]) {
  return [
    ...mails.flatMap((to): Recipient[] => (to ? [{ channel: 'mail', to }] : [])),
    ...mobiles.flatMap((to): Recipient[] => (to ? [{ channel: 'sms', to }] : [])),
  ];
}

/** The confirmed contacts of an account's holder: e-mail, and the mobile where a code from it was typed. */
export const contactsOfAccount = (account: Account): readonly Recipient[] =>
  recipientsOf([account.personal.email], [confirmedMobile(account)]);

/**
 * Each mailbox and number once, for all spellings of its address, without those that get another message about the same
 * act: a person with two roles at a company gets one message.
 */
export function eachOnce(recipients: readonly Recipient[], besides: readonly Recipient[] = []): readonly Recipient[] {
  const seen = new Set(besides.map(mailboxOfRecipient));
  return recipients.filter((recipient) => {
    const mailbox = mailboxOfRecipient(recipient);
    return seen.has(mailbox) ? false : seen.add(mailbox);
  });
}

/** Sends one contact its notice; returns the id of the message. */
export async function notifyContact(
  { notifier }: Pick<Deps, 'notifier'>,
  { id }: Pick<Account, 'id'>,
  notice: NoticeFor,
  to: Recipient,
): Promise<string> {
  return notifier.send(typeof notice === 'function' ? await notice(to.to) : notice, to, id);
}

/** Notifies an account holder by every confirmed contact: e-mail, and the mobile where a code from it was typed. */
export async function notifyAccount(
  deps: Pick<Deps, 'notifier'>,
  account: Account,
  notice: NoticeFor,
): Promise<SentNotices> {
  const phone = confirmedMobile(account);
  const mail = await notifyContact(deps, account, notice, { channel: 'mail', to: account.personal.email });
  const sms = phone ? await notifyContact(deps, account, notice, { channel: 'sms', to: phone }) : undefined;
  return { mail, sms };
}

/**
 * Notifies a company's representative by their own confirmed contacts, but for those that get another message about it;
 * for other profiles it sends nothing.
 */
export async function notifyRepresentative(
  deps: Pick<Deps, 'notifier'>,
  account: Account,
  notice: NoticeFor,
  besides: readonly Recipient[],
): Promise<void> {
  if (account.profile !== 'juridica') return;
  const theirs = recipientsOf([confirmedRepresentativeEmail(account)], [confirmedMobile(account)]);
  for (const to of eachOnce(theirs, besides)) await notifyContact(deps, account, notice, to);
}
