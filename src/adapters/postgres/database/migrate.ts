import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import type { Client } from 'pg';
import { startRefusals } from '../../../locales/es-CL/operator/start.ts';
import { type Connection, clientSettings, connect, destroy, queryWithin } from './client.ts';
import type { Database } from './database.ts';
import { JOB } from './limits.ts';
import { locks } from './locks.ts';

const directory = fileURLToPath(new URL('../../../../migrations/', import.meta.url));
const migrations = { directory, loadExtensions: ['.ts'] };

const ANSWER_MS = 5000;
const LOOK_MS = 200;
/** How long a process waits for another that brings the schema up to date. */
const TURN_MS = 10 * 60_000;

/** The database belongs to a newer version: this one does not know the stored data, and does not start beside it. */
export class NewerSchema extends Error {
  constructor(migration: string) {
    super(startRefusals['newer-schema']({ migration }));
    this.name = 'NewerSchema';
  }
}

/**
 * Brings the schema up to date, however long a migration takes. Processes that start together wait for one another, ten
 * minutes at most. Ends within some ten seconds where the database stops answering. `afterwards` runs in the same turn,
 * where anything was to be done. Throws NewerSchema.
 */
export async function migrate(
  database: Pick<Database, 'run'>,
  connection: Connection,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  if (await isUpToDate(database)) return;
  const guard = await connect(connection, JOB);
  const sql = knex({
    client: 'pg',
    version: '15',
    connection: clientSettings(connection, JOB) as Knex.PgConnectionConfig,
    pool: { min: 0, max: 2 },
  });
  const over = new AbortController();
  try {
    await lock(guard);
    await Promise.race([latest(sql), silence(guard, over.signal)]);
    await afterwards();
  } finally {
    over.abort();
    // The lock ends with its connection.
    destroy(guard, new Error('migrated'));
    await Promise.race([sql.destroy(), sleep(ANSWER_MS, undefined, { ref: false })]);
  }
}

/** Whether every migration of the folder was applied; throws NewerSchema where another one was. */
export async function isUpToDate({ run }: Pick<Database, 'run'>): Promise<boolean> {
  const there = await run<{ rows: { there: boolean }[] }>((sql) =>
    sql.raw("select to_regclass('knex_migrations') is not null as there"),
  );
  if (!there.rows[0]?.there) return false;
  const applied = await run<{ name: string }[]>((sql) => sql('knex_migrations').select('name').orderBy('name'));
  const wanted = readdirSync(directory)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  const unknown = applied.find(({ name }) => !wanted.includes(name));
  if (unknown) throw new NewerSchema(unknown.name);
  return applied.length === wanted.length;
}

async function lock(guard: Client): Promise<void> {
  const text = 'select pg_try_advisory_lock($1) as ours';
  for (const end = performance.now() + TURN_MS; performance.now() < end; await sleep(LOOK_MS)) {
    const { rows } = await queryWithin(guard, ANSWER_MS, 'a lock', () => guard.query(text, [locks.migration]));
    if (rows[0]?.ours) return;
  }
  throw new Error('another process has been bringing the schema up to date for ten minutes');
}

async function latest(sql: Knex): Promise<void> {
  // Only the product's lock counts; knex's own stays behind when a process is killed in the middle.
  await sql.migrate.forceFreeMigrationsLock(migrations);
  await sql.migrate.latest(migrations);
}

/** Rejects once the server no longer answers: a migration has no limit of its own. */
async function silence(guard: Client, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await sleep(ANSWER_MS, undefined, { signal: over }).catch(() => {});
    if (!over.aborted) await queryWithin(guard, ANSWER_MS, 'a look at a migration', () => guard.query('select 1'));
  }
}
