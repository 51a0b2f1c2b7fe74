import type { PendingNotices } from '../../../ports/service-state.ts';
import type { Database } from '../database/database.ts';
import { queueShapes } from './shapes.ts';

const HOUR_MS = 3_600_000;

type NoticeShape = (typeof queueShapes)['logouts' | 'events'];

/** Each part is read by an index of its own. */
const countIn = ({ table, pending }: NoticeShape): string => `select
  (select count(*) from ${table} where ${pending}) as waiting,
  (select count(*) from ${table} where dead_at is not null) as dead,
  (select count(*) from ${table} where dead_at > :lately) as dead_lately`;

type Row = Readonly<Record<'waiting' | 'dead' | 'dead_lately', string>>;

/** How many notices to clients wait, were given up, and were given up within the hour. */
export async function pendingNotices({ run }: Database, at: Date): Promise<PendingNotices> {
  const lately = new Date(at.getTime() - HOUR_MS);
  const count = async (shape: NoticeShape) => {
    const { rows } = await run<{ rows: [Row] }>((sql) => sql.raw(countIn(shape), { lately }));
    const [{ waiting, dead, dead_lately }] = rows;
    return {
      waiting: Number(waiting),
      dead: Number(dead),
      deadLately: Number(dead_lately),
    };
  };
  return { logouts: await count(queueShapes.logouts), events: await count(queueShapes.events) };
}
