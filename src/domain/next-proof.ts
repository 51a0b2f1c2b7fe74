import type { Policy } from './policy.ts';

/** What a sign-in asks on a page of its own, after the key: a proof, and last a key of the length that is needed now. */
export type FurtherProof = 'second-factor' | 'new-device-code' | 'longer-key';

/** What decides which proof a sign-in still needs. */
export interface ProofsSoFar {
  readonly policy: Pick<Policy, 'newDeviceCode'>;
  /** Whether the account knows the browser. */
  readonly known: boolean;
  /** Kinds of the second factors that the account has. */
  readonly factors: readonly string[];
  /** Whether the key is too short without a second factor (`keyTooShortNow`). */
  readonly keyTooShort: boolean;
  /** The further proofs that were given in this sign-in. */
  readonly given: readonly FurtherProof[];
}

/**
 * The proof that a sign-in still needs before it is complete; undefined where it needs none. A second factor is asked
 * of every holder who has one; without one a browser that the account does not know gives a code from the mailbox (C14).
 * A key that is too short is replaced after every proof, so that the key alone replaces nothing here (C1).
 */
export function nextProof({ policy, known, factors, keyTooShort, given }: ProofsSoFar): FurtherProof | undefined {
  if (factors.length > 0) return given.includes('second-factor') ? undefined : 'second-factor';
  if (policy.newDeviceCode && !known && !given.includes('new-device-code')) return 'new-device-code';
  return keyTooShort ? 'longer-key' : undefined;
}
