import type { BodyNaming } from '../public-body.ts';
import type { RightGround } from '../right-grounds.ts';
import type { AskedAtCounter } from './asked-at-counter.ts';
import type { CallBack } from './call-back.ts';
import type { DocumentCopy } from './document-copy.ts';
import type { CaseOpener, CaseOutcome } from './kinds/kind-rules.ts';
import type { CaseKind } from './kinds/kinds.ts';

export const caseStates = [
  'recibida',
  'en-revision',
  'espera-persona',
  'por-confirmar',
  'por-llamar',
  'resuelta',
  'desistida',
  'vencida',
] as const;
export type CaseState = (typeof caseStates)[number];

/**
 * Why an operator ended a case without deciding it: `atendida` the document was seen and decided on elsewhere;
 * `desistida` the person withdrew it; `repetida` another one is about the same; `sin-respuesta` the person did not come.
 */
export const closeReasons = ['atendida', 'desistida', 'repetida', 'sin-respuesta'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** A decision in words for the person; members of the staff are named by their id. */
export interface Proposal {
  readonly by: string;
  readonly office: string;
  readonly outcome: CaseOutcome;
  readonly reason: string;
  /** Where other claims of the number were open: which, and what was written about them for the desk alone. */
  readonly others?: { readonly folios: readonly string[]; readonly words: string } | undefined;
  /** Of a `segunda-detencion`: the stopped request that was looked at. */
  readonly requestId?: string | undefined;
  /** Hash of the copy of a document that was looked at. */
  readonly reviewed?: string | undefined;
  readonly at: Date;
}

/**
 * A decision with all who took it: one member, or two, or three where the person was called back; none where an
 * operator answered at the command line.
 */
export interface Decision {
  readonly by: readonly string[];
  readonly outcome: CaseOutcome;
  readonly reason: string;
  /** Of a right: what the law allows it to rest on. */
  readonly ground?: RightGround | undefined;
  /** Hash of the copy of a document that both looked at. */
  readonly reviewed?: string | undefined;
  readonly at: Date;
}

/** A document that a member saw at a counter. */
interface Attestation {
  readonly by: string;
  readonly at: Date;
  /** What it was, and whether its name is the registry's. */
  readonly document?: Pick<AskedAtCounter['document'], 'kind' | 'namesAgree'> | undefined;
}

/** That the person about whom a company asked sent what was granted back to the desk. */
export interface ReturnedCase {
  /** What is wrong, in the words of that person: for those who review, and not for the company. */
  readonly reason: string;
  readonly at: Date;
  /** What had been decided; absent where the case itself was erased by then. */
  readonly decision?: Decision | undefined;
  /** The decision before that one, where it was appealed. */
  readonly first?: Decision | undefined;
}

/** The slip of a decision, corrected without a change of the outcome (Ley 19.880, art. 62). */
interface Correction {
  readonly by: string;
  readonly text: string;
  readonly at: Date;
}

/** What the state machine knows of a case: but for what was asked at a counter, nothing of it names its person. */
export interface Case {
  readonly kind: CaseKind;
  /** What of the kind it is: the right of a `derecho`, which changes its term, or the visit that a `reclamo` is about. */
  readonly matter?: string | undefined;
  readonly state: CaseState;
  readonly openedBy: CaseOpener;
  /** The member who opened it, where the staff did. */
  readonly opener?: string | undefined;
  /** Subject of the person who acts, where the account is a company's. */
  readonly actor?: string | undefined;
  /** The member of whom a `reclamo` complains. */
  readonly against?: string | undefined;
  readonly openedAt: Date;
  /** The last instant for the answer; while the term stands still, as it was when the person was asked. */
  readonly dueAt: Date;
  /** Since when the person owes an answer or a visit. */
  readonly waitingSince?: Date | undefined;
  readonly extendedAt?: Date | undefined;
  readonly assignee?: string | undefined;
  readonly attestations: readonly Attestation[];
  /** What the person asked for at the counter, as it was attested last; its contacts are erased when the case ends. */
  readonly asked?: AskedAtCounter | undefined;
  /** Of a `copia-migrante`: what the person sent last. Of a `facilitador`: the document, with the digest of the request. */
  readonly copy?: DocumentCopy | undefined;
  /** Of an `organismo`: the public body, its document, and for how long its person is named. */
  readonly body?: BodyNaming | undefined;
  /** How often the person was asked, where the kind has a bound. */
  readonly rounds?: number | undefined;
  /** Folios of cases in which another person, or the same one, asked for something else about the same number. */
  readonly rivals?: readonly string[] | undefined;
  readonly proposal?: Proposal | undefined;
  /** That it was drawn to be called back, and the calls. */
  readonly callBack?: CallBack | undefined;
  readonly decision?: Decision | undefined;
  /** The decision of which the person asked that another one be taken. */
  readonly first?: Decision | undefined;
  /** Each time that it was returned after it was granted, the first one first. */
  readonly returned?: readonly ReturnedCase[] | undefined;
  readonly corrections: readonly Correction[];
  /** Why an operator ended it at the command line. */
  readonly concluded?: CloseReason | undefined;
  /** When nothing can change it any more. */
  readonly closedAt?: Date | undefined;
}

/** States in which the desk or the person still has something to do. */
const openStates: readonly CaseState[] = ['recibida', 'en-revision', 'espera-persona', 'por-confirmar', 'por-llamar'];

/** States of the queue: the open ones, and decided cases whose appeal is not over. */
export const waitingStates = [...openStates, 'resuelta'] as const;

/** Every member on whose word a decision rests: those who took it, and those who attested the document. */
export const responsibleFor = ({ attestations }: Case, { by }: Decision): readonly string[] => [
  ...new Set([...by, ...attestations.map((seen) => seen.by)]),
];

/** Whether a case was not decided, withdrawn or ended. */
export const isOpen = ({ state }: Pick<Case, 'state'>): boolean => openStates.includes(state);

/** Why a step of a case is refused. */
export type CaseObstacle =
  | 'ended'
  | 'wrong-state'
  | 'form-stale'
  | 'suspended'
  | 'not-accepted'
  | 'role'
  | 'own-case'
  | 'of-company'
  | 'complained-of'
  | 'opened-it'
  | 'attested-it'
  | 'asked-before'
  | 'two-claims'
  | 'others-unsaid'
  | 'others-new'
  | 'held'
  | 'not-held'
  | 'receiver'
  | 'proposed-it'
  | 'proposer-out'
  | 'confirmed-it'
  | 'called-today'
  | 'call-office'
  | 'decided-first'
  | 'same-office'
  | 'two-people'
  | 'one-person'
  | 'outcome'
  | 'document-unseen'
  | 'second-document'
  | 'copy-missing'
  | 'copy-changed'
  | 'rounds-over'
  | 'returns-over'
  | 'no-extension'
  | 'extended-before'
  | 'term-over'
  | 'not-expired'
  | 'no-appeal'
  | 'appealed-before'
  | 'appeal-over'
  | 'appeal-open';
