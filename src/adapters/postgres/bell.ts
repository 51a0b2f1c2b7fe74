import pg from 'pg';
import type { Connection, Database } from './database.ts';

const CHANNEL = 'clave_sence';
const REST_MS = 1000;

/** The words of the channel: "keys" when keys changed, "clients" when platforms did. */
const words = ['keys', 'clients'] as const;
type Word = (typeof words)[number];

/** What a listener is told: a word of the channel, or that it may have missed any of them. */
export type Heard = Word | 'missed';

const isWord = (payload: string | undefined): payload is Word => words.some((word) => word === payload);

export interface Bell {
  close(): Promise<void>;
}

/** Calls all instances of the house, which hear it when the transaction is kept. */
export async function ring({ run }: Pick<Database, 'run'>, what: Word): Promise<void> {
  await run((sql) => sql.raw('select pg_notify(?, ?)', [CHANNEL, what]));
}

/**
 * Hears NOTIFY on one channel and calls `onRing` with the word. Any role that may connect can NOTIFY (PostgreSQL has no
 * grant for it): any other payload is given to `onUnknown` and does nothing. A lost connection is made again every second,
 * and then "missed" is said once, for it may have been anything.
 */
export function listen(connection: Connection, onRing: (what: Heard) => void, onUnknown: () => void = () => {}): Bell {
  let closed = false;
  let client: pg.Client | undefined;
  let rest: NodeJS.Timeout | undefined;

  const again = (): void => {
    client = undefined;
    if (!closed) rest = setTimeout(() => connect(true), REST_MS);
  };
  const connect = async (missed: boolean): Promise<void> => {
    const fresh = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection);
    fresh.on('error', () => {});
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => (isWord(payload) ? onRing(payload) : onUnknown()));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      if (missed) onRing('missed');
    } catch {
      fresh.removeListener('end', again);
      await fresh.end().catch(() => {});
      again();
    }
  };

  void connect(false);
  return {
    async close() {
      closed = true;
      clearTimeout(rest);
      await client?.end().catch(() => {});
    },
  };
}
