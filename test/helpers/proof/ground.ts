import type { Knex } from 'knex';
import pg from 'pg';
import { openDatabase } from '../../../src/adapters/postgres/database/database.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { type Connection, freshDatabase, makeTemplate, openTestServer } from '../database.ts';
import { clientsFolder, freePort, SECRETS_KEY, type ServerProcess, startServer } from '../server-process.ts';
import { isEdit, withSignedEdits } from '../signed-edits.ts';
import { type Checks, openChecks } from './checks.ts';

/** The environment of a run: a database of its own, and servers that are stopped when it ends. */
export interface Ground {
  readonly connection: Connection;
  readonly short: boolean;
  /** Starts a server on the database; `beside` makes it another process of the same deployment. */
  start(how?: Start): Promise<ServerProcess>;
  /** Rows of one query on the database; rows that it writes are signed as the servers would sign them. */
  query<Row>(sql: string, values?: unknown[]): Promise<readonly Row[]>;
}

export interface Start {
  readonly beside?: ServerProcess;
  /** Takes the address of a server that has ended. */
  readonly after?: ServerProcess;
  readonly env?: Readonly<Record<string, string>>;
}

type Body = (checks: Checks, ground: Ground) => Promise<void>;

/** A run stops all that it started, the last first. */
export type Closers = (() => unknown)[];

/** Runs a body of checks in an environment of its own, and ends the process as `runBody` does. */
export function runChecks(clients: readonly object[], body: Body, minutes = 4): Promise<never> {
  return runBody(
    (checks, short, closers) => openGround(clients, short, closers).then((ground) => body(checks, ground)),
    minutes,
  );
}

/** Runs a body of checks and ends the process: everything started here is stopped, also on Ctrl-C and past `minutes`. */
export async function runBody(
  body: (checks: Checks, short: boolean, closers: Closers) => Promise<void>,
  minutes: number,
): Promise<never> {
  const checks = openChecks();
  const short = process.argv.includes('--short');
  const closers: Closers = [];
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
    setTimeout(() => reject(new Error('the run took too long')), minutes * 60_000).unref();
  });
  try {
    await Promise.race([stopped, body(checks, short, closers)]);
  } catch (error) {
    checks.check('the run came to its end', false, error instanceof Error ? error.stack : String(error));
  }
  for (const close of closers.reverse()) await Promise.resolve(close()).catch((error) => console.error(error));
  process.exit(checks.finish());
}

/** A database of its own with the people of the tests; `clients` are the files that its servers read. */
export async function openGround(clients: readonly object[], short: boolean, closers: Closers): Promise<Ground> {
  await openDatabaseServer(closers);
  const { connection, drop } = await freshDatabase();
  closers.push(drop);
  const { directory: clientsDir, remove } = clientsFolder(clients);
  closers.push(remove);
  const sql = new pg.Pool({ ...connection, max: 2 });
  sql.on('error', () => undefined);
  closers.push(() => sql.end());
  const database = withSignedEdits(openDatabase(connection, 1), deriveSecrets([SECRETS_KEY]));
  closers.push(() => database.close());
  const examplePort = await freePort();
  return {
    connection,
    short,
    async start({ beside, after, env } = {}) {
      const port = after?.port ?? (await freePort());
      const issuer = (beside ?? after)?.issuer;
      const ports = { port, examplePort: beside ? await freePort() : examplePort };
      const server = await startServer({ connection, clientsDir, ...ports, issuer, env });
      closers.push(() => server.stop());
      return server;
    },
    async query<Row>(text: string, values: unknown[] = []) {
      // Written and signed in one transaction, one after another: a server never finds a row between the two.
      if (!isEdit(text)) return (await sql.query(text, values)).rows as Row[];
      return (await database.run<{ rows: Row[] }>((knex) => numbered(knex, text, values))).rows;
    },
  };
}

/** A statement with the numbered values of PostgreSQL as knex takes it, in the order of their places. */
function numbered(knex: Knex, text: string, values: readonly unknown[]): Knex.Raw {
  const places = [...text.matchAll(/\$(\d+)/g)].map(([, place]) => values[Number(place) - 1]);
  return knex.raw(text.replaceAll('?', '\\?').replaceAll(/\$\d+/g, '?'), places as Knex.RawBinding[]);
}

/** The server of DATABASE_URL or of TEST_PG; else one is started here, and stopped at the end. */
async function openDatabaseServer(closers: Closers): Promise<void> {
  const { DATABASE_URL: url, TEST_PG: given } = process.env;
  if (given) return;
  const server = url ? { connection: connectionOf(url), stop: () => undefined } : await openTestServer();
  closers.push(() => server.stop());
  await makeTemplate(server.connection, { content: 'people' });
  process.env.TEST_PG = JSON.stringify(server.connection);
}

function connectionOf(url: string): Connection {
  const { host, port, user = 'postgres', database = 'postgres', password } = new pg.Client(url);
  return { host, port, user, database, ...(typeof password === 'string' ? { password } : {}) };
}
