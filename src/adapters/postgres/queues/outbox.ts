import type { Notice } from '../../../ports/notice.ts';
import type { Recipient } from '../../../ports/notifier.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { claimRows } from './claim.ts';
import { type OutboxState, outboxState } from './outbox-state.ts';
import { queueShapes } from './shapes.ts';
import { type SmsHour, smsAllowance, smsHour } from './sms-hours.ts';

/** A message to be sent, as the worker takes it. */
export interface Outgoing {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  /** This one included. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly notice: Notice;
  readonly recipient: Recipient;
}

/** The worker's side of the queues "mail" and "sms". */
export interface Outbox {
  /**
   * Claims up to `limit` due messages of a channel until `until`, when those of a worker that stopped are due again.
   * SMS beyond the allowance of the hour stay for the next one; of the allowance, at least half is kept for keys, codes
   * and security notices.
   */
  claim(channel: Outgoing['channel'], limit: number, until: Date): Promise<readonly Outgoing[]>;
  /** Erases the content, which is not needed once it is sent. */
  delivered(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string, trouble?: Trouble): Promise<void>;
  /** Makes due what failed before on a channel that works again; what a worker has claimed stays with it. */
  expedite(channel: Outgoing['channel']): Promise<void>;
  /** Gives back messages of a channel that this worker claimed and did not try: they are due at once. */
  release(channel: Outgoing['channel'], ids: readonly string[]): Promise<void>;
  /** Gives up; the message stays for the operator. */
  deadLetter(id: string, reason: string, trouble?: Trouble): Promise<void>;
  /** What waits and what was given up, both channels together. */
  pending(): Promise<OutboxState>;
  /** The SMS of this hour, all instances together. */
  smsHour(): Promise<SmsHour>;
}

/** What a failure was about: the channel, this message alone, or its recipient for good. */
export type Trouble = 'relay' | 'deferred' | 'refused';

/** The outbox as a table; any number of processes may take from it. */
export function postgresOutbox(database: Database, secrets: KeyMaterial, now: () => Date): Outbox {
  const allowance = smsAllowance(database);
  const change = async (id: string, columns: object): Promise<void> => {
    await database.run((sql) => sql('outbox').where({ id }).update(columns));
  };
  const delivered: Outbox['delivered'] = (id) =>
    change(id, { sent_at: now(), content: null, last_error: null, trouble: null });
  const deadLetter: Outbox['deadLetter'] = (id, reason, trouble) =>
    change(id, { dead_at: now(), last_error: reason, trouble: trouble ?? null });
  return {
    async claim(channel, limit, until) {
      const at = now();
      const bindings = channel === 'sms' ? { ...(await allowance(at)) } : {};
      const claim = { now: at, until, limit };
      const rows = await claimRows<Row>(database, queueShapes[channel], claim, bindings);
      return openAll(rows.sort(inOrder), secrets, { delivered, deadLetter });
    },
    delivered,
    retry: (id, at, reason, trouble) => change(id, { due_at: at, last_error: reason, trouble: trouble ?? null }),
    deadLetter,
    expedite: (channel) => expedite(database, channel, now()),
    release: (channel, ids) => release(database, channel, ids, now()),
    pending: () => outboxState(database, now),
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
  /** None where a message is only pretended (C3). */
  readonly content: Buffer | null;
  readonly trouble: string | null;
}

const isDeferred = ({ trouble }: Row): number => Number(trouble === 'deferred');

/** A claim returns rows in no order. */
const inOrder = (one: Row, other: Row): number =>
  isDeferred(one) - isDeferred(other) || one.created_at.getTime() - other.created_at.getTime();

/** Opens each row. A pretended message is delivered at once; a row that does not open is given up: it delays no other. */
async function openAll(
  rows: readonly Row[],
  secrets: KeyMaterial,
  { delivered, deadLetter }: Pick<Outbox, 'delivered' | 'deadLetter'>,
): Promise<readonly Outgoing[]> {
  const opened: Outgoing[] = [];
  for (const row of rows)
    try {
      if (row.content) opened.push(outgoing({ ...row, content: row.content }, secrets));
      else await delivered(row.id);
    } catch (error) {
      await deadLetter(row.id, `does not open: ${(error as Error).message}`);
    }
  return opened;
}

/** The message of a row; throws when it was changed, moved, or sealed under a key that is no longer listed. */
function outgoing(row: Row & { readonly content: Buffer }, secrets: KeyMaterial): Outgoing {
  const content: Pick<Outgoing, 'notice' | 'recipient'> = JSON.parse(secrets.open(row.content, `outbox:${row.id}`));
  return {
    id: row.id,
    channel: row.channel,
    attempts: row.attempts,
    createdAt: row.created_at,
    ...content,
  };
}

async function expedite(database: Database, channel: Outgoing['channel'], at: Date): Promise<void> {
  const unsent = { channel, sent_at: null, dead_at: null };
  const brought = await database.run<number>((sql) =>
    sql('outbox').where(unsent).whereNotNull('last_error').where('due_at', '>', at).update({ due_at: at }),
  );
  if (brought > 0) database.wake(channel);
}

async function release(
  database: Database,
  channel: Outgoing['channel'],
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await database.run((sql) =>
    sql('outbox')
      .whereIn('id', [...ids])
      .update({ due_at: at, attempts: sql.raw('attempts - 1') }),
  );
  database.wake(channel);
}
