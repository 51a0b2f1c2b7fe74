import type { Notice } from '../../../ports/notice.ts';
import type { Channel } from '../../../ports/service-state.ts';
import type { Database } from '../database/database.ts';

const MINUTE_MS = 60_000;
/** Half of the ten minutes that the agency promises its citizens. */
const LATE_MS = 5 * MINUTE_MS;
const RECENT_MS = 10 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** This many that wait without a fault of their own are no coincidence. */
const MANY = 3;
/** Fewer than these give no median, and may all be of one user. */
const FEW = 10;
const SAMPLE = 10_000;

/**
 * Messages to an address that a user typed and did not confirm: a user who types ten addresses of a domain that defers
 * or refuses on purpose must not raise an alarm (floor 8). They count as late like all others where the relay is what
 * delays them.
 */
const unconfirmed: readonly Notice['kind'][] = ['confirm-email', 'contact-confirm'];
const CONFIRMED = `kind not in (${unconfirmed.map((kind) => `'${kind}'`).join(', ')})`;

/** A pretended message (C3) is sent nowhere: it is done whatever the relay does. */
const statementFor = (channel: Channel): string => `
  with handed as materialized (
    select sent_at, greatest(0, extract(epoch from sent_at - created_at)) as seconds from outbox
    where channel = '${channel}' and not withheld and sent_at is not null and sent_at > :hour and kind <> 'nothing'
    order by sent_at desc limit ${SAMPLE}),
  stuck as materialized (
    select extract(epoch from :now::timestamptz - created_at) as seconds, trouble = 'deferred' as alone,
      ${CONFIRMED} as confirmed from outbox
    where channel = '${channel}' and sent_at is null and dead_at is null and created_at < :late
    order by created_at limit ${SAMPLE}),
  ours as (select seconds from stuck where alone is not true),
  measured as (select seconds from handed where sent_at > :recent union all select seconds from ours)
  select
    (select count(*) from ours) as stuck,
    (select count(*) from stuck where alone and confirmed) as deferred,
    (select count(*) from handed where sent_at > :recent) as sent,
    (select count(*) from measured) as measured,
    (select percentile_cont(0.5) within group (order by seconds) from measured) as median,
    (select count(*) from handed) as sent_in_hour,
    (select count(*) from outbox where dead_at > :hour and channel = '${channel}' and trouble = 'refused'
      and ${CONFIRMED}) as refused`;

type Row = Readonly<
  Record<'stuck' | 'deferred' | 'sent' | 'measured' | 'sent_in_hour' | 'refused', string> & { median: number | null }
>;

interface Lateness {
  readonly late: boolean;
  /** The remote side refuses most recipients for good: either all are wrong, or it is faulty. */
  readonly refusesMost: boolean;
}

/**
 * Whether the messages of a channel are sent late. Many messages or the median decide, never a single one: three
 * messages that wait for five minutes without a fault of their own; or a median of five minutes over those of the last
 * ten minutes and those that wait, where they are ten; or ten that their recipients' side defers while none at all is
 * sent.
 */
export async function latenessOf({ run }: Database, channel: Channel, at: Date): Promise<Lateness> {
  const ago = (ms: number): Date => new Date(at.getTime() - ms);
  const bounds = { now: at, late: ago(LATE_MS), recent: ago(RECENT_MS), hour: ago(HOUR_MS) };
  const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(statementFor(channel), bounds));
  const { median, ...counted } = rows[0] as Row;
  const count = (name: keyof typeof counted): number => Number(counted[name]);
  const slow = count('measured') >= FEW && (median ?? 0) * 1000 >= LATE_MS;
  const allDeferred = count('deferred') >= FEW && count('sent') === 0;
  return {
    late: count('stuck') >= MANY || slow || allDeferred,
    refusesMost: count('refused') >= FEW && count('refused') > count('sent_in_hour'),
  };
}
