import pg, { type Client, type ClientConfig, type QueryArrayResult } from 'pg';
import { withSocketHost } from '../../../domain/database-host.ts';
import { withDeadline } from './deadline.ts';
import { NoAnswer, ReadOnly } from './errors.ts';
import type { Limits } from './limits.ts';

export type Connection = string | { host: string; port?: number; user: string; database: string; password?: string };

/** The kernel too notices a peer that vanished, on a connection without queries. */
const KEEP_ALIVE_MS = 10_000;

/** Settings of every connection: made within its time limit, and watched by TCP while it is idle. */
export function clientSettings(connection: Connection, { connect }: Limits): ClientConfig {
  return {
    ...(typeof connection === 'string' ? { connectionString: withSocketHost(connection) } : connection),
    connectionTimeoutMillis: connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
}

/** Closes a connection at once, without asking the server; whatever waits on it fails with the reason. */
export function destroy(client: Client, why: Error): void {
  // pg has no public way to do so on an idle connection; `end()` waits for the server then.
  const { connection } = client as unknown as { readonly connection: { readonly stream: NodeJS.WritableStream } };
  (connection.stream as unknown as { destroy(error: Error): void }).destroy(why);
}

/** Sends one query; where no answer comes within `ms` the connection is destroyed and NoAnswer thrown. */
export function queryWithin<T>(client: Client, ms: number, what: string, query: () => Promise<T>): Promise<T> {
  return withDeadline(ms, query(), () => {
    const silent = new NoAnswer(what, ms);
    destroy(client, silent);
    return silent;
  });
}

/** Sets the limits of a session, and throws ReadOnly where it takes no writes (libpq's target_session_attrs). One round trip. */
export async function settle(client: Client, { statement, lock, idle, settle }: Limits): Promise<void> {
  const text = `set statement_timeout = ${statement}; set lock_timeout = ${lock};
    set idle_in_transaction_session_timeout = ${idle}; show transaction_read_only`;
  const answers = await queryWithin(client, settle, 'the first question', () =>
    client.query({ text, rowMode: 'array' }),
  );
  // One result for each statement.
  const shown = (answers as unknown as readonly QueryArrayResult[]).at(-1);
  if (shown?.rows[0]?.[0] !== 'off') throw new ReadOnly();
}

/** A connection apart from the pool. Rejects, and leaves nothing open, where it is not made in time. */
export async function connect(connection: Connection, limits: Limits): Promise<Client> {
  const client = new pg.Client(clientSettings(connection, limits));
  // Whatever waits on the connection fails too: an unhandled event would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await settle(client, limits);
    return client;
  } catch (error) {
    destroy(client, error as Error);
    throw error;
  }
}
