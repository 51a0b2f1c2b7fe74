import { type Algorithm, after, EMPTIED_MS, type KeyNow, TURN_AGE_MS, TURNING } from './keyring.ts';

/** The work that is due on the keys. */
interface Upkeep {
  /** Algorithms whose key is old and has no successor yet. */
  readonly publish: readonly Algorithm[];
  /** Keys that do not sign any more: their private part is erased. */
  readonly empty: readonly KeyNow[];
  /** Keys whose last token has expired. */
  readonly end: readonly KeyNow[];
}

/** The work due at an instant; doing it twice does nothing more. */
export function upkeepAt(keys: readonly KeyNow[], now: Date): Upkeep {
  return {
    publish: TURNING.filter((algorithm) => isOld(keys, algorithm, now)),
    empty: keys.filter((key) => isSpent(key, now)),
    end: keys.filter(({ state, endedAt }) => state === 'ended' && endedAt === undefined),
  };
}

/** Whether any work is due. */
export const isDue = ({ publish, empty, end }: Upkeep): boolean => publish.length + empty.length + end.length > 0;

function isOld(keys: readonly KeyNow[], algorithm: Algorithm, now: Date): boolean {
  const own = keys.filter((key) => key.algorithm === algorithm);
  const old = own.some(({ state, signsAt }) => state === 'signs' && after(signsAt, TURN_AGE_MS) <= now);
  return old && !own.some(({ state }) => state === 'published');
}

/** A cookie key has one part only, which verifies too. */
const isSpent = ({ purpose, state, retiredAt, emptiedAt }: KeyNow, now: Date): boolean =>
  purpose === 'signing' &&
  state === 'verifies' &&
  emptiedAt === undefined &&
  retiredAt !== undefined &&
  after(retiredAt, EMPTIED_MS) <= now;
