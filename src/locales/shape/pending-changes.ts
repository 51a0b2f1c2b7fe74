import type { PendingChangeKind } from '../../ports/pending-changes.ts';

/** Changes that wait, as the holder of the account reads them. A kind without a text does not compile. */
export interface PendingChangeTexts {
  readonly kinds: Readonly<Record<PendingChangeKind, string>>;
  /** Of a kind that the audit trail has and the product does not know any more. */
  readonly unknown: string;
}
