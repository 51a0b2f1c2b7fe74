import { createHmac } from 'node:crypto';
import type { HashPlace } from '../../ports/hasher.ts';
import { type Phc, readPhc, writePhc } from './phc.ts';

/** Today's scheme: the secret of argon2 is bound to what the hash belongs to. */
const BOUND = 'b1';

/** A stored hash, read. */
export interface StoredHash {
  /** `before` for a hash that was made before hashes were bound: only the account's row shows whose it is. */
  readonly scheme: 'bound' | 'before';
  readonly pepperId: string;
  readonly phc: Phc;
}

/** Writes `b1:pepper-id:$argon2id$…`. */
export const writeHash = (pepperId: string, phc: Phc): string => `${BOUND}:${pepperId}:${writePhc(phc)}`;

/** Reads it, or one of the earlier scheme: `pepper-id:$argon2id$…`. Undefined for anything else. */
export function readHash(stored: string): StoredHash | undefined {
  const [, scheme, pepperId = '', text = ''] = /^(b1:)?([0-9a-f]{8}):(\$.*)$/.exec(stored) ?? [];
  const phc = readPhc(text);
  return phc && { scheme: scheme ? 'bound' : 'before', pepperId, phc };
}

/**
 * The secret that argon2 gets: HMAC-SHA-256 under the pepper over scheme, purpose and id. The row contains no part of
 * it, so that a hash which was copied to another account or column matches nothing. A hash of the earlier scheme has
 * the pepper itself.
 */
export function secretFor(pepper: Buffer, scheme: StoredHash['scheme'], { purpose, id }: HashPlace): Buffer {
  if (scheme === 'before') return pepper;
  return createHmac('sha256', pepper)
    .update(JSON.stringify([BOUND, purpose, id]))
    .digest();
}
