import { generateKeyPair, type JsonWebKey, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

/** What the provider signs and derives with. Private keys as JWK, signing ones in order of preference. */
export interface Keyring {
  readonly signing: readonly JsonWebKeyWithId[];
  readonly cookies: readonly string[];
  /** Salt of every pairwise `sub`; never rotated, for that would make everybody a stranger. */
  readonly subjectSalt: string;
}

export type JsonWebKeyWithId = JsonWebKey & { kid: string; alg: string; use: 'sig' };

/** Any number of processes may start at once; the first makes the keys. */
const KEYRING_LOCK = 20261122;

/** Reads the keys, and makes those that are missing: ES256, RS256, one for cookies, one salt. */
export async function openKeyring(database: Database, secrets: Secrets): Promise<Keyring> {
  return database.atomically(async () => {
    await database.run((sql) => sql.raw('select pg_advisory_xact_lock(?)', [KEYRING_LOCK]));
    const known = await read(database, secrets);
    const missing = makers.filter(({ algorithm }) => !known.some((key) => key.algorithm === algorithm));
    for (const maker of missing) await add(database, secrets, maker);
    return shaped(missing.length === 0 ? known : await read(database, secrets));
  });
}

interface Key {
  readonly id: string;
  readonly purpose: 'signing' | 'cookies' | 'subjects';
  readonly algorithm: string;
  readonly material: string;
}

interface Maker {
  readonly purpose: Key['purpose'];
  readonly algorithm: string;
  make(): Promise<string>;
}

const pair = promisify(generateKeyPair);
const jwk = (key: { export(options: { format: 'jwk' }): unknown }): string =>
  JSON.stringify(key.export({ format: 'jwk' }));
const secret = async (): Promise<string> => randomBytes(32).toString('base64url');

const makers: readonly Maker[] = [
  {
    purpose: 'signing',
    algorithm: 'ES256',
    make: async () => jwk((await pair('ec', { namedCurve: 'P-256' })).privateKey),
  },
  {
    purpose: 'signing',
    algorithm: 'RS256',
    make: async () => jwk((await pair('rsa', { modulusLength: 3072 })).privateKey),
  },
  { purpose: 'cookies', algorithm: 'HMAC', make: secret },
  { purpose: 'subjects', algorithm: 'SALT', make: secret },
];

async function add(database: Database, secrets: Secrets, { purpose, algorithm, make }: Maker): Promise<void> {
  const id = randomUUID();
  const material = secrets.seal(await make(), `keyring:${id}`);
  await database.run((sql) => sql('keyring').insert({ id, purpose, algorithm, material, created_at: sql.fn.now() }));
}

async function read(database: Database, secrets: Secrets): Promise<readonly Key[]> {
  type Row = Omit<Key, 'material'> & { material: Buffer };
  const rows = await database.run<Row[]>((sql) => sql('keyring').orderBy('created_at', 'desc'));
  return rows.map((row) => ({ ...row, material: secrets.open(row.material, `keyring:${row.id}`) }));
}

function shaped(keys: readonly Key[]): Keyring {
  const of = (purpose: Key['purpose']) => keys.filter((key) => key.purpose === purpose);
  return {
    signing: of('signing')
      .map((key): JsonWebKeyWithId => ({ ...JSON.parse(key.material), kid: key.id, alg: key.algorithm, use: 'sig' }))
      .sort((one, other) => one.alg.localeCompare(other.alg)),
    cookies: of('cookies').map((key) => key.material),
    subjectSalt: of('subjects')[0]?.material ?? '',
  };
}
