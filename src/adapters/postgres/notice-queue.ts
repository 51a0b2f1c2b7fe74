import type { NoticeQueue, PlatformNotice } from '../../ports/notice-queue.ts';
import type { Database } from './database.ts';

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

/** A queue of notices to platforms as a table; any number of processes may take from it. */
export function noticeQueue<Row extends NoticeRow, Notice extends PlatformNotice>(
  { run }: Database,
  now: () => Date,
  table: NoticeTable,
  read: (row: Row) => Notice,
): NoticeQueue<Notice> {
  const change = async (id: string, columns: object): Promise<void> => {
    await run((sql) => sql(table).where({ id }).update(columns));
  };
  return {
    async claim(limit, until) {
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(claimFrom(table), { now: now(), until, limit }));
      return rows.map(read);
    },
    told: (id) => change(id, { told_at: now(), last_error: null }),
    retry: (id, at, reason) => change(id, { due_at: at, last_error: reason }),
    bury: (id, reason) => change(id, { dead_at: now(), last_error: reason }),
    async drop(id) {
      await run((sql) => sql(table).where({ id }).delete());
    },
  };
}
