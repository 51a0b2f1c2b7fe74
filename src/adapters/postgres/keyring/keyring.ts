import type { JsonWebKey } from 'node:crypto';
import { type Algorithm, type KeyNow, serves, TURNING } from '../../../domain/keyring.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { publishChange } from '../database/notifications.ts';
import { alone, insertKey, make, readKeys, readMaterial } from './rows.ts';

/** The keys with which the provider signs and derives. */
export interface Keyring {
  /** JWK; the first of an algorithm signs. Those that only verify lose their private part. */
  readonly signing: readonly JsonWebKeyWithId[];
  /** The first signs, all are accepted. */
  readonly cookies: readonly string[];
  /** Salt of every pairwise `sub`; never rotated, because every user would get a new `sub`. */
  readonly subjectSalt: string;
  /** Changes whenever any of these do. */
  readonly mark: string;
}

type JsonWebKeyWithId = JsonWebKey & { kid: string; alg: string; use: 'sig' };

/** Reads the keys in force at an instant, and makes those that are missing: ES256, RS256, one for cookies, one salt. */
export async function openKeyring(database: Database, secrets: KeyMaterial, now = new Date()): Promise<Keyring> {
  const made = await Promise.all(missingAmong(await readKeys(database, secrets, now)).map(make));
  if (made.length > 0)
    await alone(database, async () => {
      const missing = missingAmong(await readKeys(database, secrets, now));
      for (const one of made.filter(({ algorithm }) => missing.includes(algorithm)))
        await insertKey(database, secrets, one, { now, signsAt: now });
      await publishChange(database, 'keys');
    });
  // One snapshot: a key that ends between two reads would have no material.
  return database.atomically(async () => {
    await database.run((sql) => sql.raw('set transaction isolation level repeatable read, read only'));
    return shaped(await readKeys(database, secrets, now), await readMaterial(database, secrets));
  });
}

/** The mark of the keys at an instant, without opening any. */
export async function keyringMark(database: Database, secrets: KeyMaterial, now: Date): Promise<string> {
  return markOf(await readKeys(database, secrets, now));
}

function missingAmong(keys: readonly KeyNow[]): readonly Algorithm[] {
  const able = keys.filter(({ state }) => state === 'signs' || state === 'published').map(({ algorithm }) => algorithm);
  return [...TURNING, 'SALT' as const].filter((algorithm) => !able.includes(algorithm));
}

const markOf = (keys: readonly KeyNow[]): string =>
  keys
    .filter(serves)
    .map(({ id, emptiedAt }) => (emptiedAt ? `${id} public` : id))
    .join(', ');

function shaped(keys: readonly KeyNow[], material: ReadonlyMap<string, string>): Keyring {
  const of = (purpose: KeyNow['purpose']) =>
    keys
      .filter((key) => key.purpose === purpose && serves(key))
      .map((key) => ({ ...key, material: material.get(key.id) ?? '' }));
  return {
    signing: of('signing').map(({ id, algorithm, material: jwk }) => ({
      ...JSON.parse(jwk),
      kid: id,
      alg: algorithm,
      use: 'sig',
    })),
    cookies: of('cookies').map((key) => key.material),
    subjectSalt: of('subjects')[0]?.material ?? '',
    mark: markOf(keys),
  };
}
