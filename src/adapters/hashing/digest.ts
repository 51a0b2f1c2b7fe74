import { createHash, timingSafeEqual } from 'node:crypto';
import bcrypt from 'bcrypt';
import type { LegacyScheme } from '../../domain/legacy-key.ts';
import { type BcryptCosts, costsBeside } from './bcrypt-work.ts';
import { hashLanes } from './lanes.ts';

/** How an old hash is made of a typed key; `hash` is present until it is wrapped in argon2id. */
export interface LegacyRecipe {
  readonly scheme: LegacyScheme;
  readonly salt: string;
  readonly hash?: string | undefined;
}

const DECOY_SALT = 'CCCCCCCCCCCCCCCCCCCCC.';
const inTurn = hashLanes({ width: 1 });

/**
 * Makes the old hash of a typed key: hexadecimal of salt + key in UTF-8, or bcrypt's text. Whatever the recipe is, it
 * costs the same bcrypt work; `kept` are the costs of all that are kept, undefined where none is.
 */
export async function legacyDigest({ scheme, salt }: LegacyRecipe, key: string, kept?: BcryptCosts): Promise<string> {
  const beside = kept ? costsBeside(scheme === 'bcrypt' ? costOf(salt) : undefined, kept) : [];
  return inTurn('stranger', async () => {
    const digest = scheme === 'bcrypt' ? await bcrypt.hash(key, salt) : fast(scheme, salt, key);
    for (const cost of beside) await bcrypt.hash(key, `$2b$${String(cost).padStart(2, '0')}$${DECOY_SALT}`);
    return digest;
  });
}

/** Compares two digests without revealing where they differ. */
export function sameDigest(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** Cost of a bcrypt hash or salt: its work is two to this power. */
export function costOf(bcryptText: string): number {
  return Number(bcryptText.slice(4, 6));
}

function fast(scheme: 'md5' | 'sha1' | 'sha256', salt: string, key: string): string {
  return createHash(scheme).update(salt, 'utf8').update(key, 'utf8').digest('hex');
}
