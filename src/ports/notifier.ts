import type { Email } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { Alarm } from './alarm.ts';

/** What is sent while somebody recovers a key; `hours` and `minutes` say how long it serves. */
type RecoveryNotice =
  | { readonly kind: 'provisional-key'; readonly key: string; readonly hours: number }
  | { readonly kind: 'recovery-link'; readonly link: string; readonly minutes: number }
  | { readonly kind: 'recovery-code'; readonly code: string; readonly minutes: number }
  | { readonly kind: 'mailbox-link'; readonly link: string; readonly minutes: number }
  /** For the representative of a company; the link freezes: «No fui yo». */
  | { readonly kind: 'recovery-asked'; readonly at: string; readonly device: string; readonly link: string };

/** What is told of contacts that change: all to the old ones, but for `contact-confirm`. */
type ContactsNotice =
  | {
      readonly kind: 'contacts-asked';
      readonly at: string;
      readonly device: string;
      readonly folio: string;
      /** When they take effect. */
      readonly until: string;
      /** Cancels. */
      readonly link: string;
    }
  /** For the new e-mail: whoever reads it confirms that it is theirs. */
  | { readonly kind: 'contact-confirm'; readonly link: string; readonly request: string }
  | {
      readonly kind: 'recovery-held';
      readonly at: string;
      readonly device: string;
      readonly folio: string;
      readonly until: string;
      readonly link: string;
    }
  /** The link reverts, for 7 days. */
  | { readonly kind: 'contacts-changed'; readonly at: string; readonly folio: string; readonly link: string }
  | { readonly kind: 'contacts-withdrawn'; readonly folio: string }
  | { readonly kind: 'contacts-at-desk'; readonly folio: string }
  | { readonly kind: 'contacts-refused'; readonly folio: string }
  | { readonly kind: 'contacts-reverted'; readonly at: string; readonly device: string; readonly folio: string };

/** What is to be told, in data; the words are made at dispatch. */
export type Notice =
  | { readonly kind: 'confirm-email'; readonly link: string; readonly hours: number }
  | { readonly kind: 'account-created' }
  | { readonly kind: 'company-registered'; readonly razonSocial: string }
  | { readonly kind: 'representatives-changed'; readonly at: string; readonly link: string }
  | { readonly kind: 'card-needed' }
  | { readonly kind: 'account-contested'; readonly at: string; readonly folio: string }
  | {
      readonly kind: 'run-link-asked';
      readonly at: string;
      readonly device: string;
      readonly folio: string;
      /** When it takes effect. */
      readonly until: string;
      readonly link: string;
    }
  | { readonly kind: 'run-linked'; readonly folio: string }
  | { readonly kind: 'run-link-withdrawn'; readonly folio: string }
  | { readonly kind: 'run-link-refused'; readonly folio: string }
  | { readonly kind: 'registration-attempted'; readonly at: string; readonly device: string }
  /** For those who look after the house; `at` in ISO 8601. */
  | { readonly kind: 'alarm'; readonly at: string; readonly alarm: Alarm }
  | {
      readonly kind: 'new-device-login';
      readonly at: string;
      readonly device: string;
      readonly platform: string;
      /** «No fui yo». */
      readonly link?: string | undefined;
    }
  | RecoveryNotice
  | ContactsNotice
  | { readonly kind: 'key-changed'; readonly at: string; readonly device: string; readonly link: string }
  | { readonly kind: 'account-frozen'; readonly at: string; readonly folio: string }
  | { readonly kind: 'account-thawed'; readonly at: string }
  /** Asked to recover a frozen account that only the desk gives back. */
  | { readonly kind: 'thaw-at-desk'; readonly folio: string };

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
