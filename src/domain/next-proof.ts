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
  /** Whether the holder of these factors had this browser remembered («Recordar este equipo 30 días»). */
  readonly remembered: boolean;
  /** Whether the key is too short without a second factor (`keyTooShortNow`). */
  readonly keyTooShort: boolean;
  /** The further proofs that were given in this sign-in. */
  readonly given: readonly FurtherProof[];
}

/**
 * The proof that a sign-in still needs before it is complete; undefined where it needs none. A second factor is asked
 * of every holder who has one, but in a browser where they proved it lately and that is remembered; without a factor a
 * browser that the account does not know gives a code from the mailbox (C14). A key that is too short is replaced after
 * every proof, so that the key alone replaces nothing here (C1).
 */
export function nextProof(soFar: ProofsSoFar): FurtherProof | undefined {
  const { policy, known, factors, remembered, keyTooShort, given } = soFar;
  if (factors.length > 0) return remembered || given.includes('second-factor') ? undefined : 'second-factor';
  if (policy.newDeviceCode && !known && !given.includes('new-device-code')) return 'new-device-code';
  return keyTooShort ? 'longer-key' : undefined;
}
