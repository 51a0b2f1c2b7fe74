import type { CounterDocument } from '../../domain/cases/asked-at-counter.ts';
import type { CalledContact, CallResult } from '../../domain/cases/call-back.ts';
import type { CaseState } from '../../domain/cases/case.ts';
import type { HandOverReason, ReadReason } from '../../domain/cases/case-words.ts';
import type { CaseAction } from '../../domain/cases/choices.ts';
import type { CaseOutcome } from '../../domain/cases/kinds/kind-rules.ts';
import type { CaseKind } from '../../domain/cases/kinds/kinds.ts';
import type { OwnAct } from '../../domain/cases/own-page.ts';
import type { FileState } from '../../domain/files.ts';
import type { MrzField } from '../../domain/mrz.ts';
import type { SharedContact } from '../../ports/cases.ts';

/** A button of the page of a case, and what the next page says when it was done. */
export interface CaseActionTexts {
  readonly button: string;
  readonly done: string;
}

/** The time in which a case is answered, in words; `at` is an instant in words. */
interface CaseTermTexts {
  readonly due: (at: string) => string;
  readonly late: (at: string) => string;
  readonly paused: string;
  readonly unseen: string;
  readonly expires: (at: string) => string;
  readonly appeal: (at: string) => string;
  readonly over: string;
}

type CaseTitle =
  | 'queue'
  | 'answered'
  | 'bundle'
  | 'open'
  | 'sheet'
  | 'copy'
  | 'request'
  | 'counter'
  | 'review'
  | 'attested'
  | 'own'
  | 'ownGone'
  | 'answer';

/** What stands behind a claim: a document, a session of the account, an act, or a number that a page was told. */
export type OtherClaim = 'seen' | 'session' | 'act' | 'named';

/** The page of a copy that a person sent. */
interface CopyTexts {
  readonly compared: string;
  /** What the scanner says of a file. */
  readonly states: Readonly<Record<FileState, string>>;
  readonly name: string;
  readonly noName: string;
  readonly unread: string;
  readonly digits: string;
  readonly fits: string;
  readonly differs: string;
  readonly wrong: (fields: string) => string;
  readonly fields: Readonly<Record<MrzField, string>>;
  readonly names: string;
}

/** The page of a request for a facilitador. */
interface RequestTexts {
  readonly company: string;
  readonly rut: string;
  readonly number: string;
  readonly born: string;
  readonly names: string;
  readonly fits: string;
  readonly differs: string;
  /** In place of a file that is not there any more. */
  readonly gone: string;
  /** Why nothing can be sent back in the state of the case. */
  readonly notNow: string;
  /** When the invited person wrote, and why it had been approved. */
  readonly returned: (at: string) => string;
  readonly grantedFor: string;
  /** What the company reads among the messages of the case. */
  readonly message: (parts: readonly { readonly name: string; readonly reason: string }[]) => string;
}

/** Who asks: a person, or a company for the one that it invites. */
export interface CaseAsker {
  readonly title: string;
  /** At the beginning of a sentence, and within one. */
  readonly begins: string;
  readonly within: string;
  /** The state of a case that waits for an answer. */
  readonly waits: string;
  /** What a bundle carries. */
  readonly data: string;
}

/** The pages of cases. */
export interface CaseTexts {
  readonly titles: Readonly<Record<CaseTitle, string>>;
  readonly copy: CopyTexts;
  readonly request: RequestTexts;
  readonly kinds: Readonly<Record<CaseKind, string>>;
  readonly states: Readonly<Record<CaseState, string>>;
  readonly outcomes: Readonly<Record<CaseOutcome, string>>;
  readonly reasons: Readonly<Record<ReadReason, string>>;
  readonly documents: Readonly<Record<CounterDocument, string>>;
  /** `drawn` and the next three are what the page says of a case that is called back. */
  readonly actions: Readonly<
    Record<CaseAction | 'draft' | 'observe' | 'lift' | 'drawn' | 'called' | 'denied' | 'unanswered', CaseActionTexts>
  >;
  readonly calls: {
    readonly results: Readonly<Record<CallResult, string>>;
    readonly contacts: Readonly<Record<CalledContact, string>>;
  };
  readonly term: CaseTermTexts;
  /** The same clock on the page of the person, and the states that differ there. */
  readonly ownTerm: CaseTermTexts;
  readonly ownStates: Readonly<Record<'visit' | 'question', string>>;
  /** Why a step is refused, by its code. */
  readonly obstacle: (why: string) => string;
  /** Warnings to those who decide: a contact that is asked for for another person too. */
  readonly shared: Readonly<Record<SharedContact, string>>;
  /** What stands behind another open claim of the number. */
  readonly others: Readonly<Record<OtherClaim, string>>;
  readonly unknownMember: string;
  /** What stands in place of who has a case, where that member no longer can. */
  readonly leftBy: (name: string) => string;
  /** Of the visit that a complaint is about. */
  readonly visit: Readonly<Record<'who' | 'what' | 'why', string>>;
  readonly backToQueue: string;
  readonly handOverReasons: Readonly<Record<HandOverReason, string>>;
  /** Whose cases the queue shows. */
  readonly holders: Readonly<Record<'mios' | 'sin-asignar', string>>;
  readonly asker: (kind: CaseKind) => CaseAsker;
  /** The page of the person: the two sides of the messages, and what was done. */
  readonly you: string;
  readonly desk: string;
  readonly ownDone: Readonly<Record<OwnAct, string>>;
  readonly rows: Readonly<
    Record<
      | 'email'
      | 'mobile'
      | 'accountMail'
      | 'key'
      | 'renewal'
      | 'representative'
      | 'names'
      | 'document'
      | 'holder'
      | 'number'
      | 'state'
      | 'identity'
      | 'folio'
      | 'kind'
      | 'term'
      | 'assignee'
      | 'opened'
      | 'expires'
      | 'name',
      string
    >
  >;
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly erased: string;
  readonly noAccount: string;
}
