import { type Algorithm, after, DRAIN_MS, type KeyNow, PUBLISH_AHEAD_MS, TURNING } from '../../../domain/keyring.ts';
import { keyRefusals } from '../../../locales/es-CL/operator/keys.ts';

/** An operator asked for what the state of the keys does not allow now; the message explains why, and what to do. */
export class KeyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyRefused';
  }
}

/** The key of this id, where it can be ended at all; throws KeyRefused. */
export function found(keys: readonly KeyNow[], kid: string): KeyNow {
  const key = keys.find(({ id }) => id === kid);
  if (!key) throw new KeyRefused(keyRefusals['no-key']({ kid }));
  if (key.state === 'ended' || key.state === 'compromised') throw new KeyRefused(keyRefusals['already-ended']({ kid }));
  if (!TURNING.some((algorithm) => algorithm === key.algorithm))
    throw new KeyRefused(keyRefusals['salt-of-subjects']({ kid }));
  return key;
}

/** One successor of an algorithm at a time; throws KeyRefused. */
export function refuseSecond(keys: readonly KeyNow[], algorithms: readonly Algorithm[]): void {
  const waiting = keys.filter(({ algorithm, state }) => state === 'published' && algorithms.includes(algorithm));
  if (waiting.length === 0) return;
  const successors = waiting.map(({ id, algorithm, signsAt }) => ({ kid: id, algorithm, signsAt }));
  throw new KeyRefused(keyRefusals['successor-waits']({ successors }));
}

/** What a key has just signed must stay valid; throws KeyRefused. */
export function refuseWhileSigning({ id: kid, algorithm, state, retiredAt }: KeyNow, now: Date): void {
  if (state === 'signs') {
    const minutes = (PUBLISH_AHEAD_MS + DRAIN_MS) / 60_000;
    throw new KeyRefused(keyRefusals['signs-now']({ kid, algorithm, minutes }));
  }
  const settledAt = retiredAt && after(retiredAt, DRAIN_MS);
  if (settledAt && now < settledAt) throw new KeyRefused(keyRefusals['last-tokens']({ kid, settledAt }));
}
