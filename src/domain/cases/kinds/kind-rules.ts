import type { StaffRole } from '../../staff.ts';

/** How a decision ends for the person: what was asked is done, done in part, or not done, with the reason. */
export const caseOutcomes = ['acogida', 'acogida-en-parte', 'rechazada'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** By whom a case is opened: its person in a session, a page without a session, or a member of the staff. */
export type CaseOpener = 'person' | 'page' | 'staff';

/** A length of time: hours run always, working days leave out Saturdays, Sundays and holidays. */
export interface TermLength {
  readonly unit: 'hours' | 'working-days' | 'calendar-days';
  readonly length: number;
}

/** The time in which the desk answers, and by how much it is extended once where the law allows it. */
export interface CaseTerm extends TermLength {
  readonly extension?: number;
}

/** Who decides: one person, or one who proposes and another one who confirms. */
export type Deciding =
  | { readonly people: 1; readonly decide: readonly StaffRole[] }
  | { readonly people: 2; readonly propose: readonly StaffRole[]; readonly confirm: readonly StaffRole[] };

/** The rules of one kind of case. */
export interface KindRules {
  readonly openedBy: readonly CaseOpener[];
  /** Who takes it, drafts, asks the person, extends its term and sends a proposal back. */
  readonly work: readonly StaffRole[];
  readonly deciding: Deciding;
  /** Of some matters, by the first word of the matter, where it differs from the kind's. */
  readonly decidings?: Readonly<Record<string, Deciding>>;
  readonly term: CaseTerm;
  /** Terms of some matters that differ from the kind's: the rights of `derecho`. */
  readonly terms?: Readonly<Record<string, CaseTerm>>;
  readonly outcomes: readonly CaseOutcome[];
  /**
   * Whether a counter has to attest a document before anything but a rejection: the case waits for the person from the
   * beginning, and its term runs from the day on which the document was seen.
   */
  readonly attested: boolean;
  /** Whether the person may ask within five working days that another person decides anew (Ley 19.880, art. 59). */
  readonly appealable: boolean;
  /** Calendar days after which a case that waits for the person expires; absent where the law asks for an answer. */
  readonly waitsDays?: number;
  /** How often its person may be asked; absent where there is no bound but the term. */
  readonly rounds?: number;
  /** How often the person about whom a company asks may return what was granted; absent where no such person is asked. */
  readonly returns?: number;
  /** Whether the term stands still while the person owes an answer: not where the law counts from the request. */
  readonly pauses: boolean;
}
