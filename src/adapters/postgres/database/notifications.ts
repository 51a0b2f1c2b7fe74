import type { Client } from 'pg';
import { type Connection, connect, destroy, queryWithin } from './client.ts';
import type { Database } from './database.ts';
import { ReadOnly } from './errors.ts';
import { JOB } from './limits.ts';

const CHANNEL = 'clave_sence';
/** Between two tries to connect: a second, twice as long after each failure, at most eight. */
const REST_MS = 1000;
const LONGEST_REST_MS = 8000;
/** How often a connection is asked whether it still leads to a server that takes writes, and how long for the answer. */
const WATCH: Watch = { everyMs: 10_000, answerMs: 3000 };

/** The words of the channel: "keys" when keys changed, "clients" when platforms did. */
const words = ['keys', 'clients'] as const;
type Word = (typeof words)[number];

/** What a listener is told: a word of the channel, or that it may have missed any of them. */
export type Change = Word | 'missed';

const isWord = (payload: string | undefined): payload is Word => words.some((word) => word === payload);

export interface Watch {
  readonly everyMs: number;
  readonly answerMs: number;
}

export interface Subscription {
  close(): Promise<void>;
}

/** Calls all instances of the house, which hear it when the transaction is kept. */
export async function publishChange({ run }: Pick<Database, 'run'>, what: Word): Promise<void> {
  await run((sql) => sql.raw('select pg_notify(?, ?)', [CHANNEL, what]));
}

/**
 * Hears NOTIFY on one channel and calls ``onChange` with the word. Any role that may connect can NOTIFY (PostgreSQL has no
 * grant for it): any other payload is given to `onUnknown` and does nothing. A connection that is lost, silent or read-only
 * is made again, and then "missed" is said once, for it may have been anything.
 */
export function subscribeToChanges(
  connection: Connection,
  onChange: (what: Change) => void,
  onUnknown: () => void = () => {},
  { everyMs, answerMs }: Watch = WATCH,
): Subscription {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const later = (ms: number, act: () => void): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(act, ms);
  };
  const again = (failures: number): void => {
    client = undefined;
    later(Math.min(REST_MS * 2 ** failures, LONGEST_REST_MS), () => open(true, failures + 1));
  };
  const open = async (missed: boolean, failures: number): Promise<void> => {
    try {
      const fresh = await begin(connection, (payload) => (isWord(payload) ? onChange(payload) : onUnknown()));
      if (closed) return destroy(fresh, new Error('closed'));
      client = fresh;
      fresh.on('end', () => fresh === client && again(0));
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

/** After a failover the server that was left behind sends nothing more: it would be listened to for ever. */
async function stillWrites(client: Client, ms: number): Promise<void> {
  const asked = () => client.query<{ transaction_read_only: string }>('show transaction_read_only');
  const { rows } = await queryWithin(client, ms, 'a look at the listener', asked);
  if (rows[0]?.transaction_read_only !== 'off') throw new ReadOnly();
}
