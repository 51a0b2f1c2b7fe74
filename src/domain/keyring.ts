const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Seconds for which the published keys may be cached. Must be well below the lead. */
export const JWKS_SECONDS = 300;

/** How long a new key is published (a cookie key: accepted everywhere) before it signs. */
export const PUBLISH_AHEAD_MS = 10 * MINUTE;

/** Age of a signing key at which its successor is made automatically. */
export const TURN_AGE_MS = 90 * 24 * HOUR;

/** How long a retired key still verifies: a session lasts 12 hours, and its ID token is valid as a hint for as long. */
export const VERIFY_FOR_MS = 13 * HOUR;

/** After this every instance signs with the new one: the private part of the old one is erased. */
export const EMPTIED_MS = 2 * MINUTE;

/** After this the last token of ten minutes has expired too: an operator may end the old one early. */
export const DRAIN_MS = 12 * MINUTE;

/** A key of the server as its row has it; no algorithm has two purposes. */
export interface RingKey {
  readonly id: string;
  readonly purpose: 'signing' | 'cookies' | 'subjects';
  readonly algorithm: Algorithm;
  readonly signsAt: Date;
  /** When its private part was erased. */
  readonly emptiedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly compromised: boolean;
}

export type Algorithm = 'ES256' | 'RS256' | 'HMAC' | 'SALT';

/** The algorithms whose keys rotate. The salt of subjects does not: every user would get a new `sub`. */
export const TURNING = ['ES256', 'RS256', 'HMAC'] as const satisfies readonly Algorithm[];

/** Published before it signs, signs, only verifies, ended, or ended at once because others know it. */
export type KeyState = 'published' | 'signs' | 'verifies' | 'ended' | 'compromised';

export interface KeyNow extends RingKey {
  readonly state: KeyState;
  /** Since when it does not sign any more. */
  readonly retiredAt: Date | undefined;
}

/** The state of each key at an instant, in order of use: the first of an algorithm signs. */
export function keysAt(keys: readonly RingKey[], now: Date): readonly KeyNow[] {
  const begun = keys.filter((key) => hasBegun(key, now)).sort(byBeginning);
  return keys
    .map((key): KeyNow => {
      const retiredAt = followerOf(key, begun)?.signsAt ?? key.emptiedAt;
      return { ...key, retiredAt, state: stateOf(key, retiredAt, now) };
    })
    .sort(byService);
}

/** Whether a key is in use. */
export const serves = ({ state }: KeyNow): boolean => state !== 'ended' && state !== 'compromised';

/** When the state of a key changes by itself; undefined when it never does. */
export function changesAt({ state, algorithm, signsAt, retiredAt }: KeyNow): Date | undefined {
  if (state === 'published') return signsAt;
  if (state === 'signs' && algorithm !== 'SALT') return after(signsAt, TURN_AGE_MS);
  return state === 'verifies' && retiredAt ? after(retiredAt, VERIFY_FOR_MS) : undefined;
}

/** The instant so many milliseconds later. */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** A key that ended before its day never signed, and retires no other. */
const hasBegun = ({ signsAt, endedAt }: RingKey, now: Date): boolean =>
  signsAt <= now && (endedAt === undefined || signsAt < endedAt);

const byBeginning = (one: RingKey, other: RingKey): number =>
  one.signsAt.getTime() - other.signsAt.getTime() || one.id.localeCompare(other.id);

const followerOf = (key: RingKey, begun: readonly RingKey[]): RingKey | undefined =>
  begun.find((other) => other.algorithm === key.algorithm && byBeginning(other, key) > 0);

function stateOf(key: RingKey, retiredAt: Date | undefined, now: Date): KeyState {
  if (key.compromised) return 'compromised';
  if (key.endedAt) return 'ended';
  if (retiredAt) return now < after(retiredAt, VERIFY_FOR_MS) ? 'verifies' : 'ended';
  return key.signsAt <= now ? 'signs' : 'published';
}

const order: readonly KeyState[] = ['signs', 'published', 'verifies', 'ended', 'compromised'];

/** An instance with a late clock finds no signing key and takes the next: the last one may have no private part. */
function byService(one: KeyNow, other: KeyNow): number {
  const soonest = one.state === 'published' ? 1 : -1;
  return (
    one.algorithm.localeCompare(other.algorithm) ||
    order.indexOf(one.state) - order.indexOf(other.state) ||
    soonest * byBeginning(one, other)
  );
}
