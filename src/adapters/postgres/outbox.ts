import { randomUUID } from 'node:crypto';
import { mailboxOf } from '../../domain/email.ts';
import { isMobile } from '../../domain/phone.ts';
import { budgets } from '../../domain/throttle.ts';
import type { Notice, Notifier, Recipient } from '../../ports/notifier.ts';
import type { Throttles } from '../../ports/throttles.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { SMS_SPENT, type SmsHour, smsAllowance, smsHour } from './sms-hours.ts';

/** A message on its way out, as the worker takes it. */
export interface Outgoing {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly attempts: number;
  readonly createdAt: Date;
  readonly notice: Notice;
  readonly recipient: Recipient;
}

/** Minutes after which a waiting message counts as delayed: the alarm's threshold. */
const DELAYED_MS = 60_000;

/**
 * Messages that somebody who is not the holder can cause by a form: they spend the recipient's budget (security, 40).
 * What tells a holder of an act never does, or a thief would send keys until the warning is withheld.
 */
const strangersMayAsk: ReadonlySet<Notice['kind']> = new Set([
  'confirm-email',
  'card-needed',
  'company-registered',
  'registration-attempted',
  'provisional-key',
  'recovery-link',
  'recovery-code',
  'mailbox-link',
  'contact-confirm',
]);

/** Writes messages into the outbox as part of whatever transaction is open. */
export function postgresNotifier(
  database: Database,
  secrets: Secrets,
  throttles: Throttles,
  now: () => Date,
): Notifier {
  return {
    async send(notice, recipient, accountId) {
      const id = randomUUID();
      const refused = recipient.channel === 'sms' && !isMobile(recipient.to);
      const withheld = !refused && strangersMayAsk.has(notice.kind) && !(await withinBudget(throttles, recipient));
      const content = withheld ? null : secrets.seal(JSON.stringify({ notice, recipient }), `outbox:${id}`);
      const at = now();
      await database.run((sql) =>
        sql('outbox').insert({
          id,
          channel: recipient.channel,
          kind: notice.kind,
          account_id: accountId ?? null,
          content,
          created_at: at,
          due_at: at,
          withheld,
          sent_at: withheld ? at : null,
          dead_at: refused ? at : null,
          last_error: refused ? 'not a Chilean mobile' : null,
        }),
      );
      return id;
    },
    async pretend() {
      const id = randomUUID();
      const at = now();
      await database.run((sql) =>
        sql('outbox').insert({ id, channel: 'mail', kind: 'nothing', content: null, created_at: at, due_at: at }),
      );
      return id;
    },
    async delivery(id) {
      type Row = { created_at: Date; sent_at: Date | null; dead_at: Date | null };
      const row = await database.run<Row>((sql) =>
        sql('outbox').where({ id }).first('created_at', 'sent_at', 'dead_at'),
      );
      if (row?.sent_at) return { state: 'sent', at: row.sent_at };
      if (row?.dead_at) return { state: 'failed' };
      return { state: row && now().getTime() - row.created_at.getTime() > DELAYED_MS ? 'delayed' : 'queued' };
    },
  };
}

async function withinBudget(throttles: Throttles, recipient: Recipient): Promise<boolean> {
  const mailbox = recipient.channel === 'mail' ? mailboxOf(recipient.to) : recipient.to;
  const short = await throttles.take(budgets.messageByRecipient, mailbox);
  const daily = await throttles.take(budgets.messageByRecipientDaily, mailbox);
  return short.allowed && daily.allowed;
}

export interface Outbox {
  /**
   * Takes up to `limit` due messages for itself until `until`; a worker that dies gives them back by that hour. SMS past
   * what the hour may have are left where they are, for the next one.
   */
  claim(limit: number, until: Date): Promise<readonly Outgoing[]>;
  /** Erases the content: what was sent is nobody's business any more. */
  sent(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string): Promise<void>;
  /**
   * Brings forward what failed before on a channel that works again, and what this worker gives back; what another
   * worker has in hand stays with it.
   */
  hasten(channel: Outgoing['channel'], givenBack: readonly string[]): Promise<void>;
  /** Gives up; the letter stays for the operator. */
  bury(id: string, reason: string): Promise<void>;
  /** Age in seconds of the oldest message that waits, how many are dead, and how many of those died within the hour. */
  state(): Promise<OutboxState>;
  /** How the hour's SMS stand, all instances together. */
  smsHour(): Promise<SmsHour>;
}

