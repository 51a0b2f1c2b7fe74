import type { CounterPart } from '../domain/cases/counter-effect.ts';
import type { ChangeId } from '../domain/changes.ts';
import type { CompanyName, NamedActor, NamedActors } from '../domain/company-name.ts';
import type { ChangedData, ContactKind } from '../domain/data-update.ts';
import type { DroppedByProof } from '../domain/identity.ts';
import type { Instant } from '../domain/instant.ts';
import type { MandateEnd, SharedEnd } from '../domain/mandate.ts';
import type { MemberRole } from '../domain/member-role.ts';
import type { DeskAlarmKind } from '../domain/oversight.ts';
import type { RightGround } from '../domain/right-grounds.ts';
import type { RightDecision, RightKind } from '../domain/rights.ts';
import type { FactorKind } from '../domain/second-factor.ts';
import type { ThawedBy } from '../domain/stopped-account.ts';
import type { Day } from '../domain/working-days.ts';
import type { CodePurpose } from './account-codes.ts';
import type { Alarm } from './alarm.ts';
import type { StaffChange } from './staff.ts';

/** A notice of one kind and the values that its words need. */
type NoticeOf<Kind extends string, Needs extends object = object> = { readonly kind: Kind } & Readonly<Needs>;

/**
 * When and with what device something was done, and who acted where the account is a company's. `device` is the name of
 * the browser and its system, as the session stores it. No network: an address does not show the reader who acted, and
 * whether it is a usual one is not known.
 */
export interface Done {
  readonly at: Instant;
  readonly device: string;
  readonly representative?: NamedActor | undefined;
}

/** A pending change: its folio, when it takes effect, and the link that cancels it. */
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

interface OfMandate {
  readonly at: Instant;
  readonly to: 'facilitador' | 'company';
  readonly company: string;
  readonly nie: string;
}

/** Of a membership, to its member or to the company; `who` is the name at `documento`, else the number in part hidden. */
interface OfMember {
  readonly at: Instant;
  readonly to: 'member' | 'company';
  readonly company: string;
  readonly who: string;
  readonly role: MemberRole;
}

/** What became of an invitation, as the company is told. */
export type InvitationNews = 'sent' | 'activated' | 'returned' | 'mail' | 'company' | 'representative';

interface OfRequest {
  readonly folio: string;
}

/**
 * What opens a stopped account again, and the page where it does: a card unless stated otherwise. Rows of earlier
 * versions have neither.
 */
interface WayBackIn {
  readonly by?: ThawedBy | undefined;
  /** None where only the desk opens it. */
  readonly link?: string | undefined;
}

/** The journey that continues by a link in the mailbox on file. */
export type MailedJourney = 'recovery' | 'key-change' | 'data-update' | 'facilitador-draft' | 'sign-in';

/** Notices about the beginning of an account. */
type BeginningNotice =
  | NoticeOf<'confirm-email', { link: string; hours: number }>
  | NoticeOf<'account-created'>
  | NoticeOf<'company-registered', { razonSocial: string }>
  | NoticeOf<'card-needed'>
  /** For the imported contacts: an account of the old system is created again by a card. */
  | NoticeOf<'recreation-asked', Waits>
  | NoticeOf<'recreation-refused', OfRequest>
  | NoticeOf<'recreation-at-desk', OfRequest>
  /** For the own e-mail of a representative. */
  | NoticeOf<'representative-confirm', { link: string; days: number }>
  | NoticeOf<'registration-attempted', Done>;

/** `disavow` stops the account of a company, where its representative reads that mailbox and gets no other notice. */
interface RepresentativeMayStop {
  readonly disavow?: string | undefined;
}

