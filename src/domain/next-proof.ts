import type { Policy } from './policy.ts';

/** A proof that a sign-in asks on a page of its own, after the key. */
export type FurtherProof = 'second-factor' | 'new-device-code';

/** What decides which proof a sign-in still needs. */
export interface ProofsSoFar {
  readonly policy: Pick<Policy, 'newDeviceCode'>;
  /** Whether the account knows the browser. */
  readonly known: boolean;
  /** Kinds of the second factors that the account has. */
  readonly factors: readonly string[];
  /** The further proofs that were given in this sign-in. */
  readonly given: readonly FurtherProof[];
}

/**
 * The proof that a sign-in still needs before it is complete; undefined where it needs none. A second factor is asked
 * of every holder who has one; without one a browser that the account does not know gives a code from the mailbox (C14).
 */
export function nextProof({ policy, known, factors, given }: ProofsSoFar): FurtherProof | undefined {
  if (factors.length > 0) return given.includes('second-factor') ? undefined : 'second-factor';
  return policy.newDeviceCode && !known && !given.includes('new-device-code') ? 'new-device-code' : undefined;
}
