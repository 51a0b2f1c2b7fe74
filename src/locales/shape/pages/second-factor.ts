import type { FactorKind } from '../../../domain/second-factor.ts';

/** The second factor in Mi cuenta. */
export interface SecondFactorPages {
  readonly titles: Readonly<
    Record<'app' | 'passkey' | 'name' | 'printed' | 'printedOver' | 'newCodes' | 'remove', string>
  >;
  /** Whether a passkey may be copied to other devices of its user. */
  readonly copies: Readonly<Record<'one' | 'many', string>>;
  /** How a factor is called that its user gave no name. */
  readonly kinds: Readonly<Record<FactorKind, string>>;
}
