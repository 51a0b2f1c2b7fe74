import type { Delivered, Notifier, Recipient, RefusedMessages } from '../../../ports/notifier.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';

/** How many refused messages of an account are read: an address that refuses one refuses the next. */
const MOST_REFUSED = 20;
/** Age from which a message that waits counts as delayed: the alarm's threshold. */
const DELAYED_MS = 60_000;

/** Reads the outcome of messages. */
export function messageDelivery(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Notifier, 'delivery' | 'refusedAt'> {
  return {
    async delivery(id) {
      const row = await database.run<DeliveryRow | undefined>((sql) =>
        sql('outbox').where({ id }).first('created_at', 'sent_at', 'dead_at', 'trouble', 'withheld', 'withheld_until'),
      );
      return row ? stateOf(row, now()) : { state: 'queued' };
    },
    async refusedAt(accountId, which) {
      const rows = await refusedRows(database, accountId, which);
      return rows.find((row) => 'kind' in which || addressIn(row, secrets) === which.to)?.dead_at;
    },
  };
}

/** What tells how a message fares. */
export interface DeliveryRow {
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly dead_at: Date | null;
  readonly trouble: string | null;
  readonly withheld: boolean;
  readonly withheld_until: Date | null;
}

/** The state of a message at an instant. */
export function stateOf(row: DeliveryRow, at: Date): Delivered {
  if (row.withheld) return { state: 'withheld', until: row.withheld_until ?? undefined };
  if (row.sent_at) return { state: 'sent', at: row.sent_at };
  if (row.dead_at) return row.trouble === 'refused' ? { state: 'refused', at: row.dead_at } : { state: 'failed' };
  return { state: at.getTime() - row.created_at.getTime() > DELAYED_MS ? 'delayed' : 'queued' };
}

interface RefusedRow {
  readonly id: string;
  readonly content: Buffer | null;
  readonly dead_at: Date;
}

function refusedRows({ run }: Database, accountId: string, which: RefusedMessages): Promise<readonly RefusedRow[]> {
  return run<RefusedRow[]>((sql) => {
    const refused = sql('outbox').where({ account_id: accountId, channel: 'mail', trouble: 'refused' });
    if ('kind' in which) refused.where({ kind: which.kind }).where('created_at', '>=', which.since);
    return refused
      .whereNotNull('dead_at')
      .orderBy('dead_at', 'desc')
      .limit(MOST_REFUSED)
      .select('id', 'content', 'dead_at');
  });
}

/** The address of a message that was given up; undefined once its content is erased, or where it does not open. */
function addressIn({ id, content }: RefusedRow, secrets: KeyMaterial): string | undefined {
  try {
    const { recipient } = JSON.parse(content ? secrets.open(content, `outbox:${id}`) : '{}') as {
      recipient?: Recipient;
    };
    return recipient?.to;
  } catch {
    return undefined;
  }
}