export interface OutboxState {
  readonly waiting: number;
  readonly oldestSeconds: number;
  readonly dead: number;
  /** Without alarms that found nobody: they must not keep their own alarm up. */
  readonly deadLately: number;
}

const HOUR_MS = 3_600_000;

/** One statement counts and takes, so that two workers at the same moment never pass the hour's SMS together. */
const CLAIM = `
  with sms as (
    select id from outbox where channel = 'sms' and sent_at is null and dead_at is null and due_at <= :now
    order by created_at limit greatest(0, :most - (${SMS_SPENT})))
  update outbox set due_at = :until, attempts = attempts + 1, last_error = null where id in (
    select id from outbox where sent_at is null and dead_at is null and due_at <= :now
      and (channel = 'mail' or id in (select id from sms))
    order by created_at limit :limit for update skip locked)
  returning id, channel, attempts, created_at, content`;

/** The worker's side of the outbox. */
export function postgresOutbox(database: Database, secrets: Secrets, now: () => Date): Outbox {
  const { run } = database;
  const allowance = smsAllowance(database);
  const bury = async (id: string, reason: string): Promise<void> => {
    await run((sql) => sql('outbox').where({ id }).update({ dead_at: now(), last_error: reason }));
  };
  const sent = async (id: string): Promise<void> => {
    await run((sql) => sql('outbox').where({ id }).update({ sent_at: now(), content: null, last_error: null }));
  };
  return {
    async claim(limit, until) {
      const at = now();
      const bindings = { ...(await allowance(at)), now: at, until, limit };
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(CLAIM, bindings));
      const opened: Outgoing[] = [];
      // A pretended message goes nowhere. A row that does not open is nobody's letter any more: it must not hold up the others.
      for (const row of rows)
        try {
          if (row.content) opened.push(outgoing({ ...row, content: row.content }, secrets));
          else await sent(row.id);
        } catch (error) {
          await bury(row.id, `does not open: ${(error as Error).message}`);
        }
      return opened.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
    },
    sent,
    async hasten(channel, givenBack) {
      await run((sql) =>
        sql('outbox')
          .where({ sent_at: null, dead_at: null })
          .where((either) =>
            either
              .where({ channel })
              .whereNotNull('last_error')
              .orWhereIn('id', [...givenBack]),
          )
          .where('due_at', '>', now())
          .update({ due_at: now() }),
      );
    },
    async retry(id, at, reason) {
      await run((sql) => sql('outbox').where({ id }).update({ due_at: at, last_error: reason }));
    },
    bury,
    async state() {
      type State = { waiting: string; oldest: Date | null; dead: string; dead_lately: string };
      const row = await run<State>((sql) =>
        sql('outbox')
          .whereNull('sent_at')
          .first(
            sql.raw('count(*) filter (where dead_at is null) as waiting'),
            sql.raw('min(created_at) filter (where dead_at is null) as oldest'),
            sql.raw('count(*) filter (where dead_at is not null) as dead'),
            sql.raw("count(*) filter (where dead_at > ? and kind <> 'alarm') as dead_lately", [
              new Date(now().getTime() - HOUR_MS),
            ]),
          ),
      );
      const oldestSeconds = row.oldest ? (now().getTime() - row.oldest.getTime()) / 1000 : 0;
      return {
        waiting: Number(row.waiting),
        oldestSeconds,
        dead: Number(row.dead),
        deadLately: Number(row.dead_lately),
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
}

/** The message of a row; throws when it was changed, moved, or sealed under a key that is no longer listed. */
function outgoing(row: Row & { readonly content: Buffer }, secrets: Secrets): Outgoing {
  const content: Pick<Outgoing, 'notice' | 'recipient'> = JSON.parse(secrets.open(row.content, `outbox:${row.id}`));
  return { id: row.id, channel: row.channel, attempts: row.attempts, createdAt: row.created_at, ...content };
}
