import type {
  Account,
  Identidad,
  Identifier,
  IdentifierKind,
  PersonalData,
  PersonName,
  Profile,
} from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Rut } from '../domain/rut.ts';

export interface NewAccount {
  /** Made before the account is: its hashes are bound to it. */
  readonly id: string;
  readonly profile: Profile;
  readonly kind: IdentifierKind;
  readonly identifier: Identifier;
  readonly identidad: Identidad;
  readonly keyHash: string;
  readonly question?: { readonly id: number; readonly answerHash: string } | undefined;
  readonly personal: PersonalData;
  readonly simulado: boolean;
}

/** Pending accounts that lapse in one transaction: all that hangs from each goes with it. */
export const LAPSED_AT_ONCE = 100;

/** Where accounts and subjects live. Personal data is sealed at rest; nothing here tells that to anybody above. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /**
   * The account that holds this identifier, also as one that it had before (every state but pending and closed, and not
   * contested), else the newest pending one.
   */
  findByIdentifier(profile: Profile, identifier: Identifier): Promise<Account | undefined>;
  /** Adds a pending account; many may wait for one identifier, for they reserve nothing. */
  add(account: NewAccount): Promise<Account>;
  /** Makes a pending account the holder of its identifier; `false` when another one holds it, it lapsed or was contested. */
  activate(id: string): Promise<boolean>;
  /**
   * Reads under lock, applies a pure function, writes. A contact that the function replaces is unconfirmed, unless the
   * function says since when the new one is. Gives the account as written, or undefined.
   */
  change(id: string, edit: (current: Account) => Account): Promise<Account | undefined>;
  /**
   * Takes the account's row to the end of the caller's transaction and writes nothing: whoever else changes the account or
   * what hangs from it waits. Throws outside of a transaction, where it would hold nothing.
   */
  lock(id: string): Promise<Account | undefined>;
  /**
   * Freezes an account whose identity was only declared and frees its identifier for whoever proved it; its subject is
   * retired and never used again. `false` when there is no such account any more.
   */
  contest(id: string): Promise<boolean>;
  /** Whether this identifier was taken back from somebody once: from then on only the card opens it. */
  wasContested(profile: Profile, identifier: Identifier): Promise<boolean>;
  /**
   * Makes a migrante's account that of a RUN, proved by document: the subject goes along, so every `sub` stays, and the
   * NIE goes on leading to it. `false` when the RUN has an account or this one is no active migrante's any more.
   */
  moveToRun(id: string, run: Rut, name: PersonName): Promise<boolean>;
  /**
   * Closes an account for good and frees its identifier; its subject is retired, so that whoever registers the number
   * next is nobody that a platform knows. `false` when it was closed before.
   */
  close(id: string): Promise<boolean>;
  /** How many accounts have this mailbox on file, however it is written; pending, closed and contested ones do not count. */
  sharingMailbox(email: Email): Promise<number>;
  /**
   * Deletes pending accounts older than this for which no request waits or is with the desk, the oldest
   * `LAPSED_AT_ONCE` of them at most, and says how many.
   */
  lapse(before: Date): Promise<number>;
}

/** What a link is bound to: the contact that it is sent to, kept sealed, and the browser that asked, kept as a hash. */
export interface LinkBound {
  readonly contact?: string | undefined;
  readonly browser?: string | undefined;
  /** The sign-in at which its journey began, kept sealed and without the number that was typed there. */
  readonly origin?: JourneyOrigin | undefined;
}

/** Links in messages: one purpose, one use, an end. Only the hash of the token is kept. */
export interface Links {
  /**
   * Makes a link's token (URL-safe, 256 bits) for an account, and where it names an act, for that one only; `bound` says
   * what counts at its use.
   */
  issue(purpose: LinkPurpose, accountId: string, expiresAt: Date, about?: string, bound?: LinkBound): Promise<string>;
  /** Whether the link was made for somebody in this browser (its id is kept as a hash). */
  askedIn(purpose: LinkPurpose, token: string, browser: string): Promise<boolean>;
  /** Costs what `issue` costs and makes nothing: the clock must not tell who has an account (floor 2). */
  pretend(): Promise<void>;
  /** Lets the links of a purpose that an account was sent end by then at the latest. */
  endBy(purpose: LinkPurpose, accountId: string, at: Date): Promise<void>;
  /** Whether a link of a purpose that the account was sent still waits to be opened. */
  waits(purpose: LinkPurpose, accountId: string): Promise<boolean>;
  /** What the token would open; changes nothing (links never act on GET). */
  peek(purpose: LinkPurpose, token: string): Promise<Link | undefined>;
  /** Spends the token: what it was for, once; undefined for everybody after. */
  spend(purpose: LinkPurpose, token: string): Promise<Link | undefined>;
}

export interface Link {
  readonly accountId: string;
  /** Id of what it names: a hold, a copy of data, a request. */
  readonly about: string | undefined;
  /** The contact that it was sent to, where that was noted. */
  readonly contact: string | undefined;
  /** The sign-in at which its journey began; it has no number. */
  readonly origin: JourneyOrigin | undefined;
}

/** What a link in a message may do: each does this one thing. */
export type LinkPurpose =
  | 'confirm-email'
  | 'hold'
  | 'recover-key'
  | 'disavow'
  | 'revert-contacts'
  | 'confirm-contact'
  | 'confirm-representative'
  | 'recreation'
  | 'mailbox'
  | 'sign-in'
  | 'export'
  | 'right'
  | 'contest';
