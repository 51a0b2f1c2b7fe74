import type { CompanyName, NamedActor, NamedActors } from '../domain/company-name.ts';
import type { ChangedData, ContactKind } from '../domain/data-update.ts';
import type { DroppedByProof } from '../domain/identity.ts';
import type { Instant } from '../domain/instant.ts';
import type { RightDecision, RightKind } from '../domain/rights.ts';
import type { ThawedBy } from '../domain/stopped-account.ts';
import type { Day } from '../domain/working-days.ts';
import type { CodePurpose } from './account-codes.ts';
import type { Alarm } from './alarm.ts';

/** A notice of one kind and what its words need. */
type Told<Kind extends string, Needs extends object = object> = { readonly kind: Kind } & Readonly<Needs>;

/**
 * When and with what device something was done, and who acted where the account is a company's. `device` is the name of
 * the browser and its system, as the session keeps it. No network: an address does not tell the reader who acted, and
 * whether it is a usual one is not known.
 */
export interface Done {
  readonly at: Instant;
  readonly device: string;
  readonly representative?: NamedActor | undefined;
}

/** A request that waits: its folio, when it takes effect, and the link that cancels it. */
export interface Waits extends Done {
  readonly folio: string;
  readonly until: Instant;
  readonly link: string;
}

/** Something done, and the link «No fui yo» that freezes. */
interface Disavowable extends Done {
  readonly link: string;
}

/** Six digits; an SMS ends with the host to whose pages they are bound, where there is one. */
interface BoundCode {
  readonly code: string;
  readonly minutes: number;
  readonly host?: string | undefined;
}

interface OfRequest {
  readonly folio: string;
}

/**
 * What opens a stopped account again, and the page where it does: a card unless told otherwise. Neither stands in rows
 * that were written before they were told.
 */
interface WayBackIn {
  readonly by?: ThawedBy | undefined;
  /** None where only the desk opens it. */
  readonly link?: string | undefined;
}

/** What goes on by a link in the mailbox on file. */
export type MailedJourney = 'recovery' | 'key-change' | 'data-update' | 'sign-in';

/** Notices of an account that begins. */
type BeginningNotice =
  | Told<'confirm-email', { link: string; hours: number }>
  | Told<'account-created'>
  | Told<'company-registered', { razonSocial: string }>
  | Told<'card-needed'>
  /** For the imported contacts: an account of the old system is created again by a card. */
  | Told<'recreation-asked', Waits>
  | Told<'recreation-refused', OfRequest>
  | Told<'recreation-at-desk', OfRequest>
  /** For the own e-mail of a representative. */
  | Told<'representative-confirm', { link: string; days: number }>
  | Told<'registration-attempted', Done>;

/** `disavow` stops the account of a company, where its representative reads the same mailbox and gets no other notice. */
interface RepresentativeMayStop {
  readonly disavow?: string | undefined;
}

/** Notices of a recovery; `hours` and `minutes` say how long it serves. */
type RecoveryNotice =
  /** `page` is where it is changed. */
  | Told<'provisional-key', { key: string; hours: number; page: string } & RepresentativeMayStop>
  /** `stopped`: the account is, so that its old key opens nothing either. */
  | Told<'recovery-link', { link: string; minutes: number; stopped?: boolean | undefined } & RepresentativeMayStop>
  | Told<'recovery-code', BoundCode>
  /** Six digits to a contact on file, for one purpose. */
  | Told<'account-code', BoundCode & { purpose: CodePurpose }>
  /** `journey` is a recovery where it is absent. */
  | Told<'mailbox-link', { journey?: MailedJourney | undefined; link: string; minutes: number }>
  /** For the representative of a company. */
  | Told<'recovery-asked', Disavowable>
  /** For contacts that were replaced a few days ago. */
  | Told<'recovery-warned', Disavowable>
  /** Asked to recover a frozen account that only the desk gives back. */
  | Told<'thaw-at-desk', OfRequest>;

/** Notices of the identity of an account; links lead to where the card is shown, but for «No fui yo» of a proved one. */
type IdentityNotice =
  /** `link` freezes; none to the mobile that ends with the first proof. */
  | Told<'identity-proved', Done & { dropped: readonly DroppedByProof[]; link?: string | undefined }>
  | Told<'account-contested', OfRequest & { at: Instant; link: string }>
  /** `frozen` says whether the account is stopped while the hold runs. */
  | Told<'contest-begun', Waits & { frozen: boolean }>
  | Told<'contest-at-desk', OfRequest>
  | Told<'contest-over', OfRequest & { at: Instant }>
  /** For the representative of a company that was never proved. */
  | Told<'recovery-unproved', Done & { link: string }>
  /** A recovery that waits at an account that was never proved: nothing takes it back. */
  | Told<'recovery-waits', Waits>;

