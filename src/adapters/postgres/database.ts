import { AsyncLocalStorage } from 'node:async_hooks';
import knex, { type Knex } from 'knex';
import type { Client, QueryConfig, QueryResult } from 'pg';
import { Unavailable } from '../../ports/unavailable.ts';

export type Connection = string | { host: string; port?: number; user: string; database: string; password?: string };

/** A query that knex has built; what it gives is named by whoever runs it. */
type Built = { connection(client: Client): unknown };

/** The one way to PostgreSQL: whatever runs inside `atomically` shares one connection and one transaction. */
export interface Database {
  /** Runs a query built with knex. */
  run<T>(build: (sql: Knex) => Built): Promise<T>;
  /** Runs a named prepared statement. */
  named(statement: QueryConfig): Promise<QueryResult>;
  atomically<T>(fn: () => Promise<T>, keep?: (result: T) => boolean): Promise<T>;
  /** Whether the caller stands inside a transaction. */
  inTransaction(): boolean;
  readonly knex: Knex;
  close(): Promise<void>;
}

/** A transaction in the making; it takes its connection only when the first query comes. */
interface Held {
  connection: Promise<Client> | undefined;
  /** Queries of one transaction go one after another, whoever starts them. */
  last: Promise<unknown>;
}

/** Opens the pool: two seconds to get a connection, five for a statement, two for a lock. */
export function openDatabase(connection: Connection, poolSize = 20): Database {
  const sql = knex({
    client: 'pg',
    connection: typeof connection === 'string' ? { connectionString: connection } : connection,
    acquireConnectionTimeout: 2000,
    // What goes wrong is thrown, and said once by whoever catches it.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
    pool: { min: 0, max: poolSize, afterCreate: settle },
  });
  const held = new AsyncLocalStorage<Held>();
  const lent = lender(sql, held);

  return {
    knex: sql,
    run: (build) => lent((client) => build(sql).connection(client) as Promise<never>),
    named: (statement) => lent((client) => client.query(statement)),
    inTransaction: () => held.getStore() !== undefined,
    atomically: (fn, keep) => (held.getStore() ? fn() : transaction(sql, held, fn, keep)),
    close: () => sql.destroy(),
  };
}

function settle(client: Client, done: (error: Error | null, client: Client) => void): void {
  client.on('error', () => {});
  client.query(
    'set statement_timeout = 5000; set lock_timeout = 2000; set idle_in_transaction_session_timeout = 15000',
    (error) => done(error, client),
  );
}

/** Lends the transaction's connection, or one from the pool for the time of one query. */
function lender(sql: Knex, held: AsyncLocalStorage<Held>) {
  return async <T>(use: (client: Client) => Promise<T>): Promise<T> => {
    const store = held.getStore();
    if (!store) return borrow(sql, use);
    const turn = store.last.then(async () => {
      store.connection ??= begin(sql);
      return use(await store.connection);
    });
    store.last = turn.catch(() => {});
    return turn.catch(translate);
  };
}

async function borrow<T>(sql: Knex, use: (client: Client) => Promise<T>): Promise<T> {
  const client = await acquire(sql);
  try {
    return await use(client).catch(translate);
  } finally {
    await sql.client.releaseConnection(client);
  }
}

async function acquire(sql: Knex): Promise<Client> {
  try {
    return await sql.client.acquireConnection();
  } catch (cause) {
    throw new Unavailable('database', { cause, retryAfter: 5 });
  }
}

async function begin(sql: Knex): Promise<Client> {
  const client = await acquire(sql);
  try {
    await client.query('begin');
    return client;
  } catch (error) {
    await sql.client.releaseConnection(client);
    throw error;
  }
}

/** Commits what fn did when it ends well and `keep` agrees; else nothing of it happened. */
async function transaction<T>(
  sql: Knex,
  held: AsyncLocalStorage<Held>,
  fn: () => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  const store: Held = { connection: undefined, last: Promise.resolve() };
  let kept = false;
  try {
    const result = await held.run(store, fn);
    kept = keep(result);
    return result;
  } finally {
    await end(sql, store, kept);
  }
}

async function end(sql: Knex, store: Held, kept: boolean): Promise<void> {
  await store.last;
  const client = await store.connection?.catch(() => undefined);
  if (!client) return;
  try {
    const { command } = await client.query(kept ? 'commit' : 'rollback');
    // PostgreSQL answers a commit of a failed transaction with ROLLBACK, not with an error.
    if (kept && command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
  } catch (error) {
    if (kept) translate(error);
  } finally {
    await sql.client.releaseConnection(client);
  }
}

/** PostgreSQL's classes 08, 53 and 57, a lock that is not had in time and broken sockets: it is away, we are not wrong. */
function translate(error: unknown): never {
  const code = String((error as { code?: unknown })?.code ?? '');
  const away =
    /^(08|53|57|55P03|40P01)|^(ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code) ||
    /Connection terminated|connection is closed|not queryable/i.test(String(error));
  throw away ? new Unavailable('database', { cause: error, retryAfter: 5 }) : error;
}
