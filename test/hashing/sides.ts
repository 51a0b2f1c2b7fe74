import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { personAt, signsIn } from '../../scripts/synth/person.ts';
import type { Connection } from '../helpers/database.ts';
import { freePort, SECRETS_KEY, type ServerProcess, startServer, urlOf } from '../helpers/server-process.ts';

/** A version of the product with one engine, and a server of it on a database of its own. */
export interface Side {
  readonly name: string;
  readonly server: ServerProcess;
}

/** Of 450 synthetic accounts more than 200 sign in by number and key. */
const ACCOUNTS = 450;
const own = fileURLToPath(new URL('../../', import.meta.url));
const withoutNodeRs = new URL('without-node-rs.ts', import.meta.url).href;

/** Starts one on a new database, filled by the version's own `npm run synth`. */
export async function openSide(
  local: Connection,
  clientsDir: string,
  { name, tree = own, slow = false }: { readonly name: string; readonly tree?: string; readonly slow?: boolean },
  closers: (() => unknown)[],
): Promise<Side> {
  const connection = await newDatabase(local, closers);
  const env = { PATH: process.env.PATH, DATABASE_URL: urlOf(connection), SECRETS_KEY };
  execFileSync(process.execPath, ['scripts/synth/run.ts', 'accounts', String(ACCOUNTS)], {
    cwd: tree,
    env,
    stdio: 'ignore',
  });
  const server = await startServer({
    connection,
    clientsDir,
    port: await freePort(),
    examplePort: await freePort(),
    program: path.join(tree, 'src/main.ts'),
    env: {
      THROTTLES: 'on',
      TRUST_PROXY_HOPS: '1',
      ...(slow ? { NODE_OPTIONS: `--import ${withoutNodeRs}` } : {}),
    },
  });
  closers.push(() => server.stop());
  return { name, server };
}

/** Numbers of so many synthetic people who sign in by number and key. */
export function peopleWhoSignIn(count: number): readonly string[] {
  const hashes = { natural: '', juridica: '', migrante: '' };
  return Array.from({ length: ACCOUNTS }, (_, n) => personAt(n, hashes, new Date()))
    .filter(signsIn)
    .slice(0, count)
    .map(({ account }) => account.identifier);
}

async function newDatabase(local: Connection, closers: (() => unknown)[]): Promise<Connection> {
  const database = `hashing_${randomBytes(4).toString('hex')}`;
  await query(local, `create database ${database}`);
  closers.push(() => query(local, `drop database if exists ${database} with (force)`));
  return { ...local, database };
}

async function query(connection: Connection, sql: string): Promise<void> {
  const client = new pg.Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
