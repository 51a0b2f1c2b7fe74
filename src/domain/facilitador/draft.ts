import type { Identifier } from '../account.ts';
import type { Rut } from '../rut.ts';
import type { FactorAgain } from '../second-factor.ts';
import type { FacilitadorData } from './facilitador-data.ts';

/** A file of a draft: its id, and the name that the browser gave it. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
}

/** What is known of a request under way. The secret question and its answer are never part of it. */
export interface FacilitadorDraft {
  readonly id: string;
  readonly profile: 'juridica';
  readonly identifier: Identifier;
  /** Whether the key was proved, by itself or by a session. */
  readonly proved: boolean;
  /** State of the second factor, once the key was proved: it is asked, or what was proved. */
  readonly factor?: 'asked' | FactorAgain | undefined;
  /** RUN of the representative who acts for the company. */
  readonly representative?: Rut | undefined;
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  readonly declaration?: DraftFile | undefined;
  readonly document?: DraftFile | undefined;
  readonly data?: FacilitadorData | undefined;
  /** State of the secret question: there is none to ask, it is asked, or it was read and discarded. */
  readonly question: 'none' | 'asked' | 'discarded';
  /** A page that was reached, and is changed before the request is made. */
  readonly changes?: 'declaration' | 'data' | undefined;
  readonly done: boolean;
}

/** Pages of a request, in their order (docs/guides.md, J 5). */
export type FacilitadorStep = 'mail' | 'key' | 'factor' | 'declaration' | 'data' | 'question' | 'review' | 'done';

/** What the company is asked next. It follows from what is known, and from nothing else. */
export function nextFacilitadorStep(known: FacilitadorDraft): FacilitadorStep {
  if (known.done) return 'done';
  if (known.mailOnly && !known.byMail) return 'mail';
  if (!known.proved) return 'key';
  if (known.factor === 'asked') return 'factor';
  if (!known.declaration || known.changes === 'declaration') return 'declaration';
  if (!known.document || !known.data || known.changes === 'data') return 'data';
  return known.question === 'asked' ? 'question' : 'review';
}
