import type { Knex } from 'knex';
import type { Client } from 'pg';
import { type Connection, destroy } from './client.ts';
import { withDeadline } from './deadline.ts';
import { NoAnswer } from './errors.ts';
import { knexFor } from './knex.ts';
import type { Limits } from './limits.ts';

/** At the end, the time until lent connections come back; then they are destroyed. */
const CLOSE_MS = 500;

/** Connections that are lent for the time of a statement or a transaction. */
export interface Pool {
  readonly knex: Knex;
  readonly limits: Limits;
  /** Rejects after `ms` at the latest. */
  acquire(ms: number): Promise<Client>;
  /** Takes a connection back; one that was discarded or retired is not lent again. */
  release(client: Client): void;
  /** Closes a connection that cannot do its work. */
  discard(client: Client, why: Error): void;
  /** Closes every connection: the idle ones at once, those that are lent when they come back. */
  retire(why: Error): void;
  /** Why a connection ended, where it did. */
  ended(client: Client): Error | undefined;
  /** Ends within two seconds, whatever the server does. */
  close(): Promise<void>;
}

/** Opens a pool of at most `size` connections, each made when it is first needed. */
export function openPool(connection: Connection, size: number, limits: Limits): Pool {
  const open = new Map<Client, 'idle' | 'lent'>();
  const ends = new WeakMap<Client, Error>();
  const retired = new WeakSet<Client>();
  const discard = (client: Client, why: Error): void => {
    if (!ends.has(client)) ends.set(client, why);
    destroy(client, why);
  };
  const sql = knexFor(connection, size, limits, {
    // A caller waits for it: closed while it is set up, it would fail that caller.
    made: (client) => {
      open.set(client, 'lent');
      client.on('error', (error) => ends.set(client, ends.get(client) ?? error));
      client.on('end', () => open.delete(client));
    },
    // The pool asks just before it lends: from here on a connection is not closed as an idle one.
    isUsable: (client) => {
      if (ends.has(client) || retired.has(client)) return false;
      if (open.has(client)) open.set(client, 'lent');
      return true;
    },
  });
  const giveBack = (client: Client): void => {
    if (open.has(client)) open.set(client, 'idle');
    // There is no pool any more after the end.
    if (sql.client.pool) void sql.client.releaseConnection(client);
  };
  const destroyAll = (): void => {
    for (const client of open.keys()) discard(client, new Error('Connection terminated: the pool is closed'));
  };

  return {
    knex: sql,
    limits,
    discard,
    async acquire(ms) {
      const taken: Promise<Client> = sql.client.acquireConnection();
      // The pool itself gives up after `limits.acquire`.
      const client = await (ms >= limits.acquire ? taken : inTime(ms, taken, giveBack));
      return client;
    },
    release(client) {
      if (retired.has(client)) discard(client, new Error('Connection terminated: retired'));
      giveBack(client);
    },
    retire(why) {
      for (const [client, state] of open)
        if (state === 'idle') discard(client, why);
        else retired.add(client);
    },
    ended: (client) => ends.get(client),
    async close() {
      const late = setTimeout(destroyAll, CLOSE_MS);
      const closed = withDeadline(4 * CLOSE_MS, sql.destroy(), () => new Error('the pool did not close in time'));
      await closed.catch(() => {});
      clearTimeout(late);
      destroyAll();
    },
  };
}

/** A connection that comes too late goes back at once. */
function inTime(ms: number, taken: Promise<Client>, giveBack: (client: Client) => void): Promise<Client> {
  return withDeadline(ms, taken, () => {
    taken.then(giveBack, () => {});
    return new NoAnswer('a request for a connection', ms);
  });
}
