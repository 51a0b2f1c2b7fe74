import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type LocalPostgres, startLocalPostgres } from '../../src/dev/postgres/local-server.ts';
import { withKeptClient } from './kept-client.ts';
import { memoryFolder, removeFolder } from './memory-folder.ts';
import { type Content, copyTemplate, makeTemplates, nameOf, SERVER_ROLE } from './templates.ts';

/** How to reach one database; the environment variable TEST_PG holds such an address as JSON. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
}

export interface FreshDatabase {
  /** As the owner of everything in it. */
  readonly connection: Connection;
  /** As a server of production signs in: it reads and writes rows, and alters neither schema nor trail. */
  readonly asServer: Connection;
  drop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Autovacuum would scan short-lived databases; torn pages do not matter where nothing survives a power cut. */
const settings = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', plan_cache_mode: 'force_generic_plan' };

/** Suites that run side by side have one each. */
const FOLDER = process.env.TEST_PG_FOLDER ?? 'var/pg-test';

let server: Promise<Connection> | undefined;
const made = new Map<Content, Promise<void>>();

/**
 * A database of one's own with every migration applied and no row in it, unless `content` says otherwise; a copy of
 * `template`, which was made of that content, where one is named. Drop it in `test.after.always`.
 */
export async function freshDatabase(content: Content = 'schema', template = nameOf(content)): Promise<FreshDatabase> {
  const admin = await adminWith(content);
  const name = `t_${randomBytes(8).toString('hex')}`;
  await withKeptClient(admin, (client) => copyTemplate(client, template, name));
  const drop = () => withKeptClient(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
  const connection = { ...admin, database: name };
  return { connection, asServer: serverOf(connection), drop: async () => void (await drop()) };
}

/** The server of the tests, as the owner of its databases, when it has the template of `content`. */
export async function adminWith(content: Content): Promise<Connection> {
  server ??= findServer();
  const admin = await server;
  await ensureTemplate(admin, content);
  return admin;
}

/** The same database as the role of a server signs in; its password is the owner's, where there is one. */
export const serverOf = (connection: Connection): Connection => ({ ...connection, user: SERVER_ROLE });

/** Starts or reuses the PostgreSQL of the tests. It survives a killed process, but not a power cut: that saves time. */
export function openTestServer(folder = join(root, FOLDER)): Promise<LocalPostgres> {
  return startLocalPostgres({ folder, log: console.error, settings });
}

/** The same in memory where the machine has room: it ends with the run, and its folder too. */
export async function openServerOfRun(): Promise<LocalPostgres> {
  const folder = memoryFolder(root);
  const server = await openTestServer(folder);
  const stop = async (): Promise<void> => {
    await server.stop();
    if (folder && server.startedHere) removeFolder(folder);
  };
  return { ...server, stop };
}

/** Makes the template of `content` where it is missing, old or made by other code; `always` makes it in any case. */
export async function makeTemplate(
  admin: Connection,
  { content = 'schema', always = false }: { readonly content?: Content; readonly always?: boolean } = {},
): Promise<void> {
  await asAdmin(admin, (client) => makeTemplates(admin, client, { content, always }));
}

/** Drops the databases that test files left behind; one that is still in use stays. */
export async function dropLeftDatabases(admin: Connection): Promise<void> {
  await asAdmin(admin, async (client) => {
    const { rows } = await client.query(`select datname as name from pg_database where datname ~ '^t_[0-9a-f]{16}$'`);
    for (const { name } of rows) await client.query(`drop database if exists ${name}`).catch(() => undefined);
  });
}

/** By hand (`ava test/x.test.ts`) there is no TEST_PG: the server is started here and left for the next run. */
async function findServer(): Promise<Connection> {
  const given = process.env.TEST_PG;
  return given ? JSON.parse(given) : (await openTestServer()).connection;
}

/** The process that set TEST_PG made the templates too. */
async function ensureTemplate(admin: Connection, content: Content): Promise<void> {
  if (process.env.TEST_PG) return;
  const making = made.get(content) ?? makeTemplate(admin, { content });
  made.set(content, making);
  await making;
}

async function asAdmin<T>(admin: Connection, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...admin });
  // The query already fails when the server ends: the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
