import type { RightKind } from '../../domain/rights.ts';

/** The words of rights over one's own data. */
export interface RightTexts {
  /** How each right is called. */
  readonly names: Readonly<Record<RightKind, string>>;
}
