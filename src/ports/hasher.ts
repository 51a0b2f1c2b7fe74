import type { PlainKey } from '../domain/key.ts';

/**
 * Where a hash waits for its turn: `known` for a known device, an opened mailbox or a try that paid with work, `stranger`
 * for all others.
 */
export type HashLane = 'known' | 'stranger';

/**
 * Slow hashes of keys and answers. At most one a core at a time; a full lane throws Unavailable('hasher'). Without a lane
 * a hash waits among strangers.
 */
export interface Hasher {
  hash(secret: PlainKey, lane?: HashLane): Promise<string>;
  /** Compares; with no hash at all it costs the same and is false, so that time tells nothing (floor 2). */
  matches(hash: string | undefined, secret: PlainKey, lane?: HashLane): Promise<boolean>;
  /** Whether the hash was made with other parameters or another pepper than today's. */
  isOld(hash: string): boolean;
}
