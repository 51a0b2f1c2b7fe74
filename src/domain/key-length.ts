import type { Account } from './account.ts';
import type { Policy } from './policy.ts';

/** Fewest and most characters of a key that is chosen. */
export interface KeyLength {
  readonly min: number;
  readonly max: number;
}

type KeyRule = Pick<Policy, 'key'>;

/** The length of a chosen key (C1): with a second factor on, fewer characters do (NIST SP 800-63B-4, 3.1.1.2). */
export const keyLength = ({ key }: KeyRule, withFactor: boolean): KeyLength => ({
  min: withFactor ? key.minWithFactor : key.min,
  max: key.max,
});

/** Whether a chosen key is shorter than one without a second factor may be. */
export const isShortKey = (chosen: { readonly length: number }, { key }: KeyRule): boolean => chosen.length < key.min;

/**
 * Whether the account's key is too short for the second factors that are left: it was chosen while there was one. A key
 * of before that the policy of its time allowed is left alone (floor 9: no periodic change).
 */
export const keyTooShortNow = (
  { keyShort }: Pick<Account, 'keyShort'>,
  factors: readonly unknown[],
  { key }: KeyRule,
): boolean => keyShort === true && factors.length === 0 && key.minWithFactor < key.min;
