import type { Database } from '../database/database.ts';
import { IS_ORDINARY } from './sms-shares.ts';

const HOUR_MS = 3_600_000;
/** An hour's allowance is five times the median of the same hour in the last seven days. */
const TIMES = 5;
/** And at least so many, where few were sent before. */
const FLOOR = 100;

/** The current hour, and the most SMS that may be sent within it. */
interface SmsAllowance {
  readonly hour: Date;
  readonly most: number;
}

/** The hour's SMS: how many were sent or are being sent, the allowance, how many are due and still waiting. */
export interface SmsHour {
  readonly sent: number;
  readonly most: number;
  readonly waiting: number;
}

const LEFT = "channel = 'sms' and not withheld and sent_at";
const HERE = "channel = 'sms' and sent_at is null and dead_at is null and due_at";

/**
 * Since `:hour`: what was sent, and what a worker has claimed for the first time; of all, or of those that `which`
 * selects.
 */
const spent = (which = 'true'): string => `
  (select count(*) from outbox where ${LEFT} >= :hour and ${which}) +
  (select count(*) from outbox where ${HERE} > :now and attempts > 0 and last_error is null and ${which})`;

const SMS_SPENT = spent();

/**
 * Ids of the SMS that may be sent now, as two queries: keys, codes and notices take what the hour still has, and the
 * others what is left of it, never more than half of the hour.
 */
export const SMS_DUE = `
  urgent as (
    select id from outbox where ${HERE} <= :now and not (${IS_ORDINARY})
    order by created_at limit greatest(0, :most - (${SMS_SPENT}))),
  ordinary as (
    select id from outbox where ${HERE} <= :now and ${IS_ORDINARY}
    order by created_at limit greatest(0, least(
      :most - (${SMS_SPENT}) - (select count(*) from urgent),
      :most / 2 - (${spent(IS_ORDINARY)})))),
  sms as (select id from urgent union all select id from ordinary)`;

/**
 * Each hour of the day is measured by itself: the few SMS of a night must not limit a morning, nor a morning's many a
 * night.
 */
const MEDIAN = `
  select percentile_cont(0.5) within group (order by (
    select count(*) from outbox where ${LEFT} >= began and sent_at < began + interval '1 hour')) as median
  from (select :hour::timestamptz - day * interval '24 hours' as began from generate_series(1, 7) as day) as days`;

const STATE = `select ${SMS_SPENT} as sent, (select count(*) from outbox where ${HERE} <= :now) as waiting`;

/**
 * The allowance of the hour (acceptance 41): a caller who causes masses of SMS is soon stopped, and each new hour
 * begins afresh. Past hours do not change any more: each is queried once.
 */
export function smsAllowance({ run }: Database): (at: Date) => Promise<SmsAllowance> {
  let known: SmsAllowance | undefined;
  return async (at) => {
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
    if (known?.hour.getTime() === hour.getTime()) return known;
    const { rows } = await run<{ rows: { median: number }[] }>((sql) => sql.raw(MEDIAN, { hour }));
    known = { hour, most: Math.max(FLOOR, Math.floor(TIMES * (rows[0]?.median ?? 0))) };
    return known;
  };
}

/** The state of the hour. */
export async function smsHour({ run }: Database, { hour, most }: SmsAllowance, at: Date): Promise<SmsHour> {
  type Row = { sent: string; waiting: string };
  const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(STATE, { hour, now: at }));
  return { sent: Number(rows[0]?.sent), most, waiting: Number(rows[0]?.waiting) };
}
