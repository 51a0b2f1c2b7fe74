import type { PendingNotices } from '../../../ports/service-state.ts';
import type { Database } from '../database/database.ts';
import type { NoticeTable } from './notice-queue.ts';

const HOUR_MS = 3_600_000;

/** Each part is read by an index of its own. */
const countIn = (table: NoticeTable): string => `select
  (select count(*) from ${table} where told_at is null and dead_at is null) as waiting,
  (select count(*) from ${table} where dead_at is not null) as dead,
  (select count(*) from ${table} where dead_at > :lately) as dead_lately`;

type Row = Readonly<Record<'waiting' | 'dead' | 'dead_lately', string>>;

/** How many notices to platforms wait, were given up, and were given up within the hour. */
export async function pendingNotices({ run }: Database, at: Date): Promise<PendingNotices> {
  const lately = new Date(at.getTime() - HOUR_MS);
  const count = async (table: NoticeTable) => {
    const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(countIn(table), { lately }));
    const { waiting, dead, dead_lately } = rows[0] as Row;
    return { waiting: Number(waiting), dead: Number(dead), deadLately: Number(dead_lately) };
  };
  return { logouts: await count('logout_notices'), events: await count('event_notices') };
}
