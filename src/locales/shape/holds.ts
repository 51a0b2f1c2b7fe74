import type { HoldKind } from '../../ports/holds.ts';

/** Changes that wait, as the holder of the account reads them. A kind without a text does not compile. */
export interface HoldTexts {
  readonly kinds: Readonly<Record<HoldKind, string>>;
  /** Of a kind that the audit trail has and the product does not know any more. */
  readonly unknown: string;
}
