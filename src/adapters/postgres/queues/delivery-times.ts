import type { Channel, Deliveries } from '../../../ports/service-state.ts';
import type { Database } from '../database/database.ts';
import { latenessOf } from './lateness.ts';

const HOUR_MS = 3_600_000;
/** The newest messages of a day are enough for the figures. */
const SAMPLE = 10_000;

const timesOf = (channel: Channel) => `
  with gone as materialized (
    select sent_at, greatest(0, extract(epoch from sent_at - created_at)) as seconds from outbox
    where channel = '${channel}' and not withheld and sent_at is not null and sent_at > :day
    order by sent_at desc limit ${SAMPLE}),
  here as (select created_at, dead_at from outbox where channel = '${channel}' and sent_at is null)
  select
    (select count(*) from gone) as day_sent,
    (select percentile_cont(0.5) within group (order by seconds) from gone) as day_median,
    (select count(*) from gone where sent_at > :hour) as hour_sent,
    (select percentile_cont(0.5) within group (order by seconds) from gone where sent_at > :hour) as hour_median,
    (select count(*) from here where dead_at is null) as waiting,
    (select min(created_at) from here where dead_at is null) as oldest,
    (select count(*) from here where dead_at is not null) as dead`;

interface Row {
  readonly day_sent: string;
  readonly day_median: number | null;
  readonly hour_sent: string;
  readonly hour_median: number | null;
  readonly waiting: string;
  readonly oldest: Date | null;
  readonly dead: string;
}

/** How long the messages of a channel took recently, and what waits; reads a bounded number of rows by their index. */
export async function deliveryTimes(database: Database, channel: Channel, at: Date): Promise<Deliveries> {
  const since = { hour: new Date(at.getTime() - HOUR_MS), day: new Date(at.getTime() - 24 * HOUR_MS) };
  const { rows } = await database.run<{ rows: Row[] }>((sql) => sql.raw(timesOf(channel), since));
  const row = rows[0] as Row;
  const { late } = await latenessOf(database, channel, at);
  return {
    late,
    lastHour: { sent: Number(row.hour_sent), medianSeconds: row.hour_median ?? undefined },
    lastDay: { sent: Number(row.day_sent), medianSeconds: row.day_median ?? undefined },
    waiting: Number(row.waiting),
    oldestSeconds: row.oldest ? Math.max(0, (at.getTime() - row.oldest.getTime()) / 1000) : 0,
    dead: Number(row.dead),
  };
}
