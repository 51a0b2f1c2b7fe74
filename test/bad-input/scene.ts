import pino from 'pino';
import { hashOfBefore } from '../../scripts/synth/hash-of-before.ts';
import { type Database, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { postgresLogoutQueue } from '../../src/adapters/postgres/queues/logout-queue.ts';
import { watchOutages } from '../../src/adapters/registries/outages.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { createDeps } from '../../src/app/dependencies.ts';
import { readConfig } from '../../src/config/config.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import type { Deps } from '../../src/ports/deps.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { registriesInProcess } from '../helpers/registries/registries.ts';
import { SECRETS_KEY, type ServerProcess } from '../helpers/server-process.ts';
import { type Held, openMemoryReader } from './memory.ts';

/** What every account holder of the cast types. */
export const KEY = 'Lautaro-77';
export const ANSWER = 'boby';
/** What every code of the cast is. */
export const CODE = '123456';

/** A server under one policy, and its dependencies: what a page would need many steps for is stored directly. */
export interface Scene {
  readonly server: ServerProcess;
  readonly deps: Deps;
  /** The memory of the server after garbage collection. */
  held(): Promise<Held>;
  readonly query: Ground['query'];
  readonly database: Database;
  readonly hashes: { readonly key: string; readonly answer: string; readonly code: string };
  close(): Promise<void>;
}

/** Starts the server with its throttles on, behind one proxy: each request comes from the network that it names. */
export async function openScene({ start, query, connection }: Ground, policy: PolicyName): Promise<Scene> {
  const env = { CLAVE_POLICY: policy, CAPTCHA_FIXED_ANSWER: 'CLAVE' };
  const memory = openMemoryReader();
  const server = await start({ env: { ...env, ...memory.env, THROTTLES: 'on', TRUST_PROXY_HOPS: '1' } });
  const database = openDatabase(connection, 4);
  const now = () => new Date();
  const options = {
    config: readConfig({ ...env, ISSUER: server.issuer, THROTTLES: 'off' }),
    connection,
    secretsKeys: [SECRETS_KEY] as [string],
    env: {},
    standIn: { inProcess: registriesInProcess() },
    log: pino({ level: 'silent' }),
  };
  const secrets = deriveSecrets([SECRETS_KEY]);
  const besides = { now, outages: watchOutages(now), logouts: postgresLogoutQueue(database, secrets, now) };
  const deps = await createDeps(options, database, secrets, besides);
  const hashed = (text: string): Promise<string> => hashOfBefore(secrets, text);
  const hashes = { key: await hashed(KEY), answer: await hashed(ANSWER), code: await hashed(CODE) };
  const close = async (): Promise<void> => {
    await server.stop();
    memory.close();
    await database.close();
  };
  return { server, deps, held: () => memory.read(server.pid), query, database, hashes, close };
}
