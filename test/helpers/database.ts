import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import knex from 'knex';
import pg from 'pg';
import { type LocalPostgres, startLocalPostgres } from '../../src/adapters/postgres/local-server.ts';

/** How to reach one database; the environment variable TEST_PG holds such a thing as JSON. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
}

export interface FreshDatabase {
  readonly connection: Connection;
  drop(): Promise<void>;
}

const folder = fileURLToPath(new URL('../../var/pg-test', import.meta.url));
const template = 'clave_template';
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
// Whoever makes the template holds this lock alone, whoever copies it shares it.
const templateLock = 7283;

let server: Promise<Connection> | undefined;

/** A database of one's own with every migration applied and no row in it. Drop it in `test.after.always`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  server ??= findServer();
  const admin = await server;
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(admin, async (client) => {
    await client.query(`select pg_advisory_lock_shared(${templateLock})`);
    await patiently(() => client.query(`create database ${name} template ${template}`));
  });
  const drop = () => asAdmin(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
  return { connection: { ...admin, database: name }, drop: async () => void (await drop()) };
}

/** Starts or reuses the PostgreSQL of the tests. It survives a killed process, but not a power cut: that saves time. */
export function openTestServer(): Promise<LocalPostgres> {
  return startLocalPostgres({ folder, log: console.error, settings: { fsync: 'off' } });
}

/** Makes the template anew where it is missing or was made from other migrations; `always` makes it in any case. */
export async function makeTemplate(admin: Connection, { always = false } = {}): Promise<void> {
  await asAdmin(admin, async (client) => {
    await client.query(`select pg_advisory_lock(${templateLock})`);
    const wanted = migrationsHash();
    if (!always && (await templateHash(client)) === wanted) return;
    await patiently(() => client.query(`drop database if exists ${template} with (force)`));
    await client.query(`create database ${template}`);
    await migrate({ ...admin, database: template });
    await client.query(`comment on database ${template} is '${wanted}'`);
    // Nobody may be connected to a database that is being copied.
    await client.query(`alter database ${template} allow_connections false`);
  });
}

/** Removes what test files left behind; a database that is still in use stays. */
export async function dropLeftDatabases(admin: Connection): Promise<void> {
  await asAdmin(admin, async (client) => {
    const { rows } = await client.query(`select datname as name from pg_database where datname ~ '^t_[0-9a-f]{16}$'`);
    for (const { name } of rows) await client.query(`drop database if exists ${name}`).catch(() => undefined);
  });
}

/** By hand (`ava test/x.test.ts`) there is no TEST_PG: the server is started here and left for the next run. */
async function findServer(): Promise<Connection> {
  const given = process.env.TEST_PG;
  if (given) return JSON.parse(given);
  const { connection } = await openTestServer();
  await makeTemplate(connection);
  return connection;
}

async function migrate(connection: Connection): Promise<void> {
  const db = knex({ client: 'pg', connection: { ...connection } });
  try {
    await db.migrate.latest({ directory: migrations, loadExtensions: ['.ts'] });
  } finally {
    await db.destroy();
  }
}

async function templateHash(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query(
    `select shobj_description(oid, 'pg_database') as hash from pg_database where datname = $1`,
    [template],
  );
  return rows[0]?.hash;
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(migrations).sort()) hash.update(file).update(readFileSync(join(migrations, file)));
  return hash.digest('hex');
}

/** A copy fails while another session is in the template: tried again for some ten seconds. */
async function patiently<T>(fn: () => Promise<T>, tries = 100): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    const busy = (error as { code?: string }).code === '55006';
    if (!busy || tries === 0) throw error;
    await sleep(100);
    return patiently(fn, tries - 1);
  }
}

async function asAdmin<T>(admin: Connection, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...admin });
  // The query already fails when the server dies: the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
