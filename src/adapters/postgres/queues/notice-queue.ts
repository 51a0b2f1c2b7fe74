import type { ClientNotice, NoticeQueue } from '../../../ports/notice-queue.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { spentInSql } from '../row-mac/spent-mac.ts';
import { claimRows } from './claim.ts';
import { queueShapes } from './shapes.ts';

/** Columns of every table of notices to clients; each has others of its own. */
export interface NoticeRow {
  readonly id: string;
  readonly client_id: string;
  readonly account_id: string;
  readonly attempts: number;
  readonly created_at: Date;
  readonly told_at: Date | null;
  readonly dead_at: Date | null;
}

/** Initial values of a notice's row until it is delivered or given up. */
export const PENDING = {
  told_at: null,
  dead_at: null,
} as const;

/** What all notices have in common. */
export function noticeOf({ id, client_id, attempts, created_at }: NoticeRow): ClientNotice {
  return {
    id,
    clientId: client_id,
    attempts,
    createdAt: created_at,
  };
}

/** What a queue needs besides its table. */
export interface QueueNeeds {
  readonly database: Database;
  readonly secrets: Pick<KeyMaterial, 'rowKeys'>;
  readonly now: () => Date;
}

/**
 * A queue of notices to clients as a table; any number of processes may take from it. A row that does not verify is
 * delivered to no client, since the product would sign it.
 */
export function noticeQueue<Row extends NoticeRow, Notice extends ClientNotice>(
  { database, secrets, now }: QueueNeeds,
  name: 'logouts' | 'events',
  read: (row: Row) => Notice,
): NoticeQueue<Notice> {
  const { run } = database;
  const shape = queueShapes[name];
  const macs = rowMacs(secrets);
  const end = async (id: string, columns: object): Promise<void> => {
    await run((sql) =>
      sql(shape.table)
        .where({ id, ...PENDING })
        .update({ ...columns, mac: sql.raw(spentInSql('mac')) }),
    );
  };
  return {
    async claim(limit, until) {
      const rows = await claimRows<Row>(database, shape, { now: now(), until, limit });
      return (await onlyFitting(database, macs, shape.table, rows)).map(read);
    },
    delivered: (id) => end(id, { told_at: now(), last_error: null }),
    deadLetter: (id, reason) => end(id, { dead_at: now(), last_error: reason }),
    async retry(id, at, reason) {
      await run((sql) => sql(shape.table).where({ id }).update({ due_at: at, last_error: reason }));
    },
    async drop(id) {
      await run((sql) => sql(shape.table).where({ id }).delete());
    },
  };
}
