import { hashOfBefore } from '../../scripts/synth/hash-of-before.ts';
import type { Database } from '../../src/adapters/postgres/database/database.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import type { Deps } from '../../src/ports/deps.ts';
import { openDeps } from '../helpers/proof/deps.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
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
  const { deps, database, secrets, close: closeDeps } = await openDeps({ connection }, server.issuer, env);
  const hashed = (text: string): Promise<string> => hashOfBefore(secrets, text);
  const hashes = { key: await hashed(KEY), answer: await hashed(ANSWER), code: await hashed(CODE) };
  const close = async (): Promise<void> => {
    await server.stop();
    memory.close();
    await closeDeps();
  };
  return { server, deps, held: () => memory.read(server.pid), query, database, hashes, close };
}
