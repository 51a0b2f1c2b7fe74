import { randomUUID } from 'node:crypto';
import type { EventNotice, EventQueue, PlatformEvent, PlatformEvents } from '../../../ports/platform-events.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type NoticeRow, noticeOf, noticeQueue } from './notice-queue.ts';

interface Row extends NoticeRow {
  readonly account_id: string;
  readonly event: PlatformEvent;
  readonly subject: string;
  readonly actor: string | null;
  readonly told_at: Date | null;
  readonly dead_at: Date | null;
}

type Keys = Pick<KeyMaterial, 'rowKeys'>;

/** Queues events for the platforms that know an account. */
export function postgresPlatformEvents(database: Database, secrets: Keys, now: () => Date): PlatformEvents {
  const { run } = database;
  const macs = rowMacs(secrets);
  return {
    async tell({ id, subject }, event, actor) {
      const at = now();
      const uses = await run<{ client_id: string }[]>((sql) => sql('platform_uses').where({ account_id: id }));
      const notices = (await onlyFitting(database, macs, 'platform_uses', uses)).map(({ client_id }) => {
        const told = { event, subject, actor: actor ?? null, told_at: null, dead_at: null };
        const row: Omit<Row, 'attempts'> = { id: randomUUID(), client_id, account_id: id, ...told, created_at: at };
        return { ...macs.signed('event_notices', row), due_at: at };
      });
      if (notices.length > 0) await run((sql) => sql('event_notices').insert(notices));
    },
  };
}

/** Events that wait for their platforms. */
export function postgresEventQueue(database: Database, secrets: Keys, now: () => Date): EventQueue {
  return noticeQueue({ database, secrets, now }, 'event_notices', toNotice);
}

const toNotice = (row: Row): EventNotice => ({
  ...noticeOf(row),
  event: row.event,
  subject: row.subject,
  actor: row.actor ?? undefined,
});
