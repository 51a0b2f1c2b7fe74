import type { Email } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Notice } from './notice.ts';

export type Recipient =
  | { readonly channel: 'mail'; readonly to: Email; readonly name?: string | undefined }
  | { readonly channel: 'sms'; readonly to: Phone };

export type Delivery = 'queued' | 'sent' | 'delayed' | 'failed';

/** Hands messages to an outbox in the same transaction as what they tell (floor 13). */
export interface Notifier {
  /**
   * Queues a notice and gives its id. Past the recipient's budget nothing is sent, and the id says "sent" like any
   * other, so that a stranger learns nothing from it. An SMS to what is no Chilean mobile is refused: "failed".
   */
  send(notice: Notice, recipient: Recipient, accountId?: string): Promise<string>;
  /** Queues a message that goes nowhere, and whose state moves like that of any other. */
  pretend(): Promise<string>;
  /** Where a message stands; an unknown id is "queued". */
  delivery(id: string): Promise<{ readonly state: Delivery; readonly at?: Date | undefined }>;
}
