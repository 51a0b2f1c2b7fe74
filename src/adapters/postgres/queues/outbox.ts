import type { Notice } from '../../../ports/notice.ts';
import type { Recipient } from '../../../ports/notifier.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { latenessOf } from './lateness.ts';
import { SMS_DUE, type SmsHour, smsAllowance, smsHour } from './sms-hours.ts';
import { IS_ORDINARY } from './sms-shares.ts';

/** A message on its way out, as the worker takes it. */
export interface Outgoing {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly attempts: number;
  readonly createdAt: Date;
  readonly notice: Notice;
  readonly recipient: Recipient;
}

export interface Outbox {
  /**
   * Takes up to `limit` due messages of a channel for itself until `until`; a worker that dies gives them back by that
   * hour. SMS past what the hour may have are left where they are, for the next one; of what it may have, at least half
   * is kept for keys, codes and security notices.
   */
  claim(channel: Outgoing['channel'], limit: number, until: Date): Promise<readonly Outgoing[]>;
  /** Erases the content: what was sent is nobody's business any more. */
  sent(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string, trouble?: Trouble): Promise<void>;
  /** Brings forward what failed before on a channel that works again; what a worker has in hand stays with it. */
  expedite(channel: Outgoing['channel']): Promise<void>;
  /** Gives messages back that this worker took and did not try: they are due at once. */
  release(ids: readonly string[]): Promise<void>;
  /** Gives up; the letter stays for the operator. */
  deadLetter(id: string, reason: string, trouble?: Trouble): Promise<void>;
  /** How what waits and what was given up stands, both channels together. */
  state(): Promise<OutboxState>;
  /** How the hour's SMS stand, all instances together. */
  smsHour(): Promise<SmsHour>;
}

/** What a failure was about: the channel, this message alone, or its recipient for good. */
export type Trouble = 'relay' | 'deferred' | 'refused';

export interface OutboxState {
  readonly waiting: number;
  /** Age of the oldest message that waits. */
  readonly oldestSeconds: number;
  readonly dead: number;
  /**
   * Given up within the hour. Without addresses that take no mail and domains that defer for a day, which anybody may
   * type, and without alarms that found nobody, which must not keep their own alarm up.
   */
  readonly deadLately: number;
  readonly late: boolean;
  /** Most recipients of the hour were refused for good. */
  readonly refusesMost: boolean;
}

const HOUR_MS = 3_600_000;

/** One whose recipient's side did not take it before; it may hold up the worker each time. */
const IS_DEFERRED = "trouble is not distinct from 'deferred'";

/**
 * What was deferred last, so that many of those hold up no other; keys, codes and notices first, then by age. One statement counts and takes, so that two workers at the same moment never pass the
 * hour's SMS together.
 */
const CLAIM = `
  with ${SMS_DUE}
  update outbox set due_at = :until, attempts = attempts + 1, last_error = null where id in (
    select id from outbox where sent_at is null and dead_at is null and due_at <= :now and channel = :channel
      and (channel = 'mail' or id in (select id from sms))
    order by (${IS_DEFERRED}), (${IS_ORDINARY}), created_at limit :limit for update skip locked)
  returning id, channel, attempts, created_at, content, ${IS_DEFERRED} as deferred`;

/** The worker's side of the outbox. */
export function postgresOutbox(database: Database, secrets: KeyMaterial, now: () => Date): Outbox {
  const { run } = database;
  const allowance = smsAllowance(database);
  const change = async (id: string, columns: object): Promise<void> => {
    await run((sql) => sql('outbox').where({ id }).update(columns));
  };
  const deadLetter: Outbox['deadLetter'] = (id, reason, trouble) =>
    change(id, { dead_at: now(), last_error: reason, trouble: trouble ?? null });
  const sent = (id: string) => change(id, { sent_at: now(), content: null, last_error: null, trouble: null });
  return {
    async claim(channel, limit, until) {
      const at = now();
      const bindings = { ...(await allowance(at)), now: at, until, limit, channel };
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(CLAIM, bindings));
      // The statement gives them back in no order.
      rows.sort((one, other) => Number(one.deferred) - Number(other.deferred) || +one.created_at - +other.created_at);
      const opened: Outgoing[] = [];
      // A pretended message goes nowhere. A row that does not open is nobody's letter any more: it must not hold up the others.
      for (const row of rows)
        try {
          if (row.content) opened.push(outgoing({ ...row, content: row.content }, secrets));
          else await sent(row.id);
        } catch (error) {
          await deadLetter(row.id, `does not open: ${(error as Error).message}`);
        }
      return opened;
    },
    sent,
    async expedite(channel) {
      const failed = { channel, sent_at: null, dead_at: null };
      await run((sql) =>
        sql('outbox').where(failed).whereNotNull('last_error').where('due_at', '>', now()).update({ due_at: now() }),
      );
    },
    async release(ids) {
      await run((sql) =>
        sql('outbox')
          .whereIn('id', [...ids])
          .update({ due_at: now(), attempts: sql.raw('attempts - 1') }),
      );
    },
    retry: (id, at, reason, trouble) => change(id, { due_at: at, last_error: reason, trouble: trouble ?? null }),
    deadLetter,
    async state() {
      type State = { waiting: string; oldest: Date | null; dead: string; dead_lately: string };
      const row = await run<State>((sql) =>
        sql('outbox')
          .whereNull('sent_at')
          .first(
            sql.raw('count(*) filter (where dead_at is null) as waiting'),
            sql.raw('min(created_at) filter (where dead_at is null) as oldest'),
            sql.raw('count(*) filter (where dead_at is not null) as dead'),
            sql.raw(
              "count(*) filter (where dead_at > ? and kind <> 'alarm' and coalesce(trouble, 'relay') = 'relay') as dead_lately",
              [new Date(now().getTime() - HOUR_MS)],
            ),
          ),
      );
      const at = now();
      const of = await Promise.all([latenessOf(database, 'mail', at), latenessOf(database, 'sms', at)]);
      return {
        waiting: Number(row.waiting),
        oldestSeconds: row.oldest ? (at.getTime() - row.oldest.getTime()) / 1000 : 0,
        dead: Number(row.dead),
        deadLately: Number(row.dead_lately),
        late: of.some(({ late }) => late),
        refusesMost: of.some(({ refusesMost }) => refusesMost),
      };
    },
    async smsHour() {
      const at = now();
      return smsHour(database, await allowance(at), at);
    },
  };
}

interface Row {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly attempts: number;
  readonly created_at: Date;
  /** None where somebody was only made to believe that a message goes out. */
  readonly content: Buffer | null;
  readonly deferred: boolean;
}

/** The message of a row; throws when it was changed, moved, or sealed under a key that is no longer listed. */
function outgoing(row: Row & { readonly content: Buffer }, secrets: KeyMaterial): Outgoing {
  const content: Pick<Outgoing, 'notice' | 'recipient'> = JSON.parse(secrets.open(row.content, `outbox:${row.id}`));
  return { id: row.id, channel: row.channel, attempts: row.attempts, createdAt: row.created_at, ...content };
}
