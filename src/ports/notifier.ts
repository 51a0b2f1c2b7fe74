import { type Email, mailboxOf } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Notice } from './notice.ts';

export type Recipient =
  | { readonly channel: 'mail'; readonly to: Email; readonly name?: string | undefined }
  | { readonly channel: 'sms'; readonly to: Phone };

/** The mailbox or number of a recipient, by which all spellings of an address are one. */
export const mailboxOfRecipient = (recipient: Recipient): string =>
  recipient.channel === 'mail' ? mailboxOf(recipient.to) : recipient.to;

/**
 * Where a message stands. `withheld`: it was not sent and will not be, because its budget was spent (floor 8); another
 * one may be asked for at `until`. `refused`: its address or number takes no messages, and trying again is useless.
 */
export type Delivery = 'queued' | 'sent' | 'delayed' | 'failed' | 'refused' | 'withheld';

/** A state, when a message was sent, and until when one was withheld. */
export interface Delivered {
  readonly state: Delivery;
  readonly at?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Messages that were refused: to an address that is on file, or of a kind since a moment. */
export type RefusedMessages = { readonly to: Email } | { readonly kind: Notice['kind']; readonly since: Date };

/** Hands messages to an outbox in the transaction of the act that they report (floor 13). */
export interface Notifier {
  /**
   * Queues a notice and gives its id; about a company's account it says whose, as far as its recipient may know that. Past
   * the budget of (account, recipient) nothing is sent: "withheld". An SMS to what is no Chilean mobile is refused: "failed".
   * `asked` says that a device which the account knows asked for it: such messages have a budget of their own, which no
   * stranger can spend.
   */
  send(notice: Notice, recipient: Recipient, accountId?: string, asked?: 'known'): Promise<string>;
  /**
   * Queues a message that goes nowhere, in the place of one of this kind to a user who does not exist (`who`); its
   * budget is spent and its state moves like that of any other.
   */
  pretend(kind: Notice['kind'], channel: Recipient['channel'], who: string): Promise<string>;
  /** Where a message stands; an unknown id is "queued". */
  delivery(id: string): Promise<Delivered>;
  /**
   * When an address last refused a message of an account for good, as far as messages that were given up are kept: those to
   * one address, or those of one kind since a moment. Undefined where none did.
   */
  refusedAt(accountId: string, which: RefusedMessages): Promise<Date | undefined>;
}
