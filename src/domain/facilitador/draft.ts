import type { Identifier } from '../account.ts';
import type { Rut } from '../rut.ts';
import type { FactorAgain } from '../second-factor.ts';
import type { FacilitadorDocument, FacilitadorPerson } from './facilitador-data.ts';

/** A file of a draft: its id, and the name that the browser gave it. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
}

/** Pages that may be changed before the request is made. */
export const changeablePages = ['declaration', 'document', 'person'] as const;
export type ChangeablePage = (typeof changeablePages)[number];

/** What is known of a request under way. The secret question and its answer are never part of it. */
export interface FacilitadorDraft {
  readonly id: string;
  readonly profile: 'juridica';
  readonly identifier: Identifier;
  /** Whether the key was proved, here or at the sign-in of the session. */
  readonly proved: boolean;
  /** State of the second factor, once the key was proved: it is asked, or what was proved. */
  readonly factor?: 'asked' | FactorAgain | undefined;
  /** RUN of the representative who acts for the company. */
  readonly representative?: Rut | undefined;
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  readonly declaration?: DraftFile | undefined;
  readonly documentFile?: DraftFile | undefined;
  readonly document?: FacilitadorDocument | undefined;
  readonly person?: FacilitadorPerson | undefined;
  /** State of the secret question: there is none to ask, it is asked, or it was read and discarded. */
  readonly question: 'none' | 'asked' | 'discarded';
  /** A page that was answered, and is changed from the last one. */
  readonly changes?: ChangeablePage | undefined;
  readonly done: boolean;
}

/** Pages of a request, in their order (docs/guides.md, J 5). */
export type FacilitadorStep =
  | 'mail'
  | 'key'
  | 'factor'
  | 'declaration'
  | 'document'
  | 'person'
  | 'question'
  | 'review'
  | 'done';

/** What the company is asked next. It follows from what is known, and from nothing else. */
export function nextFacilitadorStep(known: FacilitadorDraft): FacilitadorStep {
  if (known.done) return 'done';
  if (known.mailOnly && !known.byMail) return 'mail';
  if (!known.proved) return 'key';
  if (known.factor === 'asked') return 'factor';
  if (!known.declaration || known.changes === 'declaration') return 'declaration';
  if (!known.document || !known.documentFile || known.changes === 'document') return 'document';
  if (!known.person || known.changes === 'person') return 'person';
  return known.question === 'asked' ? 'question' : 'review';
}
