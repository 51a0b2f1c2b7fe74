import type { EventNotice, EventQueue, PlatformEvent, PlatformEvents } from '../../ports/platform-events.ts';
import type { Database } from './database.ts';
import { type NoticeRow, noticeOf, noticeQueue } from './notice-queue.ts';

interface Row extends NoticeRow {
  readonly event: PlatformEvent;
  readonly subject: string;
  readonly actor: string | null;
}

const TELL = `
  insert into event_notices (id, client_id, account_id, event, subject, actor, created_at, due_at)
  select gen_random_uuid(), client_id, account_id, :event, :subject, :actor, :at, :at
  from platform_uses where account_id = :id`;

/** Queues events for the platforms that know an account. */
export function postgresPlatformEvents({ run }: Database, now: () => Date): PlatformEvents {
  return {
    async tell({ id, subject }, event, actor) {
      await run((sql) => sql.raw(TELL, { id, subject, event, actor: actor ?? null, at: now() }));
    },
  };
}

/** Events that wait for their platforms. */
export function postgresEventQueue(database: Database, now: () => Date): EventQueue {
  return noticeQueue(database, now, 'event_notices', toNotice);
}

const toNotice = (row: Row): EventNotice => ({
  ...noticeOf(row),
  event: row.event,
  subject: row.subject,
  actor: row.actor ?? undefined,
});
