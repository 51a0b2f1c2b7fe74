import type { DeskMessage, DeskMessages } from '../../../ports/desk.ts';
import type { Recipient } from '../../../ports/notifier.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type DeliveryRow, stateOf } from '../queues/message-delivery.ts';
import { isLimited } from '../queues/message-limit.ts';

/** Messages that a sheet shows. */
const SHOWN = 20;
/** Days in which a notice that was given up may be sent again: as long as its links are valid. */
const REPEATABLE_DAYS = 7;

interface Row extends DeliveryRow {
  readonly id: string;
  readonly kind: DeskMessage['kind'];
  readonly channel: Recipient['channel'];
  readonly content: Buffer | null;
}

/** Messages of an account in the outbox. */
export function postgresDeskMessages(database: Database, secrets: KeyMaterial, now: () => Date): DeskMessages {
  const { run } = database;
  return {
    async list(account_id) {
      const rows = await run<Row[]>((sql) =>
        sql('outbox').where({ account_id }).orderBy('created_at', 'desc').orderBy('id').limit(SHOWN),
      );
      return rows.map((row) => toMessage(row, secrets, now()));
    },
    async repeat(account_id, id) {
      return database.atomically(async () => {
        const row = await run<Row | undefined>((sql) => sql('outbox').where({ account_id, id }).forUpdate().first());
        if (!row || !isRepeatable(row, now())) return false;
        const fresh = { dead_at: null, due_at: now(), attempts: 0, last_error: null, trouble: null };
        await run((sql) => sql('outbox').where({ id }).update(fresh));
        database.wake(row.channel);
        return true;
      });
    },
  };
}

const toMessage = (row: Row, secrets: KeyMaterial, at: Date): DeskMessage => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  queuedAt: row.created_at,
  state: stateOf(row, at).state,
  endedAt: (row.withheld ? null : row.sent_at) ?? row.dead_at ?? undefined,
  to: recipientIn(row, secrets),
  repeatable: isRepeatable(row, at),
});

/** A message that a budget limits has a key, a code or a link of a journey: it is requested anew on its own page. */
function isRepeatable({ kind, content, dead_at, created_at }: Row, at: Date): boolean {
  const fresh = at.getTime() - created_at.getTime() < REPEATABLE_DAYS * 24 * 3_600_000;
  return dead_at !== null && content !== null && fresh && kind !== 'nothing' && !isLimited(kind);
}

/** Where a message goes; undefined once its content is erased, or where it does not open. */
function recipientIn({ id, content }: Row, secrets: KeyMaterial): Recipient['to'] | undefined {
  if (!content) return undefined;
  try {
    return (JSON.parse(secrets.open(content, `outbox:${id}`)) as { recipient: Recipient }).recipient.to;
  } catch {
    return undefined;
  }
}
