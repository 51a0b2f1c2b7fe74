import pg from 'pg';
import type { Connection } from './database.ts';

/** Documented by pg, and not in its types. */
interface KeptClient extends pg.Client {
  /** The process stays while the connection is open. */
  ref(): void;
  unref(): void;
}

let kept: Promise<KeptClient> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs fn on the one connection by which this process makes and drops its databases: a connection for each would cost as
 * much again as half a copy. Calls wait for one another; between them the connection keeps no process alive.
 */
export function withKeptClient<T>(admin: Connection, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const next = last.then(() => use(admin, fn));
  last = next.catch(() => undefined);
  return next;
}

async function use<T>(admin: Connection, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  kept ??= connect(admin);
  const client = await kept;
  client.ref();
  try {
    return await fn(client);
  } finally {
    client.unref();
  }
}

/** The next call opens another one where this one fails or ends. */
async function connect(admin: Connection): Promise<KeptClient> {
  const forget = (): void => {
    kept = undefined;
  };
  const client = new pg.Client({ ...admin }) as KeptClient;
  client.on('error', forget);
  client.on('end', forget);
  await client.connect().catch((error: unknown) => {
    forget();
    throw error;
  });
  return client;
}
