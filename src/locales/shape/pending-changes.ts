import type { PendingChangeKind } from '../../ports/pending-changes.ts';

/** Pending changes, for the account holder. A kind without a text does not compile. */
export interface PendingChangeTexts {
  readonly kinds: Readonly<Record<PendingChangeKind, string>>;
  /** Of a kind that the audit trail has and the product no longer knows. */
  readonly unknown: string;
}
