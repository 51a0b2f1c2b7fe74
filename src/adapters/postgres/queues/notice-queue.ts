import type { NoticeQueue, PlatformNotice } from '../../../ports/notice-queue.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { spentInSql } from '../row-mac/spent-mac.ts';

const OPEN = { told_at: null, dead_at: null };

/** What waits is repeated in the outer condition: PostgreSQL looks at it once more when it had to wait for the row. */
const WAITS = 'told_at is null and dead_at is null and due_at <= :now';

const claimFrom = (table: NoticeTable): string => `
  update ${table} set due_at = :until, attempts = attempts + 1 where id in (
    select id from ${table} where ${WAITS} and id in (
      select id from (
        select id, row_number() over (partition by client_id order by due_at) as turn
        from ${table} where ${WAITS}) turns
      order by turn limit :limit)
    for update skip locked)
  returning *`;

/** Tables of notices to platforms; they have these columns and others of their own. */
export type NoticeTable = 'logout_notices' | 'event_notices';

export interface NoticeRow {
  readonly id: string;
  readonly client_id: string;
  readonly attempts: number;
  readonly created_at: Date;
}

/** What all notices have in common. */
export function noticeOf({ id, client_id, attempts, created_at }: NoticeRow): PlatformNotice {
  return { id, clientId: client_id, attempts, createdAt: created_at };
}

/** What a queue needs besides its table. */
export interface QueueNeeds {
  readonly database: Database;
  readonly secrets: Pick<KeyMaterial, 'rowKeys'>;
  readonly now: () => Date;
}

/**
 * A queue of notices to platforms as a table; any number of processes may take from it. What does not verify is told to
 * nobody: the house would sign it.
 */
export function noticeQueue<Row extends NoticeRow, Notice extends PlatformNotice>(
  { database, secrets, now }: QueueNeeds,
  table: NoticeTable,
  read: (row: Row) => Notice,
): NoticeQueue<Notice> {
  const { run } = database;
  const macs = rowMacs(secrets);
  const end = async (id: string, columns: object): Promise<void> => {
    await run((sql) =>
      sql(table)
        .where({ id, ...OPEN })
        .update({ ...columns, mac: sql.raw(spentInSql('mac')) }),
    );
  };
  return {
    async claim(limit, until) {
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(claimFrom(table), { now: now(), until, limit }));
      return (await onlyFitting(database, macs, table, rows)).map(read);
    },
    delivered: (id) => end(id, { told_at: now(), last_error: null }),
    async retry(id, at, reason) {
      await run((sql) => sql(table).where({ id }).update({ due_at: at, last_error: reason }));
    },
    deadLetter: (id, reason) => end(id, { dead_at: now(), last_error: reason }),
    async drop(id) {
      await run((sql) => sql(table).where({ id }).delete());
    },
  };
}
