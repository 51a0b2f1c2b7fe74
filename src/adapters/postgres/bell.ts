import pg from 'pg';
import type { Connection } from './database.ts';

const CHANNEL = 'clave_sence';
const REST_MS = 1000;

export interface Bell {
  close(): Promise<void>;
}

/**
 * Hears NOTIFY on one channel and calls `onRing` with what was said: "keys" when keys changed, "outbox" when a message
 * waits. A lost connection is made again every second, and then everything is rung once, for something may have been missed.
 */
export function listen(connection: Connection, onRing: (what: string) => void): Bell {
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
    fresh.on('notification', ({ payload }) => onRing(payload ?? ''));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      if (missed) onRing('keys');
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
