import type { RightDecision } from '../domain/rights.ts';
import type { CodePurpose } from './account-codes.ts';
import type { Alarm } from './alarm.ts';

/** A notice of one kind and what its words need. */
type Told<Kind extends string, Needs extends object = object> = { readonly kind: Kind } & Readonly<Needs>;

/** When, with what device and from which network something was done, as people write it. */
export interface Done {
  readonly at: string;
  readonly device: string;
  readonly network: string;
}

/** A request that waits: its folio, when it takes effect, and the link that cancels it. */
export interface Waits extends Done {
  readonly folio: string;
  readonly until: string;
  readonly link: string;
}

/** Something done, and the link «No fui yo» that freezes. */
interface Disavowable extends Done {
  readonly link: string;
}

interface OfRequest {
  readonly folio: string;
}

/** What goes on by a link in the mailbox on file. */
export type MailedJourney = 'recovery' | 'key-change' | 'data-update' | 'sign-in';

/** What is told of an account that begins. */
type BeginningNotice =
  | Told<'confirm-email', { link: string; hours: number }>
  | Told<'account-created'>
  | Told<'company-registered', { razonSocial: string }>
  | Told<'card-needed'>
  | Told<'registration-attempted', Done>
  | Told<'account-contested', OfRequest & { at: string }>;

/** What is sent while somebody recovers a key; `hours` and `minutes` say how long it serves. */
type RecoveryNotice =
  | Told<'provisional-key', { key: string; hours: number }>
  | Told<'recovery-link', { link: string; minutes: number }>
  | Told<'recovery-code', { code: string; minutes: number }>
  /** Six digits to a contact on file, for one purpose. */
  | Told<'account-code', { purpose: CodePurpose; code: string; minutes: number }>
  /** `journey` is a recovery where none is told. */
  | Told<'mailbox-link', { journey?: MailedJourney | undefined; link: string; minutes: number }>
  /** For the representative of a company. */
  | Told<'recovery-asked', Disavowable>
  /** For contacts that were replaced a few days ago. */
  | Told<'recovery-warned', Disavowable>
  /** Asked to recover a frozen account that only the desk gives back. */
  | Told<'thaw-at-desk', OfRequest>;

/** What is told of contacts that change: all to the old ones, but for `contact-confirm`. */
type ContactsNotice =
  | Told<'contacts-asked', Waits>
  /** For the new e-mail: whoever reads it confirms that it is theirs. */
  | Told<'contact-confirm', { link: string; request: string }>
  | Told<'recovery-held', Waits>
  /** The link reverts, for 7 days. */
  | Told<'contacts-changed', OfRequest & { at: string; link: string }>
  | Told<'contacts-withdrawn', OfRequest>
  | Told<'contacts-at-desk', OfRequest>
  | Told<'contacts-refused', OfRequest>
  | Told<'contacts-reverted', OfRequest & Done>;

/** What is told while data are updated with the key; a code goes to a contact that is replaced, `update-done` to a new one. */
type UpdateNotice =
  /** `what` names what changed, and never holds the data. */
  | Told<'data-updated', Disavowable & { what: string }>
  | Told<'update-asked', Waits & { disavow: string }>
  | Told<'update-withdrawn', OfRequest>
  | Told<'update-done', OfRequest>
  | Told<'update-code', { code: string; minutes: number }>
  | Told<'question-changed', Disavowable>;

/** What is told of a NIE that becomes a RUN. */
type RunLinkNotice =
  | Told<'run-link-asked', Waits>
  | Told<'run-linked', OfRequest>
  | Told<'run-link-withdrawn', OfRequest>
  | Told<'run-link-refused', OfRequest>;

/** What is told of the key, the sessions and the state of an account. */
type AccountNotice =
  /** `company` says whose key it was: a representative has a key of their own, too. */
  | Told<'key-changed', Disavowable & { company?: string | undefined }>
  | Told<'new-device-login', Done & { platform: string; link?: string | undefined }>
  | Told<'sessions-ended', Disavowable & { count: number }>
  | Told<'platform-disconnected', Disavowable & { platform: string }>
  | Told<'representatives-changed', { at: string; link: string }>
  | Told<'account-frozen', OfRequest & { at: string }>
  | Told<'account-thawed', { at: string }>;

/** What is told of rights over one's own data; `right` is how the right is called, days are as people write them. */
type RightsNotice =
  /** `at` and `device` tell of the asking, `until` is the last day of the copy; `disavow` is «No fui yo». */
  | Told<'export-ready', Omit<Disavowable, 'network'> & { until: string; disavow: string }>
  /** The link shows how it stands. */
  | Told<'right-requested', OfRequest & Disavowable & { right: string; due: string; disavow: string }>
  /** The link leads to where the block is lifted, with the key. */
  | Told<'block-begun', OfRequest & Disavowable & { due: string }>
  | Told<'block-lifted', OfRequest & { at: string }>
  | Told<'right-extended', OfRequest & { right: string; due: string; reasons: string; link: string }>
  /** `until` is the last day to complain to the Agencia, where it is known. */
  | Told<
      'right-answered',
      OfRequest & { right: string; decision: RightDecision; reasons: string; until?: string | undefined }
    >;

/** What is to be told, in data; the words are made at dispatch. */
export type Notice =
  | BeginningNotice
  | RecoveryNotice
  | ContactsNotice
  | UpdateNotice
  | RunLinkNotice
  | AccountNotice
  | RightsNotice
  /** For those who look after the house; `at` in ISO 8601. */
  | Told<'alarm', { at: string; alarm: Alarm }>;
