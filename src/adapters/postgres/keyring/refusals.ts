import { type Algorithm, after, DRAIN_MS, type KeyNow, PUBLISH_AHEAD_MS, TURNING } from '../../../domain/keyring.ts';

/** An operator asked for what the keys do not allow now; the message says why, and what to do. */
export class KeyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyRefused';
  }
}

/** The key of this id, where it can be ended at all. */
export function found(keys: readonly KeyNow[], kid: string): KeyNow {
  const key = keys.find(({ id }) => id === kid);
  if (!key) throw new KeyRefused(`there is no key ${kid}; see: npm run -s keys -- list`);
  if (key.state === 'ended' || key.state === 'compromised') throw new KeyRefused(`${kid} has ended already`);
  if (!TURNING.some((algorithm) => algorithm === key.algorithm))
    throw new KeyRefused(`${kid} is the salt of subjects: without it every person is a stranger to every platform`);
  return key;
}

/** One successor of an algorithm at a time. */
export function refuseSecond(keys: readonly KeyNow[], algorithms: readonly Algorithm[]): void {
  const waiting = keys.filter(({ algorithm, state }) => state === 'published' && algorithms.includes(algorithm));
  if (waiting.length === 0) return;
  const told = waiting.map(({ id, algorithm, signsAt }) => `${algorithm} ${id} signs from ${signsAt.toISOString()}`);
  throw new KeyRefused(`a successor is on its way, nothing was done: ${told.join('; ')}`);
}

/** What a key signed a moment ago has to stay good. */
export function refuseWhileSigning({ id, algorithm, state, retiredAt }: KeyNow, now: Date): void {
  if (state === 'signs')
    throw new KeyRefused(
      `${id} signs. Publish a successor (npm run -s keys -- rotate --alg ${algorithm}) and retire this one ` +
        `${(PUBLISH_AHEAD_MS + DRAIN_MS) / 60_000} minutes later; if others know it: npm run -s keys -- compromise ${id}`,
    );
  const settledAt = retiredAt && after(retiredAt, DRAIN_MS);
  if (settledAt && now < settledAt)
    throw new KeyRefused(
      `${id} signed until a moment ago, its last tokens live: retire it after ${settledAt.toISOString()}`,
    );
}
