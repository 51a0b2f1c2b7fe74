import type { RightKind } from '../../domain/rights.ts';

/** The words of rights over one's own data. */
export interface RightTexts {
  /** The name of each right. */
  readonly names: Readonly<Record<RightKind, string>>;
}
