import type { Account, Identifier, PersonalData, PersonName, Profile } from '../domain/account.ts';
import type { CounterEffect } from '../domain/cases/counter-effect.ts';
import type { CaseKind } from '../domain/cases/kinds/kinds.ts';
import type { StoppedRequest } from '../domain/cases/stopped-request.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { ContactKind } from '../domain/data-update.ts';
import type { NewContacts } from '../domain/recovery.ts';
import type { Rut } from '../domain/rut.ts';

/**
 * What waits on the strength of a card: a NIE that becomes a RUN, contacts that replace those on file, a key that has
 * one delivery channel, an account of the old system, an identifier that goes back to the person who proved it, a lost
 * second factor that ends.
 */
export type CardChangeKind =
  | 'link-run'
  | 'replace-contacts'
  | 'recover-by-one'
  | 'legacy-recreation'
  | 'contest'
  | 'factor-loss';

/**
 * The kind of a pending change; contacts that an update replaces rest on the key, and on no card; what two people of the
 * staff decided rests on the document that a counter saw (`counter`).
 */
export type PendingChangeKind = CardChangeKind | 'update-contacts' | 'counter';

/** `desk`: stopped twice against a document, two people decide (floor 7). */
export type PendingChangeState = 'waiting' | 'done' | 'withdrawn' | 'refused' | 'desk';

/** A request that takes effect after some days, unless it is stopped meanwhile (floor 5). */
export interface PendingChange {
  readonly id: string;
  readonly kind: PendingChangeKind;
  /** Reference for the telephone service and the desk. */
  readonly folio: string;
  readonly accountId: string;
  readonly state: PendingChangeState;
  readonly createdAt: Date;
  readonly dueAt: Date;
  /** When the new e-mail was confirmed, where contacts are replaced; without that they are not. */
  readonly confirmedAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  /** When the key alone delayed it, which is possible once. */
  readonly delayedAt?: Date | undefined;
  /** When the link of a contact that it replaced froze the account. */
  readonly disputedAt?: Date | undefined;
}

/** Two people of the staff decided that it takes effect: neither a contact nor a second check stops it any more. */
interface MayBeDecided {
  readonly decided?: { readonly caseId: string; readonly by: readonly string[] } | undefined;
}

/** What the second check of the card needs, and what takes effect after it; sealed at rest, erased at its end. */
export interface PendingCard extends MayBeDecided {
  readonly run: Rut;
  readonly serial: CedulaSerial;
  readonly contacts?: NewContacts | undefined;
}

/** The contacts by which an update replaces those on file; sealed at rest, erased when the waiting period ends. */
export interface PendingUpdate {
  readonly replaces: readonly ContactKind[];
  readonly contacts: NewContacts;
  /** Of a company: the person whose mobile it is. */
  readonly representative?: { readonly run: Rut; readonly name: PersonName } | undefined;
  /** Whether codes to the old contacts apply it at once; after the link of a mailbox nothing does. */
  readonly hastens: boolean;
  /**
   * Set where a factor older than seven days, or the card and a printed code, was proved for it: no code is needed then
   * (floor 5), and it waits for the link of a new e-mail alone.
   */
  readonly agreed?: 'factor' | 'sheet' | undefined;
  /** The question on file when it was requested: it comes back with the contacts, in place of one chosen meanwhile. */
  readonly question: Account['question'] | null;
}

/** What two people of the staff decided; sealed at rest, erased at its end. */
export interface PendingCounter extends MayBeDecided {
  /** Id of the case, and its kind. */
  readonly caseId: string;
  readonly caseKind: CaseKind;
  /** Ids of the members who decided it. */
  readonly decidedBy: readonly string[];
  readonly effect: CounterEffect;
}

/** A request that is due, with what it kept. */
export type DueChange =
  | { readonly hold: PendingChange & { readonly kind: 'counter' }; readonly counter: PendingCounter }
  | { readonly hold: PendingChange & { readonly kind: CardChangeKind }; readonly card: PendingCard }
  | { readonly hold: PendingChange & { readonly kind: 'update-contacts' }; readonly update: PendingUpdate };

/** What was on file before contacts were replaced; sealed, and kept for seven days (floor 5). */
export type Undo = Pick<PersonalData, 'email' | 'mobile' | 'company'> &
  Pick<Account, 'question'> &
  Partial<Pick<Account, 'confirmed'>> & {
    /** Set where a code from the replaced contact applied it: that contact agreed, and cannot undo it. */
    readonly byCode?: true | undefined;
    /** What else applied it at once: the contact gets a notice, and cannot undo it. */
    readonly agreed?: PendingUpdate['agreed'] | 'counter';
  };