/** Notices of a recovery; `hours` and `minutes` state how long it is valid. */
type RecoveryNotice =
  /** `page` is where it is changed. */
  | NoticeOf<'provisional-key', { key: string; hours: number; page: string } & RepresentativeMayStop>
  /** `stopped`: the account is stopped, so that its old key opens nothing either. */
  | NoticeOf<'recovery-link', { link: string; minutes: number; stopped?: boolean | undefined } & RepresentativeMayStop>
  | NoticeOf<'recovery-code', BoundCode>
  /** Six digits to a contact on file, for one purpose. */
  | NoticeOf<'account-code', BoundCode & { purpose: CodePurpose }>
  /** `journey` is a recovery where it is absent. */
  | NoticeOf<'mailbox-link', { journey?: MailedJourney | undefined; link: string; minutes: number }>
  /** For the representative of a company. */
  | NoticeOf<'recovery-asked', Disavowable>
  /** For contacts that were replaced a few days ago. */
  | NoticeOf<'recovery-warned', Disavowable>
  /** The desk sends the address of the page of the ordinary recovery, and nothing that opens it. */
  | NoticeOf<'recovery-offered', OfRequest & { page: string }>
  /** For an auditor: a look-up of a member of the staff. */
  | NoticeOf<'desk-alarm', { alarm: DeskAlarmKind; at: Instant; name: string; office: string; page: string }>
  /** A request to recover a frozen account that only the desk gives back. */
  | NoticeOf<'thaw-at-desk', OfRequest>;

/** Notices of the identity of an account; links lead to where a card is shown, but for «No fui yo» of a proved one. */
type IdentityNotice =
  /** `link` freezes; none to the mobile that the first proof removes. */
  | NoticeOf<'identity-reviewed', Done & { dropped: readonly DroppedByProof[]; link?: string | undefined }>
  | NoticeOf<'identity-proved', Done & { dropped: readonly DroppedByProof[]; link?: string | undefined }>
  | NoticeOf<'account-contested', OfRequest & { at: Instant; link: string }>
  /** `frozen`: whether the account is stopped during the waiting period. */
  | NoticeOf<'contest-begun', Waits & { frozen: boolean }>
  | NoticeOf<'contest-at-desk', OfRequest>
  | NoticeOf<'contest-over', OfRequest & { at: Instant }>
  /** For the representative of a company that was never proved. */
  | NoticeOf<'recovery-unproved', Done & { link: string }>
  /** A pending recovery of an account that was never proved: it cannot be cancelled. */
  | NoticeOf<'recovery-waits', Waits>;

/** Notices of contacts that change: all to the old ones, but for `contact-confirm`. */
type ContactsNotice =
  | NoticeOf<'contacts-asked', Waits>
  /** For the new e-mail: its reader confirms that the address is theirs. */
  | NoticeOf<'contact-confirm', { link: string; request?: string | undefined }>
  | NoticeOf<'recovery-held', Waits>
  /** The link disputes the change, for 7 days. */
  | NoticeOf<'contacts-changed', OfRequest & { at: Instant; link: string }>
  /** For a contact that was replaced with its own code. `by`: a printed code and the card replaced it instead. */
  | NoticeOf<'contacts-agreed', OfRequest & { at: Instant; by?: 'sheet' | undefined }>
  /** A factor older than seven days replaced contacts at once; `what` changed in the same update. */
  | NoticeOf<
      'contacts-by-factor',
      OfRequest & { at: Instant; replaced: readonly ContactKind[]; what?: readonly ChangedData[] | undefined }
    >
  /** For a contact that was replaced: its link froze the account, and a case is open. */
  | NoticeOf<'change-disputed', OfRequest & Done>
  /** The key alone delayed a request. */
  | NoticeOf<'hold-delayed', OfRequest & { until: Instant }>
  | NoticeOf<'contacts-withdrawn', OfRequest>
  | NoticeOf<'contacts-at-desk', OfRequest>
  | NoticeOf<'contacts-refused', OfRequest>
  | NoticeOf<'contacts-reverted', OfRequest & WayBackIn & Done>;

