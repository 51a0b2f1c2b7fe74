import type { CounterPart } from '../../domain/cases/counter-effect.ts';
import type { PendingChangeKind } from '../../ports/pending-changes.ts';

/** Pending changes, for the account holder. A kind without a text does not compile. */
export interface PendingChangeTexts {
  readonly kinds: Readonly<Record<PendingChangeKind, string>>;
  /** What a decision of the desk changes, as part of a sentence. */
  readonly counterParts: Readonly<Record<CounterPart, string>>;
  /** Of a kind that the audit trail has and the product no longer knows. */
  readonly unknown: string;
}