/** Notices of contacts that change: all to the old ones, but for `contact-confirm`. */
type ContactsNotice =
  | Told<'contacts-asked', Waits>
  /** For the new e-mail: its reader confirms that the address is theirs. */
  | Told<'contact-confirm', { link: string; request: string }>
  | Told<'recovery-held', Waits>
  /** The link disputes the change, for 7 days. */
  | Told<'contacts-changed', OfRequest & { at: Instant; link: string }>
  /** For a contact that was replaced with its own code. */
  | Told<'contacts-agreed', OfRequest & { at: Instant }>
  /** For a contact that was replaced: its link froze the account, and a case is open. */
  | Told<'change-disputed', OfRequest & Done>
  /** The key alone put a request off. */
  | Told<'hold-delayed', OfRequest & { until: Instant }>
  | Told<'contacts-withdrawn', OfRequest>
  | Told<'contacts-at-desk', OfRequest>
  | Told<'contacts-refused', OfRequest>
  | Told<'contacts-reverted', OfRequest & WayBackIn & Done>;

/** Notices of an update with the key; a code goes to a contact that is replaced, `update-done` to a new one. */
type UpdateNotice =
  /** `what` is what changed, and never the data. */
  | Told<'data-updated', Disavowable & { what: readonly ChangedData[] }>
  /** `waiting`: the contacts that wait; `what`: what changed at once in the same update. */
  | Told<
      'update-asked',
      Waits & { disavow: string; waiting: readonly ContactKind[]; what?: readonly ChangedData[] | undefined }
    >
  | Told<'update-withdrawn', OfRequest>
  | Told<'update-done', OfRequest>
  | Told<'update-code', BoundCode>
  | Told<'question-changed', Disavowable>;

/** Notices of a NIE that becomes a RUN. */
type RunLinkNotice =
  | Told<'run-link-asked', Waits>
  | Told<'run-linked', OfRequest>
  | Told<'run-link-withdrawn', OfRequest>
  | Told<'run-link-refused', OfRequest>;

/**
 * What came with a changed key and is told in the same message: the account works again, its identity was proved for the
 * first time and `dropped` what was set before.
 */
interface AtOnceWithKey {
  readonly thawed?: boolean | undefined;
  readonly dropped?: readonly DroppedByProof[] | undefined;
}

/** Notices of the key, the sessions and the state of an account. */
type AccountNotice =
  | Told<'key-changed', Disavowable & AtOnceWithKey>
  | Told<'new-device-login', Done & { platform: string; link?: string | undefined }>
  | Told<'sessions-ended', Disavowable & { count: number }>
  | Told<'platform-disconnected', Disavowable & { platform: string }>
  | Told<
      'representatives-changed',
      { at: Instant; left?: NamedActors | undefined; joined?: NamedActors | undefined; link: string }
    >
  /** The SII's list is again what it was before a change that did not last. */
  | Told<'representatives-back', { at: Instant }>
  /** `stolen`: telephone or wallet were stolen, and only a card that was never accepted before opens it. */
  | Told<'account-frozen', OfRequest & WayBackIn & { at: Instant; stolen?: boolean | undefined }>
  /** Not sent any more, for `key-changed` tells it; rows that were written before may wait still. */
  | Told<'account-thawed', { at: Instant }>;

/** Notices of rights over one's own data. */
type RightsNotice =
  /** `at` and `device` are those of the request; the copy is kept until `until`; `disavow` is «No fui yo». */
  | Told<'export-ready', Disavowable & { until: Instant; disavow: string }>
  /** The link shows how it stands. */
  | Told<'right-requested', OfRequest & Disavowable & { right: RightKind; due: Day; disavow: string }>
  /** The link leads to where the block is lifted, with the key. */
  | Told<'block-begun', OfRequest & Disavowable & { due: Day }>
  /** `reasons`: those of a person of the agency who ended it; `refused`: it ended because the request was refused. */
  | Told<'block-lifted', OfRequest & { at: Instant; reasons?: string | undefined; refused?: boolean | undefined }>
  /** Without reasons where others read the mailbox: the link leads to where who asked reads them. */
  | Told<'right-extended', OfRequest & { right: RightKind; due: Day; reasons?: string | undefined; link: string }>
  /**
   * `until` is the last day to complain to the Agencia, where it is known; `due` the last day that the answer is past.
   * `page` shows it in Mi cuenta and `copy` is where the data are fetched, where the account may still enter; `block` is
   * where a block that stands on is lifted.
   */
  | Told<
      'right-answered',
      OfRequest & {
        right: RightKind;
        decision: RightDecision;
        reasons?: string | undefined;
        until?: Day | undefined;
        due?: Day | undefined;
        page?: string | undefined;
        copy?: string | undefined;
        block?: string | undefined;
      }
    >;

/**
 * A notice as data: instants, days and codes, no prose; its words are made when it is sent. Rows that a version before
 * queued hold words in place of an instant, a day or a list of codes; they are sent as they are. `forCompany`: the company
 * whose account it is.
 */
export type Notice = AnyNotice & { readonly forCompany?: CompanyName | undefined };

type AnyNotice =
  | BeginningNotice
  | RecoveryNotice
  | IdentityNotice
  | ContactsNotice
  | UpdateNotice
  | RunLinkNotice
  | AccountNotice
  | RightsNotice
  /** For the operators; `at` in ISO 8601. */
  | Told<'alarm', { at: string; alarm: Alarm }>;
