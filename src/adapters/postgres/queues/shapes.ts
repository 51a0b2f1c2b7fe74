import type { QueueName } from '../database/channel.ts';
import { SMS_DUE } from './sms-hours.ts';
import { IS_ORDINARY } from './sms-shares.ts';

/** What a queue is in SQL: where its rows are, which of them wait, and in which order workers take them. */
export interface QueueShape {
  readonly table: 'outbox' | 'logout_notices' | 'event_notices' | 'exports' | 'holds' | 'company_changes' | 'files';
  /** The column by which a row is named. */
  readonly key: 'id' | 'rut';
  /** The column with the instant from which a worker may take a row. */
  readonly due: 'due_at' | 'try_at';
  /** Rows that are neither delivered nor given up. */
  readonly pending: string;
  /** What a claim sets besides the instant. */
  readonly claimed?: string;
  /** Queries that `among` reads, as common table expressions. */
  readonly parts?: string;
  /** Which of the rows that are due may be taken now. */
  readonly among?: string;
  readonly order: string;
}

/** Messages that their recipient's side deferred before come last: each of them may keep the worker waiting. */
const DEFERRED_LAST = "(trouble is not distinct from 'deferred')";
const UNSENT = 'sent_at is null and dead_at is null';
const UNTOLD = 'told_at is null and dead_at is null';
const COUNTED = 'attempts = attempts + 1';

/** Clients take turns, so that one that does not answer delays no other. */
const notices = (table: 'logout_notices' | 'event_notices') =>
  ({
    table,
    key: 'id',
    due: 'due_at',
    pending: UNTOLD,
    claimed: COUNTED,
    among: `id in (
      select id from (
        select id, row_number() over (partition by client_id order by due_at) as turn
        from ${table} where ${UNTOLD} and due_at <= :now) turns
      order by turn limit :limit)`,
    order: 'due_at',
  }) as const;

/** Mail and SMS are two queues in one table: a mail server that does not answer delays no SMS. */
const messages = (channel: 'mail' | 'sms') =>
  ({
    table: 'outbox',
    key: 'id',
    due: 'due_at',
    pending: `channel = '${channel}' and ${UNSENT}`,
    claimed: `${COUNTED}, last_error = null`,
  }) as const;

/**
 * Every queue. What differs between them is defined here alone; names of tables and columns are those of stored data.
 */
export const queueShapes = {
  mail: { ...messages('mail'), order: `${DEFERRED_LAST}, created_at` },
  /**
   * Keys, codes and security notices first. One statement counts and takes, so that two workers never pass the hour's
   * SMS.
   */
  sms: {
    ...messages('sms'),
    parts: SMS_DUE,
    among: 'id in (select id from sms)',
    order: `${DEFERRED_LAST}, (${IS_ORDINARY}), created_at`,
  },
  logouts: notices('logout_notices'),
  events: notices('event_notices'),
  exports: { table: 'exports', key: 'id', due: 'try_at', pending: 'ready_at is null', order: 'try_at' },
  holds: { table: 'holds', key: 'id', due: 'try_at', pending: "state = 'waiting'", order: 'try_at' },
} as const satisfies Readonly<Record<QueueName, QueueShape>>;

/** Changes in the SII's lists that wait for their second read; polled by the clock, without notifications. */
export const companyChangeShape = {
  table: 'company_changes',
  key: 'rut',
  due: 'try_at',
  pending: 'ended_at is null',
  order: 'try_at',
} as const satisfies QueueShape;

/** Files that wait for the scanner; polled by the clock, without notifications. */
export const fileScanShape = {
  table: 'files',
  key: 'id',
  due: 'try_at',
  pending: "state = 'pendiente' and ended_at is null",
  order: 'try_at',
} as const satisfies QueueShape;