/** Notices of an update with the key; a code goes to a contact that is replaced, `update-done` to a new one. */
type UpdateNotice =
  /** `what` is what changed, and never the data. */
  | NoticeOf<'data-updated', Disavowable & { what: readonly ChangedData[] }>
  /**
   * `waiting`: the contacts that wait; `what`: what changed at once in the same update; `replaced`: the contacts that an
   * older factor replaced at once, where one was proved: what waits then waits for its confirmation alone.
   */
  | NoticeOf<
      'update-asked',
      Waits & {
        disavow: string;
        waiting: readonly ContactKind[];
        what?: readonly ChangedData[] | undefined;
        replaced?: readonly ContactKind[] | undefined;
      }
    >
  | NoticeOf<'update-withdrawn', OfRequest>
  | NoticeOf<'update-done', OfRequest>
  | NoticeOf<'update-code', BoundCode>
  | NoticeOf<'question-changed', Disavowable>;

/** Notices of what two people of the staff decided after a counter saw a document, and what it changes. */
type CounterNotice =
  /** The link shows and stops it. */
  | NoticeOf<
      'counter-asked',
      OfRequest & { at: Instant; until: Instant; link: string; changes: readonly CounterPart[] }
    >
  | NoticeOf<'counter-withdrawn', OfRequest>
  | NoticeOf<'counter-refused', OfRequest>
  /** It was not applied, and two people decide anew. */
  | NoticeOf<'counter-at-desk', OfRequest>
  /** For the auditors of the agency; `members` attested, proposed and confirmed it, each with the office. */
  | NoticeOf<'account-protected', OfRequest & { at: Instant; members: readonly string[] }>
  /** `link` is «No fui yo»; contacts that are replaced get none. */
  | NoticeOf<'counter-done', OfRequest & { at: Instant; changes: readonly CounterPart[]; link?: string | undefined }>;

/** Notices of a NIE that becomes a RUN. */
type RunLinkNotice =
  | NoticeOf<'run-link-asked', Waits>
  | NoticeOf<'run-linked', OfRequest>
  | NoticeOf<'run-link-withdrawn', OfRequest>
  | NoticeOf<'run-link-refused', OfRequest>;

/**
 * What came with a changed key and is reported in the same message: the account works again, its identity was proved
 * for the first time and `dropped` what was set before.
 */
interface AtOnceWithKey {
  readonly thawed?: boolean | undefined;
  readonly dropped?: readonly DroppedByProof[] | undefined;
  /** Where a code of the printed sheet chose the key: how many are left, and the contacts that it replaces. */
  readonly sheet?: { readonly left: number; readonly contacts: readonly ContactKind[] } | undefined;
}

