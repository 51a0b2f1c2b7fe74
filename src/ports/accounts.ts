import type { Account, Identifier, IdentifierKind, PersonalData, PersonName, Profile } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import type { Identidad } from '../domain/identity-level.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Rut } from '../domain/rut.ts';
import type { ProvisionalKey } from './provisional-keys.ts';

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
  /** Of a fictional person: the id that its subject gets, where its identifier has none yet. */
  readonly subject?: string | undefined;
}

/** Pending accounts that expire in one transaction, with all that belongs to each. */
export const LAPSED_AT_ONCE = 100;

/** Accounts and subjects. Personal data is sealed at rest, which callers do not see. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /**
   * The account that has this identifier, also as an earlier one (every state but pending and closed, and not
   * contested), else the newest pending one.
   */
  findByIdentifier(profile: Profile, identifier: Identifier): Promise<Account | undefined>;
  /**
   * What a try of a key needs to know of an identifier, read at once. It costs the same where there is no account
   * (floor 2).
   */
  forKey(asked: Pick<Account, 'profile' | 'identifier'>, reader?: KeyReader): Promise<ForKey>;
  /** Adds a pending account; many may wait for one identifier, since they reserve nothing. */
  add(account: NewAccount): Promise<Account>;
  /** Gives a pending account its identifier; `false` when another one has it, or this expired or was contested. */
  activate(id: string): Promise<boolean>;
  /**
   * Reads under lock, applies a pure function, writes. A contact that the function replaces is unconfirmed, unless the
   * function gives the date since when the new one is confirmed. Returns the account as written, or undefined.
   */
  change(id: string, edit: (current: Account) => Account): Promise<Account | undefined>;
  /**
   * Locks the account's row until the end of the caller's transaction and writes nothing: other changes of the account
   * or of its rows wait. Throws outside of a transaction, where the lock would have no effect.
   */
  lock(id: string): Promise<Account | undefined>;
  /**
   * Freezes an account whose identity was only declared and releases its identifier for the person who proved it; its
   * subject is retired and never used again. `false` when there is no such account any more.
   */
  contest(id: string): Promise<boolean>;
  /** Whether this identifier was ever taken back from another person: from then on only the card opens it. */
  wasContested(profile: Profile, identifier: Identifier): Promise<boolean>;
  /**
   * Turns a migrante's account into that of a RUN proved by document: the subject stays, so every `sub` stays, and the
   * NIE still leads to it. `false` when the RUN has an account or this one is no longer an active migrante's.
   */
  moveToRun(id: string, run: Rut, name: PersonName): Promise<boolean>;
  /**
   * Closes an account for good and releases its identifier; its subject is retired, so that no client knows the next
   * person who registers the number. `false` when it was closed before.
   */
  close(id: string): Promise<boolean>;
  /** How many accounts have this mailbox on file, in any spelling; pending, closed and contested ones do not count. */
  sharingMailbox(email: Email): Promise<number>;
  /**
   * The accounts that have this mailbox on file, in any spelling, for the desk: twenty at most; closed ones do not count.
   */
  ofMailbox(email: Email): Promise<readonly Account[]>;
  /**
   * Deletes pending accounts older than this for which no request waits or is with the desk, the oldest
   * `LAPSED_AT_ONCE` of them at most, and returns how many.
   */
  lapse(before: Date): Promise<number>;
}

/** The browser that a form of the key was shown to, and since when a contact that it read counts. */
export interface KeyReader {
  readonly browser: string;
  readonly since: Date;
}

/** What a try of a key needs to know. */
export interface ForKey {
  readonly account: Account | undefined;
  /** The provisional key that is outstanding, however old. */
  readonly outstanding: ProvisionalKey | undefined;
  /** Whether the reader read a contact of the account, to sign in, since then. */
  readonly hasRead: boolean;
}

/** What a link is bound to: the contact that it is sent to, kept sealed, and the browser that asked, kept as a hash. */
interface LinkBound {
  readonly contact?: string | undefined;
  readonly browser?: string | undefined;
  /** The sign-in at which its journey began, kept sealed and without the number that was typed there. */
  readonly origin?: JourneyOrigin | undefined;
}

/** Links in messages: one purpose, one use, one expiry. Only the hash of the token is kept. */
export interface Links {
  /**
   * Makes a link's token (URL-safe, 256 bits) for an account, and where it names an act, for that act only; `bound` has
   * the conditions of its use.
   */
  issue(purpose: LinkPurpose, accountId: string, expiresAt: Date, about?: string, bound?: LinkBound): Promise<string>;
  /** Whether the link was requested in this browser (its id is kept as a hash). */
  askedIn(purpose: LinkPurpose, token: string, browser: string): Promise<boolean>;
  /** Costs what `issue` costs and stores nothing: time must not reveal which identifiers have an account (floor 2). */
  pretend(): Promise<void>;
  /** Makes the links of a purpose that an account was sent expire at this instant at the latest. */
  endBy(purpose: LinkPurpose, accountId: string, at: Date): Promise<void>;
  /** Whether a link of a purpose that the account was sent is still unopened. */
  waits(purpose: LinkPurpose, accountId: string): Promise<boolean>;
  /** What the token would open; changes nothing (links never act on GET). */
  peek(purpose: LinkPurpose, token: string): Promise<Link | undefined>;
  /** Spends the token and returns what it was for, once; undefined for every later call. */
  spend(purpose: LinkPurpose, token: string): Promise<Link | undefined>;
}

export interface Link {
  readonly accountId: string;
  /** Id of what it names: a pending change, a copy of data, a request. */
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
  | 'contest'
  | 'desk-call'
  | 'invitation'
  | 'member';
