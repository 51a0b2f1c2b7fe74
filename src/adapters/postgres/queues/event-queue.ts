import { randomUUID } from 'node:crypto';
import type { ClientEvent, ClientEvents, EventNotice, EventQueue } from '../../../ports/client-events.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type NoticeRow, noticeOf, noticeQueue, PENDING, type QueueNeeds } from './notice-queue.ts';

interface Row extends NoticeRow {
  readonly event: ClientEvent;
  readonly subject: string;
  readonly actor: string | null;
}

type Keys = QueueNeeds['secrets'];

/** Queues events for the clients that know an account. */
export function postgresClientEvents(database: Database, secrets: Keys, now: () => Date): ClientEvents {
  const macs = rowMacs(secrets);
  const queue = async (clients: readonly string[], about: Omit<About, 'client_id'>): Promise<void> => {
    if (clients.length === 0) return;
    const at = now();
    const rows = clients.map((client_id) => rowOf(macs, { ...about, client_id }, at));
    await database.run((sql) => sql('event_notices').insert(rows));
    database.wake('events');
  };
  return {
    async publish({ id, subject }, event, actor) {
      const clients = await clientsKnowing(database, macs, id);
      await queue(clients, { account_id: id, event, subject, actor: actor ?? null });
    },
    async publishTo(clientId, { id, subject }, event) {
      const clients = await clientsKnowing(database, macs, id);
      const among = clients.filter((client) => client === clientId);
      await queue(among, { account_id: id, event, subject, actor: null });
    },
  };
}

async function clientsKnowing(database: Database, macs: RowMacs, account_id: string): Promise<readonly string[]> {
  const uses = await database.run<{ client_id: string }[]>((sql) => sql('platform_uses').where({ account_id }));
  return (await onlyFitting(database, macs, 'platform_uses', uses)).map(({ client_id }) => client_id);
}

type About = Pick<Row, 'client_id' | 'account_id' | 'event' | 'subject' | 'actor'>;

function rowOf(macs: RowMacs, about: About, at: Date) {
  const row = {
    ...PENDING,
    ...about,
    id: randomUUID(),
    created_at: at,
  };
  return { ...macs.signed('event_notices', row), due_at: at };
}

/** Events that wait for their clients. */
export function postgresEventQueue(database: Database, secrets: Keys, now: () => Date): EventQueue {
  return noticeQueue({ database, secrets, now }, 'events', toNotice);
}

const toNotice = (row: Row): EventNotice => ({
  ...noticeOf(row),
  event: row.event,
  subject: row.subject,
  actor: row.actor ?? undefined,
});
