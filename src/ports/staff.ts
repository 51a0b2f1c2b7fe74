import type { Acceptance, Accepted } from '../domain/acceptance.ts';
import type { PersonName } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import type { Rut } from '../domain/rut.ts';
import type { StaffRole, StaffState } from '../domain/staff.ts';
import type { CredentialContents } from './credentials.ts';

/** A person of the agency, who is no account of a citizen (rules, Staff). */
export interface StaffMember {
  readonly id: string;
  readonly run: Rut;
  readonly name: PersonName;
  /** Of the agency: what is told to this member goes there. */
  readonly email: Email;
  /** Code of `comunas.json`. */
  readonly commune: string;
  readonly office: string;
  readonly roles: readonly StaffRole[];
  readonly state: StaffState;
  /** Whether a second person accepted them; undefined for a member of before there were acceptances, who is accepted. */
  readonly acceptance?: Acceptance | undefined;
  /** Rises with each change of roles, state, link, authenticators or acceptance; 0 for a row of before. */
  readonly version: number;
}

/** The members whose rows verify, and how many rows do not. */
export interface StaffList {
  readonly members: readonly StaffMember[];
  readonly unverified: number;
}

/** What was changed about a member, as the auditors are told. */
export type StaffChange =
  | 'invited'
  | 'link-made'
  | 'suspended'
  | 'restored'
  | 'roles-set'
  | 'accepted'
  | 'acceptance-ended';

/**
 * Members in their own table. Each write is part of the caller's transaction. `by` is the member who gives an access, of
 * which a second one says that it is right; undefined for an operator and for the agency's own provider.
 */
export interface StaffMembers {
  find(id: string): Promise<StaffMember | undefined>;
  /** The same, as it stays for the rest of the caller's transaction. */
  hold(id: string): Promise<StaffMember | undefined>;
  /** All of them, the oldest first. */
  list(): Promise<StaffList>;
  /** Takes the team for this transaction: changes of it wait for each other. */
  lock(): Promise<void>;
  /** Adds one, `invitada` and not accepted; undefined where there is one with this RUN. */
  add(
    member: Omit<StaffMember, 'id' | 'state' | 'acceptance' | 'version'>,
    by?: string,
  ): Promise<StaffMember | undefined>;
  /**
   * Gives a member these roles; the next request has them. With one that the member did not have they wait to be accepted.
   * Undefined where there is no such member.
   */
  setRoles(id: string, roles: readonly StaffRole[], by?: string): Promise<StaffMember | undefined>;
  /** Suspends a member: every session of theirs is over at once, and a link that was made opens nothing. */
  suspend(id: string): Promise<StaffMember | undefined>;
  /** Ends a suspension: `activa`, or `invitada` where two authenticators are missing; not accepted. Sessions stay ended. */
  restore(id: string, by?: string): Promise<StaffMember | undefined>;
  /** Writes who accepted a member. */
  accept(id: string, accepted: Omit<Accepted, 'at'>): Promise<StaffMember | undefined>;
  /** Ends the acceptance: the next request opens nothing. */
  endAcceptance(id: string, ended: Omit<Accepted, 'at'>): Promise<StaffMember | undefined>;
  /** The member that a person at the agency's own provider is. */
  findBySubject(subject: string): Promise<StaffMember | undefined>;
  /**
   * Binds a person at the agency's own provider to a member, who is `activa` then. Undefined, and nothing is bound, for
   * a member who is suspended, has one, or whose sessions ended since `offeredAt`: a new link unbinds.
   */
  bindSubject(id: string, subject: string, offeredAt: Date): Promise<StaffMember | undefined>;
}

/** A passkey of a member. */
export interface StaffAuthenticator {
  readonly id: string;
  readonly staffId: string;
  readonly content: CredentialContents['passkey'];
  /** The name that the member gave it. */
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
  /** The last signature counter. */
  readonly step: number;
}

/**
 * Authenticators of members. Which of them a member has stands in the member's row: one that another hand put back,
 * removed or moved shuts that member (floor 15).
 */
export interface StaffAuthenticators {
  of(staffId: string): Promise<readonly StaffAuthenticator[]>;
  /** The one that a browser presents, where it is in force. */
  foundBy(credentialId: string): Promise<StaffAuthenticator | undefined>;
  /** Adds one; with the second the member is `activa`. */
  add(added: Pick<StaffAuthenticator, 'staffId' | 'content' | 'label' | 'step'>): Promise<void>;
  /** Notes a use; `false` where the counter, or a later one, was used before (floor 11). */
  use(id: string, step: number): Promise<boolean>;
}

/** How a session began: by an authenticator, by a one-use link, or at the agency's own OpenID provider. */
export type StaffEntry = 'passkey' | 'link' | 'issuer';

/** A session that is valid, and its member as the row is now. */
export interface StaffSession {
  readonly id: string;
  readonly entry: StaffEntry;
  readonly member: StaffMember;
  /** Whether all that a member needs is there: two authenticators, or the agency's own provider. */
  readonly enrolled: boolean;
  /** When it ends in any case. */
  readonly endsAt: Date;
}

/** Sessions of the desk, tied to no session of a citizen. Only the hash of the token is kept. */
export interface StaffSessions {
  /** Begins one and returns its new token. */
  begin(staffId: string, entry: StaffEntry): Promise<string>;
  /** The session of a token, used at this moment; `over` too for one of a member who is suspended. */
  use(token: string): Promise<StaffSession | 'idle' | 'over'>;
  end(token: string): Promise<void>;
}

/** One-use links to the enrolment, one at a time for a member; only its hash is kept, in the member's row. */
export interface StaffLinks {
  /**
   * Makes one, valid for fifteen minutes; the one before it opens nothing any more, and the member waits to be
   * accepted.
   */
  make(staffId: string, by?: string): Promise<string>;
  /** Whose link it is; undefined for one that expired, was used or was replaced, and for a suspended member. */
  read(token: string): Promise<StaffMember | undefined>;
  /** Spends it: the member's authenticators and sessions end. Undefined for every later call (floor 11). */
  spend(token: string): Promise<StaffMember | undefined>;
}
