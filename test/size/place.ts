import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { makeKeyHashes } from '../../scripts/synth/key-hashes.ts';
import { personAt, signsIn } from '../../scripts/synth/person.ts';
import { populate } from '../../scripts/synth/populate.ts';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { migrate } from '../../src/adapters/postgres/database/migrate.ts';
import { deriveSecrets, type KeyMaterial } from '../../src/adapters/secrets.ts';
import { secretsOf } from '../../src/app/own-settings.ts';
import { readConfig } from '../../src/config/config.ts';
import { type LocalPostgres, startLocalPostgres } from '../../src/dev/postgres/local-server.ts';
import { VAR } from '../../src/dev/var.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import type { Connection } from '../helpers/database.ts';
import { clientsFolder, freePort, type ServerProcess, startServer } from '../helpers/server-process.ts';

const ENOUGH = 100_000;
const FEW = 300;
const EMPTY = 'clave_size_empty';

/** One of the two databases, with a server process of its own. */
export interface Side {
  readonly name: string;
  readonly connection: Connection;
  readonly server: ServerProcess;
  /** Accounts in it, where each number is the same person in every run. */
  readonly accounts: number;
}

/** The local PostgreSQL with both databases, and what is closed at the end. */
export interface Place {
  readonly full: Side;
  readonly empty: Side;
  /** Numbers of the accounts of a side that sign in by number and key, spread over all of them. */
  people(side: Side, count: number): Promise<readonly string[]>;
  query<Row>(side: Pick<Side, 'connection'>, sql: string, values?: unknown[]): Promise<readonly Row[]>;
  /** Another process on the same database. */
  beside(side: Side): Promise<ServerProcess>;
  /** Lines of PostgreSQL's log since the run began. */
  log(): readonly string[];
}

/** Opens the database that `npm run synth` filled, and a small one beside it; throws where there is none. */
export async function openPlace(closers: (() => unknown)[]): Promise<Place> {
  const settings = {
    log_min_duration_statement: '0',
    log_line_prefix: '%d ',
    log_parameter_max_length: '0',
  };
  const local = await startLocalPostgres({ folder: path.join(VAR, 'pg'), log: console.error, settings });
  closers.push(() => local.stop());
  const logFile = path.join(VAR, 'pg/postgres.log');
  const keys = await secretsOf(readConfig(process.env));
  const secrets = deriveSecrets(keys);
  const { directory: clientsDir, remove } = clientsFolder([clientFileFor('medida')]);
  closers.push(remove);
  const fullSize = await accountsIn(local.connection);
  if (fullSize < ENOUGH)
    throw new Error(`fewer than ${ENOUGH} accounts: run "npm run synth -- accounts 1000000" first`);
  const small = await makeEmpty(local, secrets, closers);

  const serve = async (connection: Connection, issuer?: string): Promise<ServerProcess> => {
    const ports = { port: await freePort(), examplePort: await freePort() };
    const env = { SECRETS_KEY: keys.join(','), THROTTLES: 'on', TRUST_PROXY_HOPS: '1' };
    const server = await startServer({ connection, clientsDir, ...ports, issuer, env });
    closers.push(() => server.stop());
    return server;
  };
  const side = async (name: string, connection: Connection, accounts: number): Promise<Side> => ({
    name,
    connection,
    accounts,
    server: await serve(connection),
  });
  const sides = {
    full: await side('full', local.connection, fullSize),
    empty: await side('empty', small, FEW),
  };
  const begun = statSync(logFile).size;
  return {
    ...sides,
    people: (of, count) => peopleOf(secrets, of.accounts, count),
    query: (of, sql, values) => query(of.connection, sql, values),
    beside: ({ connection, server }) => serve(connection, server.issuer),
    log: () => readFileSync(logFile).subarray(begun).toString('utf8').split('\n'),
  };
}

async function makeEmpty(local: LocalPostgres, secrets: KeyMaterial, closers: (() => unknown)[]): Promise<Connection> {
  const drop = () => query(local.connection, `drop database if exists ${EMPTY} with (force)`);
  await drop();
  await query(local.connection, `create database ${EMPTY}`);
  closers.push(drop);
  const connection = { ...local.connection, database: EMPTY };
  const database = openDatabase(connection, 2);
  await migrate(database, connection).finally(() => database.close());
  await populate(connection, { accounts: FEW, secrets, now: new Date() });
  return connection;
}

async function peopleOf(secrets: KeyMaterial, accounts: number, count: number): Promise<readonly string[]> {
  const hashes = await makeKeyHashes(secrets);
  const found: string[] = [];
  const step = Math.max(1, Math.floor(accounts / (count * 3)));
  for (let n = 0; n < accounts && found.length < count; n += step) {
    const person = personAt(n, hashes, new Date());
    if (signsIn(person)) found.push(person.account.identifier);
  }
  return found;
}

const accountsIn = async (connection: Connection): Promise<number> =>
  Number((await query<{ rows: number }>(connection, `select count(*) as rows from accounts`))[0]?.rows);

async function query<Row>(connection: Connection, sql: string, values: unknown[] = []): Promise<readonly Row[]> {
  const client = new pg.Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
