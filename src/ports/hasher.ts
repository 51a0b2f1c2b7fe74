import type { PlainKey } from '../domain/key.ts';

/**
 * Where a hash waits for its turn, the first lane first: `known` for a known device or a browser that read a contact on
 * file, `paid` for a try that paid with work, `stranger` for all others. Work is cheap for whoever has many machines, so
 * that it never stands before a known device.
 */
export type HashLane = 'known' | 'paid' | 'stranger';

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
