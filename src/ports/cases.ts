import type { Identifier, Profile } from '../domain/account.ts';
import type { Case, CaseState } from '../domain/cases/case.ts';
import type { CaseKind } from '../domain/cases/kinds/kinds.ts';
import type { NewContacts } from '../domain/recovery.ts';

/** Whose number a case is about. */
export interface CasePerson {
  readonly profile: Profile;
  readonly identifier: Identifier;
}

/** A case of the desk: what the state machine knows of it, and whose it is. */
export interface DeskCase extends Case {
  readonly id: string;
  /** Reference for the telephone service and the desk; it opens nothing. */
  readonly folio: string;
  /** How often it changed: a form that shows an earlier one confirms nothing. */
  readonly version: number;
  /** The account of a person who proved to hold it; absent where only a number was named. */
  readonly accountId?: string | undefined;
  /** Erased when the case ends. */
  readonly about?: CasePerson | undefined;
}

/** A new case, and what makes it the same as another open one. */
export interface NewDeskCase {
  /** Given where the row of a right has it too. */
  readonly id?: string | undefined;
  readonly folio: string;
  readonly begun: Case;
  /** Absent for a right whose account is gone. */
  readonly about?: CasePerson | undefined;
  readonly accountId?: string | undefined;
  /** An open case with the same claim is the same case. */
  readonly claim: readonly string[];
}

/** Which cases of the queue are wanted. */
export interface CaseFilter {
  readonly kind?: CaseKind | undefined;
  readonly state?: CaseState | undefined;
  readonly assignee?: string | undefined;
  /** Those that none of these members has. */
  readonly free?: { readonly but: readonly string[] } | undefined;
  /** Those that wait for the desk and were due before this instant. */
  readonly dueBefore?: Date | undefined;
}

/** Open cases, and whether there are more than were asked for. */
export interface CasePage {
  readonly cases: readonly DeskCase[];
  readonly more: boolean;
  /** How many on this page are left out because their rows do not verify. */
  readonly unverified: number;
}

/** Other open cases of a number, and whether there are more than were asked for. */
export interface OtherCases {
  readonly cases: readonly DeskCase[];
  readonly more: boolean;
}

/** Cases that wait for the desk, and how near their terms are. */
export interface CasesDue {
  readonly open: number;
  readonly overdue: number;
  /** At most three working days before the end of the term. */
  readonly soon: number;
  readonly first: { readonly folio: string; readonly dueAt: Date } | undefined;
}

/** A message to the person, by a member of the staff, or from the person. */
export interface CaseMessage {
  readonly author: 'person' | 'staff';
  /** The member who wrote it. */
  readonly member?: string | undefined;
  readonly text: string;
  readonly at: Date;
}

/** A document that a member saw at a counter; its number is stored as an HMAC and never shown again. */
export interface CaseEvidence {
  readonly member: string;
  readonly document: string;
  readonly expires: string;
  readonly at: Date;
}

/** New contacts that a person gives at a counter, with the RUN or NIE of their document. */
export interface GivenContacts extends NewContacts {
  readonly person: Identifier;
}

/** A contact that is asked for for several persons. */
export type SharedContact = 'mail' | 'mobile';

/** Cases of the desk, sealed at rest. */
export interface Cases {
  /**
   * Keeps a new one; of the same claim the open one is returned instead, with `opened: false`. Where the folio is that of
   * another case, the new one has another folio, which is returned.
   */
  open(one: NewDeskCase): Promise<{ readonly folio: string; readonly opened: boolean }>;
  /** Those that are not ended: what waits for the desk first, each by the end of its term. */
  page(filter: CaseFilter, limit: number): Promise<CasePage>;
  /** Undefined for a folio that does not exist, or whose case ended. */
  findByFolio(folio: string): Promise<DeskCase | undefined>;
  /** The same with those that ended, as long as they are kept. */
  findKept(folio: string): Promise<DeskCase | undefined>;
  /** The open case of a kind of an account. */
  openOf(accountId: string, kind: CaseKind): Promise<DeskCase | undefined>;
  /** Every case of an account that is kept, the last one first. */
  list(accountId: string): Promise<readonly DeskCase[]>;
  /**
   * The other open claims of the same number, of any kind, whose ever account or browser they came from; those on which
   * only a number was named come last. None of a case that ended.
   */
  others(one: DeskCase, limit: number): Promise<OtherCases>;
  /**
   * Changes one that is not ended under the lock of its row, once: `step` sees it as the last change left it, and
   * returns what it becomes, or undefined to leave it. A case that ends loses the number that it is about, and its
   * drafts. Returns it as it is then; undefined where there is none, or `step` left it.
   */
  change(
    folio: string,
    step: (one: DeskCase) => Case | undefined | Promise<Case | undefined>,
  ): Promise<DeskCase | undefined>;
  /**
   * The same of one that may have ended: where it goes on, it is about this person again. Returns it as it is then;
   * undefined where there is none, or `step` left it.
   */
  changeKept(
    folio: string,
    about: CasePerson,
    step: (one: DeskCase) => Case | undefined | Promise<Case | undefined>,
  ): Promise<DeskCase | undefined>;
  /** Draws whether the person of a confirmed case is called back: one in twenty, by chance. */
  drawsCallBack(): boolean;
  due(at: Date): Promise<CasesDue>;
  /** Folios of cases that wait for their person, and of decided ones whose appeal is over, at an instant. */
  expired(at: Date, limit: number): Promise<readonly string[]>;
  addMessage(caseId: string, message: Omit<CaseMessage, 'at'>): Promise<void>;
  /**
   * What the trail keeps of words that were written in a case, so that the evidence about it shows that they are the
   * same.
   */
  digestOf(caseId: string, words: string): string;
  /** The oldest first. */
  messages(caseId: string): Promise<readonly CaseMessage[]>;
  addEvidence(
    caseId: string,
    seen: Omit<CaseEvidence, 'at'>,
    number: string,
    given?: GivenContacts | undefined,
  ): Promise<void>;
  /**
   * Which of the contacts that a person asks for this member put in before for another one; of each only an HMAC is
   * kept.
   */
  contactsOfMember(given: GivenContacts, member: string): Promise<SharedContact | undefined>;
  /** Which of the contacts that a case asks for another case asked for too, for another person, as long as it is kept. */
  contactsElsewhere(given: GivenContacts, caseId: string): Promise<readonly SharedContact[]>;
  evidence(caseId: string): Promise<readonly CaseEvidence[]>;
  /** Keeps what a member has written of a decision; an empty text deletes it. */
  keepDraft(caseId: string, member: string, text: string): Promise<void>;
  draft(caseId: string, member: string): Promise<string | undefined>;
}
