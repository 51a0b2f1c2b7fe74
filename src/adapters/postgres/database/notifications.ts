import type { Client } from 'pg';
import { CHANNEL, isWord, type Word } from './channel.ts';
import { type Connection, connect, destroy, queryWithin } from './client.ts';
import type { Database } from './database.ts';
import { ReadOnly } from './errors.ts';
import { JOB } from './limits.ts';

/** Between two tries to connect: a second, twice as long after each failure, at most eight. */
const REST_MS = 1000;
const LONGEST_REST_MS = 8000;
/**
 * How often a connection is checked for whether it still leads to a server that accepts writes, and how long for the
 * answer.
 */
const WATCH: Watch = { everyMs: 10_000, answerMs: 3000 };

/** What a listener receives: a word of the channel, or that it may have missed any of them. */
export type Change = Word | 'missed';

interface Watch {
  readonly everyMs: number;
  readonly answerMs: number;
}

interface Subscription {
  /** Fulfilled when it listens for the first time; what was published before was not received. */
  readonly listening: Promise<void>;
  /** Whether it listens now. While it does not, a word is received by no one here. */
  isListening(): boolean;
  close(): Promise<void>;
}

/** Notifies all instances when the caller's transaction commits. */
export async function publishChange({ run }: Pick<Database, 'run'>, what: Word): Promise<void> {
  await run((sql) => sql.raw('select pg_notify(?, ?)', [CHANNEL, what]));
}

/**
 * Listens on the channel and calls `onChange` with each word. Any role that may connect can NOTIFY (PostgreSQL has no grant
 * for it): for any other payload `onUnknown` is called. A connection that is lost, silent or read-only is made again, and
 * then `onChange` is called with "missed", since any word may have been lost. `onLost` is called when one is lost.
 */
export function subscribeToChanges(
  connection: Connection,
  onChange: (what: Change) => void,
  onUnknown: () => void = () => {},
  { everyMs, answerMs }: Watch = WATCH,
  onLost: () => void = () => {},
): Subscription {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let listens: () => void = () => {};
  const listening = new Promise<void>((resolve) => {
    listens = resolve;
  });

  const later = (ms: number, act: () => void): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(act, ms);
  };
  const again = (failures: number): void => {
    client = undefined;
    later(Math.min(REST_MS * 2 ** failures, LONGEST_REST_MS), () => open(true, failures + 1));
  };
  const lost = (): void => {
    again(0);
    if (!closed) onLost();
  };
  const open = async (missed: boolean, failures: number): Promise<void> => {
    try {
      const fresh = await begin(connection, (payload) => (isWord(payload) ? onChange(payload) : onUnknown()));
      if (closed) return destroy(fresh, new Error('closed'));
      client = fresh;
      fresh.on('end', () => fresh === client && lost());
      listens();
      if (missed) onChange('missed');
      later(everyMs, () => watch(fresh));
    } catch {
      again(failures);
    }
  };
  const watch = async (watched: Client): Promise<void> => {
    await stillWrites(watched, answerMs).catch((error) => destroy(watched, error));
    if (watched === client) later(everyMs, () => watch(watched));
  };

  void open(false, 0);
  return {
    listening,
    isListening: () => client !== undefined,
    async close() {
      closed = true;
      clearTimeout(timer);
      if (client) destroy(client, new Error('closed'));
    },
  };
}

async function begin(connection: Connection, onPayload: (payload: string | undefined) => void): Promise<Client> {
  const client = await connect(connection, JOB);
  client.on('notification', ({ payload }) => onPayload(payload));
  await queryWithin(client, WATCH.answerMs, 'listen', () => client.query(`listen ${CHANNEL}`)).catch((error) => {
    destroy(client, error);
    throw error;
  });
  return client;
}

/** After a failover the server that was left behind sends nothing more: the connection to it would be kept for ever. */
async function stillWrites(client: Client, ms: number): Promise<void> {
  const asked = () => client.query<{ transaction_read_only: string }>('show transaction_read_only');
  const { rows } = await queryWithin(client, ms, 'a look at the listener', asked);
  if (rows[0]?.transaction_read_only !== 'off') throw new ReadOnly();
}