/** Notices of the key, the sessions and the state of an account. */
type AccountNotice =
  | NoticeOf<'key-changed', Disavowable & AtOnceWithKey>
  /**
   * `remembered`: until when no second factor is asked there, where the user had the browser remembered; `by`: where it
   * was not the key.
   */
  | NoticeOf<
      'new-device-login',
      Done & {
        platform: string;
        link?: string | undefined;
        remembered?: Instant | undefined;
        by?: 'passkey' | undefined;
      }
    >
  | NoticeOf<'sessions-ended', Disavowable & { count: number; atDesk?: true | undefined }>
  | NoticeOf<'platform-disconnected', Disavowable & { platform: string }>
  | NoticeOf<'factor-added', Disavowable & { factor: FactorKind }>
  | NoticeOf<'factor-removed', Disavowable & { factor: FactorKind }>
  /** `codesLeft`: how many printed codes are left. */
  | NoticeOf<'recovery-code-used', Disavowable & { codesLeft: number }>
  /** New printed codes took the place of all earlier ones. */
  | NoticeOf<'recovery-codes-made', Disavowable>
  /** A lost factor: who has the key, the card and the mailbox asks that it ends after the waiting period. */
  | NoticeOf<'factor-loss-asked', Waits>
  | NoticeOf<'factor-loss-withdrawn', OfRequest>
  | NoticeOf<'factor-loss-refused', OfRequest>
  | NoticeOf<'factor-loss-done', OfRequest & Disavowable>
  /** Who has the key, and cannot prove the rest, has a case of the desk. */
  | NoticeOf<'factor-loss-at-desk', OfRequest & Disavowable>
  /** For seven days after a lost factor ended. */
  | NoticeOf<'recovery-after-loss', Disavowable>
  /** `from`: when its codes begin to recover the key. */
  | NoticeOf<'backup-sheet-made', Disavowable & { from: Instant }>
  | NoticeOf<'backup-sheet-removed', Disavowable>
  | NoticeOf<
      'representatives-changed',
      { at: Instant; left?: NamedActors | undefined; joined?: NamedActors | undefined; link: string }
    >
  /** Of a company's mandate for a facilitador, to one of them; `nie` is in part hidden. */
  | NoticeOf<'mandate-ended', OfMandate & { why: SharedEnd }>
  | NoticeOf<'mandate-renewed', OfMandate & { until: Instant }>
  /** To the mailbox of an invitation, which need not be that of an account. */
  | NoticeOf<'member-invited', { company: string; role: MemberRole; until: Instant; hours: number; link: string }>
  | NoticeOf<'member-joined', OfMember & { until: Instant }>
  | NoticeOf<'member-changed', OfMember & { until: Instant }>
  | NoticeOf<'member-ended', OfMember & { why: MandateEnd }>
  /** To a facilitador: `existing` where the person has an account, and only the company is new. */
  | NoticeOf<
      'facilitador-invited',
      { company: string; until: Instant; hours: number; existing?: true | undefined; link: string }
    >
  | NoticeOf<
      'facilitador-activated',
      Disavowable & { company: string; until: Instant; nie: string; existing?: true | undefined }
    >
  /** To the invited person: the account of the company ended. */
  | NoticeOf<'invitation-ended', { at: Instant; company: string }>
  /** To the company: what became of an invitation. It never has the link. */
  | NoticeOf<'invitation-told', { at: Instant; folio: string; name: string; news: InvitationNews }>
  /** The SII's list is again as it was before a change that did not last. */
  | NoticeOf<'representatives-back', { at: Instant }>
  /**
   * `atDesk`: the desk did it. `stolen`: telephone or wallet were stolen, and only a card that was never accepted
   * before opens it.
   */
  | NoticeOf<
      'account-frozen',
      OfRequest & WayBackIn & { at: Instant; stolen?: boolean | undefined; atDesk?: true | undefined }
    >
  /** Not sent any more, since `key-changed` reports it; rows of earlier versions may still wait. */
  | NoticeOf<'account-thawed', { at: Instant }>;

/** What happened to a client of the portal. */
export type PortalNews =
  | 'created'
  | 'edited'
  | 'submitted'
  | 'withdrawn'
  | 'removed'
  | 'revision-edited'
  | 'revision-submitted'
  | 'revision-withdrawn'
  | 'revision-discarded'
  /** To a contact who stays, to a new one, and to one of before. */
  | 'contacts-changed'
  | 'contact-added'
  | 'contact-removed'
  | 'secret-made'
  | 'secret-ended'
  | 'secret-ends';

/**
 * To the technical contacts of a client; of contacts that change, to each one. `until`: of a secret that ends. It never has a secret. Rows of earlier versions
 * name no organisation.
 */
type PortalNotice = NoticeOf<
  'portal-news',
  {
    at: Instant;
    news: PortalNews;
    platform: string;
    organisation?: string | undefined;
    link: string;
    until?: Instant | undefined;
  }
>;

/** What happened to a machine of an organisation. */
export type MachineNews =
  | 'created'
  | 'removed'
  | 'scopes-changed'
  | 'credential-made'
  | 'credential-ended'
  | 'credential-ends';

/** To the mailbox of the organisation. `until`: of the credential. `added`, `taken`: scopes. It never has a secret. */
type MachineNotice = NoticeOf<
  'machine-news',
  {
    at: Instant;
    news: MachineNews;
    machine: string;
    who?: string | undefined;
    credential?: string | undefined;
    added?: string | undefined;
    taken?: string | undefined;
    link: string;
    until?: Instant | undefined;
  }
>;

/** What the desk did with a case. */
export type CaseNews =
  | 'received'
  | 'opened'
  | 'asked'
  | 'to-correct'
  | 'extended'
  | 'decided'
  | 'corrected'
  | 'withdrawn';

