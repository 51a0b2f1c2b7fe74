import type { Email } from '../domain/email.ts';
import type { Phone } from '../domain/phone.ts';
import type { RightDecision } from '../domain/rights.ts';
import type { Alarm } from './alarm.ts';

/** What goes on by a link in the mailbox on file. */
export type MailedJourney = 'recovery' | 'key-change' | 'data-update';

/** What is sent while somebody recovers a key; `hours` and `minutes` say how long it serves. */
type RecoveryNotice =
  | { readonly kind: 'provisional-key'; readonly key: string; readonly hours: number }
  | { readonly kind: 'recovery-link'; readonly link: string; readonly minutes: number }
  | { readonly kind: 'recovery-code'; readonly code: string; readonly minutes: number }
  | {
      readonly kind: 'mailbox-link';
      /** Recovery where none is told. */
      readonly journey?: MailedJourney | undefined;
      readonly link: string;
      readonly minutes: number;
    }
  /** For the representative of a company; the link freezes: «No fui yo». */
  | {
      readonly kind: 'recovery-asked';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly link: string;
    }
  /** For contacts that were replaced a few days ago; the link freezes too. */
  | {
      readonly kind: 'recovery-warned';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly link: string;
    };

/** What is told while data are updated with the key; a code goes to a contact that is replaced, and `update-done` to a new one. */
type UpdateNotice =
  | {
      readonly kind: 'data-updated';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      /** Names of what changed, never the data. */
      readonly what: string;
      /** «No fui yo». */
      readonly link: string;
    }
  | {
      readonly kind: 'update-asked';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly folio: string;
      /** When it takes effect. */
      readonly until: string;
      /** Cancels. */
      readonly link: string;
      /** «No fui yo». */
      readonly disavow: string;
    }
  | { readonly kind: 'update-withdrawn'; readonly folio: string }
  | { readonly kind: 'update-done'; readonly folio: string }
  | { readonly kind: 'update-code'; readonly code: string; readonly minutes: number }
  | {
      readonly kind: 'question-changed';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly link: string;
    };

/** What is told of contacts that change: all to the old ones, but for `contact-confirm`. */
type ContactsNotice =
  | {
      readonly kind: 'contacts-asked';
      readonly at: string;
      readonly device: string;
      readonly network: string;
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
      readonly network: string;
      readonly folio: string;
      readonly until: string;
      readonly link: string;
    }
  /** The link reverts, for 7 days. */
  | { readonly kind: 'contacts-changed'; readonly at: string; readonly folio: string; readonly link: string }
  | { readonly kind: 'contacts-withdrawn'; readonly folio: string }
  | { readonly kind: 'contacts-at-desk'; readonly folio: string }
  | { readonly kind: 'contacts-refused'; readonly folio: string }
  | {
      readonly kind: 'contacts-reverted';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly folio: string;
    };

/** What is told of acts in Mi cuenta; the link is «No fui yo». */
type AccountNotice =
  | {
      readonly kind: 'sessions-ended';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly count: number;
      readonly link: string;
    }
  | {
      readonly kind: 'platform-disconnected';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly platform: string;
      readonly link: string;
    };

/** What is told of rights over one's own data; `right` is how the right is called, days are as people write them. */
type RightsNotice =
  | {
      readonly kind: 'export-ready';
      /** When and where it was asked. */
      readonly at: string;
      readonly device: string;
      /** Until when it is kept. */
      readonly until: string;
      readonly link: string;
      /** «No fui yo». */
      readonly disavow: string;
    }
  | {
      readonly kind: 'right-requested';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly folio: string;
      readonly right: string;
      readonly due: string;
      /** Shows how it stands. */
      readonly link: string;
      readonly disavow: string;
    }
  /** The link leads to where the block is lifted, with the key. */
  | {
      readonly kind: 'block-begun';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly folio: string;
      readonly due: string;
      readonly link: string;
    }
  | { readonly kind: 'block-lifted'; readonly at: string; readonly folio: string }
  | {
      readonly kind: 'right-extended';
      readonly folio: string;
      readonly right: string;
      readonly due: string;
      readonly reasons: string;
      readonly link: string;
    }
  | {
      readonly kind: 'right-answered';
      readonly folio: string;
      readonly right: string;
      readonly decision: RightDecision;
      readonly reasons: string;
      /** The last day to complain to the Agencia, where it is known. */
      readonly until?: string | undefined;
    };

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
      readonly network: string;
      readonly folio: string;
      /** When it takes effect. */
      readonly until: string;
      readonly link: string;
    }
  | { readonly kind: 'run-linked'; readonly folio: string }
  | { readonly kind: 'run-link-withdrawn'; readonly folio: string }
  | { readonly kind: 'run-link-refused'; readonly folio: string }
  | { readonly kind: 'registration-attempted'; readonly at: string; readonly device: string; readonly network: string }
  /** For those who look after the house; `at` in ISO 8601. */
  | { readonly kind: 'alarm'; readonly at: string; readonly alarm: Alarm }
  | {
      readonly kind: 'new-device-login';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly platform: string;
      /** «No fui yo». */
      readonly link?: string | undefined;
    }
  | RecoveryNotice
  | ContactsNotice
  | AccountNotice
  | UpdateNotice
  | RightsNotice
  | {
      readonly kind: 'key-changed';
      readonly at: string;
      readonly device: string;
      readonly network: string;
      readonly link: string;
      /** Whose key it was, where it is a company's: its representative has a key of their own, too. */
      readonly company?: string | undefined;
    }
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
