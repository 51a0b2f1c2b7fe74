import type { FactorKind } from '../../../domain/second-factor.ts';

/** The second factor in Mi cuenta. */
export interface SecondFactorPages {
  readonly titles: Readonly<Record<'app' | 'printed' | 'printedOver' | 'newCodes' | 'remove', string>>;
  /** How a factor is called that its user gave no name. */
  readonly kinds: Readonly<Record<FactorKind, string>>;
}