/** What happened to a client of the portal. */
export type PlatformNews =
  | 'to-correct'
  | 'approved'
  | 'rejected'
  | 'revision-to-correct'
  | 'revision-approved'
  | 'revision-rejected'
  | 'production-asked'
  | 'production'
  | 'production-refused'
  | 'suspended'
  | 'suspended-now'
  | 'lifted';

/** Notices of the desk. */
type DeskNotice =
  /** To the contacts of a client; `until` is when a suspension ends by itself. No mail has a reviewer's words. */
  | NoticeOf<
      'platform-news',
      {
        news: PlatformNews;
        name: string;
        client: string;
        page: string;
        at: Instant;
        folio?: string | undefined;
        until?: Instant | undefined;
      }
    >
  /** The link leads to the page of the case, where all else stands; `until`, in which its person is waited for. */
  | NoticeOf<'case-news', OfRequest & { news: CaseNews; link: string; until?: Instant | undefined }>
  /** A person telephones the desk about this account: the link leads to where its holder says whether it is they. */
  | NoticeOf<'caller-check', { link: string; minutes: number }>
  /** From a contact came the answer that the holder did not telephone, or another number than the agent said. */
  | NoticeOf<'call-denied', { at: Instant; link: string }>;

/** Notices of rights over one's own data. */
type RightsNotice =
  /** `at` and `device` are those of the request; the copy is kept until `until`; `disavow` is «No fui yo». */
  | NoticeOf<'export-ready', Disavowable & { until: Instant; disavow: string }>
  /** The link shows its state. */
  | NoticeOf<'right-requested', OfRequest & Disavowable & { right: RightKind; due: Day; disavow: string }>
  /** The link leads to where the block is lifted, with the key. */
  | NoticeOf<'block-begun', OfRequest & Disavowable & { due: Day }>
  /** `reasons`: those of a person of the agency who ended it; `refused`: it ended because the request was refused. */
  | NoticeOf<'block-lifted', OfRequest & { at: Instant; reasons?: string | undefined; refused?: boolean | undefined }>
  /** Without reasons where others read the mailbox: the link leads to where the person who asked reads them. */
  | NoticeOf<'right-extended', OfRequest & { right: RightKind; due: Day; reasons?: string | undefined; link: string }>
  /**
   * `until` is the last day to complain to the Agencia, where it is known; `due` the last day that the answer missed.
   * `page` shows it in Mi cuenta and `copy` is where the data are fetched, where the account may still enter; `letter`
   * shows it without an account, and `block` does where a block remains in force, which is lifted from there.
   */
  | NoticeOf<
      'right-answered',
      OfRequest & {
        right: RightKind;
        decision: RightDecision;
        ground?: RightGround | undefined;
        reasons?: string | undefined;
        until?: Day | undefined;
        due?: Day | undefined;
        page?: string | undefined;
        copy?: string | undefined;
        block?: string | undefined;
        letter?: string | undefined;
        /** Of a stopped company: what opens it again, and where. */
        thawedBy?: ThawedBy | undefined;
        recover?: string | undefined;
      }
    >;

/**
 * A notice as data: instants, days and codes, no prose; its words are made when it is sent. Rows of earlier versions
 * have words in place of an instant, a day or a list of codes; they are sent as they are. `forCompany`: the company
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
  | CounterNotice
  | AccountNotice
  | DeskNotice
  | PortalNotice
  | MachineNotice
  | RightsNotice
  /** For the technical contacts of clients: a change that concerns them; `platforms` are the names of those clients. */
  | NoticeOf<'client-change', { change: ChangeId; platforms: readonly string[]; link: string }>
  /** For the auditors of the desk and the member; `doneBy` and `member` are names of people of the agency. */
  | NoticeOf<'staff-changed', { at: Instant; change: StaffChange; member: string; doneBy: string; waits: boolean }>
  /** For the operators; `at` in ISO 8601. */
  | NoticeOf<'alarm', { at: string; alarm: Alarm }>;
