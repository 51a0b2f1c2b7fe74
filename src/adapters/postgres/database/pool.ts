import knex, { type Knex } from 'knex';
import type { Client } from 'pg';
import { type Connection, clientSettings, cut, settle } from './client.ts';
import { NoAnswer } from './errors.ts';
import type { Limits } from './limits.ts';
import { within } from './within.ts';

/** Until what is lent comes back; then it is cut. */
const CLOSE_MS = 500;

/** Connections that are lent for the time of a query or a transaction. */
export interface Pool {
  readonly knex: Knex;
  readonly limits: Limits;
  /** Rejects after `ms` at the latest. */
  acquire(ms: number): Promise<Client>;
  /** Takes a connection back; one that was discarded or retired is not lent again. */
  release(client: Client): void;
  /** Closes a connection that cannot do its work. */
  discard(client: Client, why: Error): void;
  /** Closes every connection: those that rest at once, those that are lent when they come back. */
  retire(why: Error): void;
  /** Why a connection ended, where it did. */
  ended(client: Client): Error | undefined;
  /** Ends within two seconds, whatever the server does. */
  close(): Promise<void>;
}

/** Opens a pool of at most `size` connections, each made when it is first needed. */
export function openPool(connection: Connection, size: number, limits: Limits): Pool {
  const open = new Map<Client, 'resting' | 'lent'>();
  const ends = new WeakMap<Client, Error>();
  const retired = new WeakSet<Client>();
  const end = (client: Client, why: Error): void => {
    if (!ends.has(client)) ends.set(client, why);
    cut(client, why);
  };
  const sql = knexOf(connection, size, limits, {
    made: (client) => {
      open.set(client, 'resting');
      client.on('error', (error) => ends.set(client, ends.get(client) ?? error));
      client.on('end', () => open.delete(client));
    },
    serves: (client) => !ends.has(client) && !retired.has(client),
  });
  const release = (client: Client): void => {
    if (open.has(client)) open.set(client, 'resting');
    void sql.client.releaseConnection(client);
  };

  return {
    knex: sql,
    limits,
    async acquire(ms) {
      const taken: Promise<Client> = sql.client.acquireConnection();
      // The pool itself gives up after `limits.acquire`.
      const client = await (ms >= limits.acquire ? taken : inTime(ms, taken, release));
      if (open.has(client)) open.set(client, 'lent');
      return client;
    },
    release(client) {
      if (retired.has(client)) end(client, new Error('Connection terminated: retired'));
      release(client);
    },
    discard: end,
    retire(why) {
      for (const [client, state] of open)
        if (state === 'resting') end(client, why);
        else retired.add(client);
    },
    ended: (client) => ends.get(client),
    async close() {
      const late = setTimeout(() => cutAll(open, end), CLOSE_MS);
      await within(4 * CLOSE_MS, sql.destroy(), () => new Error('the pool did not close in time')).catch(() => {});
      clearTimeout(late);
      cutAll(open, end);
    },
  };
}

/** A connection that comes too late goes back at once. */
function inTime(ms: number, taken: Promise<Client>, release: (client: Client) => void): Promise<Client> {
  return within(ms, taken, () => {
    taken.then(release, () => {});
    return new NoAnswer('a request for a connection', ms);
  });
}

function cutAll(open: ReadonlyMap<Client, unknown>, end: (client: Client, why: Error) => void): void {
  for (const client of open.keys()) end(client, new Error('Connection terminated: the pool is closed'));
}

interface Watch {
  made(client: Client): void;
  serves(client: Client): boolean;
}

function knexOf(connection: Connection, size: number, limits: Limits, { made, serves }: Watch): Knex {
  return knex({
    client: 'pg',
    // Or knex asks for it on the first connection, and waits for the answer without end.
    version: '15',
    connection: clientSettings(connection, limits),
    acquireConnectionTimeout: limits.acquire,
    // What goes wrong is thrown, and said once by whoever catches it.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
    pool: {
      min: 0,
      max: size,
      createTimeoutMillis: limits.connect + limits.settle + 100,
      destroyTimeoutMillis: CLOSE_MS,
      validate: serves,
      afterCreate: (client: Client, done: (error: Error | null, client: Client) => void) => {
        made(client);
        settle(client, limits).then(
          () => done(null, client),
          (error) => {
            cut(client, error);
            done(error, client);
          },
        );
      },
    },
  } as Knex.Config);
}
