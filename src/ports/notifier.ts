import { type Email, mailboxOf } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Notice } from './notice.ts';

export type Recipient =
  | { readonly channel: 'mail'; readonly to: Email; readonly name?: string | undefined }
  | { readonly channel: 'sms'; readonly to: Phone };

/** The mailbox or number of a recipient; all spellings of an address give the same one. */
export const mailboxOfRecipient = (recipient: Recipient): string =>
  recipient.channel === 'mail' ? mailboxOf(recipient.to) : recipient.to;

/**
 * The state of a message. `withheld`: it was not sent and will not be, because its budget was spent (floor 8); another
 * one may be requested at `until`. `refused`: its address or number takes no messages, and trying again is useless.
 */
export type Delivery = 'queued' | 'sent' | 'delayed' | 'failed' | 'refused' | 'withheld';

/** A state, when a message was sent, and until when one was withheld. */
export interface Delivered {
  readonly state: Delivery;
  readonly at?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Messages that were refused: to an address on file, or of a kind since an instant. */
export type RefusedMessages = { readonly to: Email } | { readonly kind: Notice['kind']; readonly since: Date };

/** A requester that is no stranger to the account: a device that it knows, or the one who just proved its key. */
export type AskedBy = 'known' | 'key';

/** Adds messages to an outbox in the transaction of the act that they report (floor 13). */
export interface Notifier {
  /**
   * Queues a notice and returns its id; about a company's account it names the company, as far as its recipient may
   * know it. Past the budget of (account, recipient) nothing is sent: "withheld". An SMS to what is no Chilean mobile
   * is refused: "failed". `asked`: whether a device that the account knows requested it, or a right key did.
   * Such messages have budgets of their own, which no stranger can spend.
   */
  send(notice: Notice, recipient: Recipient, accountId?: string, asked?: AskedBy): Promise<string>;
  /**
   * Queues a message that is never sent, in place of one of this kind to a user who does not exist (`who`); its budget
   * is spent and its state changes like that of any other.
   */
  pretend(kind: Notice['kind'], channel: Recipient['channel'], who: string): Promise<string>;
  /** The state of a message; an unknown id is "queued". */
  delivery(id: string): Promise<Delivered>;
  /**
   * When an address last refused a message of an account for good, as far as messages that were given up are kept:
   * those to one address, or those of one kind since an instant. Undefined where none did.
   */
  refusedAt(accountId: string, which: RefusedMessages): Promise<Date | undefined>;
}
