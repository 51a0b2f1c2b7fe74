import type { Database } from '../database/database.ts';
import { latenessOf } from './lateness.ts';

/** What waits in the outbox and what was given up, both channels together. */
export interface OutboxState {
  readonly waiting: number;
  /** Age of the oldest message that waits. */
  readonly oldestSeconds: number;
  readonly dead: number;
  /**
   * Given up within the hour. Not counted: addresses that accept no mail and domains that defer for a day, which any
   * caller may type; and alarms that could not be delivered, which must not keep their own alarm up.
   */
  readonly deadLately: number;
  readonly late: boolean;
  /** Most recipients of the hour were refused for good. */
  readonly refusesMost: boolean;
}

const HOUR_MS = 3_600_000;

const COUNTS = `
  select count(*) filter (where dead_at is null) as waiting,
    min(created_at) filter (where dead_at is null) as oldest,
    count(*) filter (where dead_at is not null) as dead,
    count(*) filter (where dead_at > :lately and kind <> 'alarm' and coalesce(trouble, 'relay') = 'relay') as dead_lately
  from outbox where sent_at is null`;

interface Counts {
  readonly waiting: string;
  readonly oldest: Date | null;
  readonly dead: string;
  readonly dead_lately: string;
}

/** Reads the state of the outbox. */
export async function outboxState(database: Database, now: () => Date): Promise<OutboxState> {
  const lately = new Date(now().getTime() - HOUR_MS);
  const { rows } = await database.run<{ rows: [Counts] }>((sql) => sql.raw(COUNTS, { lately }));
  const at = now();
  const channels = await Promise.all([latenessOf(database, 'mail', at), latenessOf(database, 'sms', at)]);
  const [{ waiting, oldest, dead, dead_lately }] = rows;
  return {
    waiting: Number(waiting),
    oldestSeconds: oldest ? (at.getTime() - oldest.getTime()) / 1000 : 0,
    dead: Number(dead),
    deadLately: Number(dead_lately),
    late: channels.some(({ late }) => late),
    refusesMost: channels.some(({ refusesMost }) => refusesMost),
  };
}
