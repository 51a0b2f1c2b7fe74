import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { PlainKey } from '../domain/key.ts';
import type { Hasher } from '../ports/hasher.ts';
import { hashLanes } from './hash-lanes.ts';
import type { Secrets } from './secrets.ts';

/** What a hash costs; parallelism is always 1. */
export interface HashCost {
  /** KiB. */
  readonly memoryCost: number;
  /** Passes over the memory. */
  readonly timeCost: number;
}

/** OWASP and ASVS 5 appendix C; measured as the cheapest that conforms (security.md 3.1). */
const HASH_COST: HashCost = { memoryCost: 19_456, timeCost: 2 };
const QUEUE = 50;

/**
 * Argon2id under a pepper. Hashes read `pepper-id:$argon2id$…`; one at a time for each core, fifty may wait in each
 * lane. Only tests give another cost, and a hash of another cost than this hasher's is old.
 */
export async function argon2Hasher({ peppers }: Secrets, cost: HashCost = HASH_COST): Promise<Hasher> {
  const parameters = { ...cost, parallelism: 1, type: argon2.argon2id } as const;
  const today = peppers[0];
  if (!today) throw new Error('no pepper');
  const inTurn = hashLanes(availableParallelism(), QUEUE);
  const hash = async (secret: PlainKey): Promise<string> =>
    `${today.id}:${await argon2.hash(secret.reveal(), { ...parameters, secret: today.pepper })}`;
  const decoy = await hash(new PlainKey('nobody has this key'));

  const matches = async (stored: string, secret: PlainKey): Promise<boolean> => {
    const [id, phc = ''] = [stored.slice(0, stored.indexOf(':')), stored.slice(stored.indexOf(':') + 1)];
    const pepper = peppers.find((candidate) => candidate.id === id)?.pepper;
    return pepper !== undefined && argon2.verify(phc, secret.reveal(), { secret: pepper });
  };

  return {
    hash: (secret, lane = 'stranger') => inTurn(lane, () => hash(secret)),
    matches: (stored, secret, lane = 'stranger') =>
      inTurn(lane, async () => (await matches(stored ?? decoy, secret)) && stored !== undefined),
    isOld: (stored) =>
      !stored.startsWith(`${today.id}:`) || argon2.needsRehash(stored.slice(stored.indexOf(':') + 1), parameters),
  };
}