/** How a request ends: what can be undone, and whether a person or a failed check stopped it. */
export interface ChangeEnd {
  readonly undo?: Undo | undefined;
  readonly stopped?: boolean | undefined;
}

/** A card, an update or a decision, by its kind. */
export interface NewPendingChange {
  readonly kind: PendingChangeKind;
  readonly folio: string;
  readonly accountId: string;
  readonly dueAt: Date;
  readonly card?: PendingCard | undefined;
  readonly update?: PendingUpdate | undefined;
  readonly counter?: PendingCounter | undefined;
}

export interface PendingChanges {
  /** Begins to wait; undefined while another of this kind waits for the account. */
  open(hold: NewPendingChange): Promise<PendingChange | undefined>;
  find(id: string): Promise<PendingChange | undefined>;
  /** The one of this kind that waits for an account. */
  waiting(accountId: string, kind: PendingChangeKind): Promise<PendingChange | undefined>;
  /** All that wait for an account, the oldest first. */
  allWaiting(accountId: string): Promise<readonly PendingChange[]>;
  /** Delays a waiting one until `dueAt`; once, `false` after that. */
  delay(id: string, dueAt: Date): Promise<boolean>;
  /** Takes the next one that is due, for two minutes: no other worker takes it, also where the job fails. */
  claim(): Promise<DueChange | undefined>;
  /** The contacts of a waiting update; undefined for everything else. */
  updateOf(id: string): Promise<PendingUpdate | undefined>;
  /** What two people decided, of a waiting change; undefined for everything else. */
  counterOf(id: string): Promise<PendingCounter | undefined>;
  /** The RUN of the card on which a waiting request to end a lost factor rests; undefined for everything else. */
  lossHolderOf(id: string): Promise<Rut | undefined>;
  /** Reduces a waiting update to what is left of it; what a code applied is kept with it, for seven days. */
  narrow(id: string, update: PendingUpdate, undo: Undo): Promise<void>;
  /** Lets a waiting change be due at once. */
  expedite(id: string): Promise<void>;
  /** Notes that the new e-mail was confirmed. */
  confirm(id: string): Promise<void>;
  /** Whether two people at the desk decide about a re-creation of this identifier, by any registration. */
  recreationAtDesk(profile: Profile, identifier: Identifier): Promise<boolean>;
  /**
   * Ends all that waits for an account, or for the decision of two people about it, but a contest, which cannot be
   * withdrawn; returns how many there were.
   */
  withdrawAll(accountId: string): Promise<number>;
  /** Ends what waits for the decision of two people alone. */
  withdrawAtDesk(accountId: string): Promise<number>;
  /** The last request of an account about which two people at the desk decide, while its content is kept. */
  atDesk(accountId: string): Promise<(PendingChange & StoppedRequest) | undefined>;
  /** The re-creation by this registration that is at the desk, while its content is kept; with the RUN of its card. */
  recreationOf(accountId: string): Promise<(PendingChange & Pick<PendingCard, 'run'>) | undefined>;
  /** Lets a request that is at the desk wait again, until `dueAt`: nothing stops it any more. */
  reinstate(id: string, decided: NonNullable<MayBeDecided['decided']>, dueAt: Date): Promise<void>;
  /** Whether a waiting change cannot be stopped: two people decided it, or it returns a number. */
  isFinal(id: string): Promise<boolean>;
  /** Refuses a request that is at the desk for good, and erases its content. */
  refuseAtDesk(id: string): Promise<boolean>;
  /** Ends a pending change and erases what it kept, unless the desk decides it; `false` when it did not wait any more. */
  end(id: string, state: Exclude<PendingChangeState, 'waiting'>, how?: ChangeEnd): Promise<boolean>;
  /** Contacts that were replaced less than seven days ago, newest first. */
  replacedLately(accountId: string): Promise<readonly Undo[]>;
  /**
   * What a request that took effect replaced, while it can be undone; returned once. Later replacements cannot be
   * undone any more: that would bring back the contacts that were undone here.
   */
  undoOf(id: string): Promise<Undo | undefined>;
  /** Erases whatever of an account could still be undone. */
  forgetUndoOf(accountId: string): Promise<void>;
  /** Whether what a request replaced can still be undone. */
  mayUndo(id: string): Promise<boolean>;
  /** Notes that the link of a replaced contact froze the account for this request; `false` after the first time. */
  dispute(id: string): Promise<boolean>;
  /**
   * Erases what may not be undone any more, and refuses requests that the desk did not decide in time: `limit` requests at
   * most; returns how many.
   */
  forgetUndo(limit: number): Promise<number>;
}
