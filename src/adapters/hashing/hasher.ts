import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Secret } from '../../domain/key.ts';
import type { Hasher, HashPlace } from '../../ports/hasher.ts';
import type { KeyMaterial } from '../secrets.ts';
import { chooseEngine } from './choose-engine.ts';
import { type Argon2Engine, DIGEST_BYTES } from './engine.ts';
import { hashLanes } from './lanes.ts';
import { readHash, type StoredHash, secretFor, writeHash } from './scheme.ts';

/** What a hash costs; parallelism is always 1. */
export interface HashCost {
  /** KiB. */
  readonly memoryCost: number;
  /** Passes over the memory. */
  readonly timeCost: number;
}

/** OWASP and ASVS 5 appendix C; measured as the cheapest that conforms (floor 1). */
const HASH_COST: HashCost = { memoryCost: 19_456, timeCost: 2 };
const SALT_BYTES = 16;

/**
 * Argon2id under a pepper and bound to its place. Hashes read `b1:pepper-id:$argon2id$…`; one at a time for each core,
 * and no caller waits for more than two seconds. Only tests give another cost or engine. A hash whose cost differs from
 * this hasher's is old.
 */
export async function argon2Hasher(
  { peppers }: KeyMaterial,
  cost: HashCost = HASH_COST,
  engine?: Argon2Engine,
): Promise<Hasher> {
  const { digest } = engine ?? (await chooseEngine()).engine;
  const parameters = { memoryCost: cost.memoryCost, timeCost: cost.timeCost, parallelism: 1 };
  const today = peppers[0];
  if (!today) throw new Error('no pepper');
  const inTurn = hashLanes({ width: availableParallelism() });
  const decoy = decoyOf(parameters);

  const hash = async (secret: Secret, place: HashPlace): Promise<string> => {
    const salt = randomBytes(SALT_BYTES);
    const work = { ...parameters, salt, secret: secretFor(today.pepper, 'bound', place) };
    return writeHash(today.id, { ...parameters, salt, digest: await digest(secret.reveal(), work) });
  };

  const matches = async (stored: string, secret: Secret, place: HashPlace): Promise<boolean> => {
    const read = readHash(stored);
    const pepper = read && peppers.find(({ id }) => id === read.pepperId)?.pepper;
    const { scheme, phc } = read && pepper ? read : decoy.hash;
    const work = { ...phc, secret: secretFor(pepper ?? decoy.pepper, scheme, place) };
    const same = timingSafeEqual(await digest(secret.reveal(), work), phc.digest);
    return same && pepper !== undefined;
  };

  return {
    hash: (secret, place, lane = 'stranger') => inTurn(lane, () => hash(secret, place)),
    matches: (stored = '', secret, place, lane = 'stranger') => inTurn(lane, () => matches(stored, secret, place)),
    isOld: (stored) => {
      const read = readHash(stored);
      if (read?.scheme !== 'bound' || read.pepperId !== today.id) return true;
      const { memoryCost, timeCost, parallelism } = read.phc;
      return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== 1;
    },
  };
}

/** What is computed where there is no hash: it costs the same, and no row has its secret. */
function decoyOf(parameters: HashCost & { readonly parallelism: number }): {
  readonly hash: StoredHash;
  readonly pepper: Buffer;
} {
  const phc = { ...parameters, salt: randomBytes(SALT_BYTES), digest: randomBytes(DIGEST_BYTES) };
  return { hash: { scheme: 'bound', pepperId: '', phc }, pepper: randomBytes(32) };
}
