import { atMostEvery } from '../adapters/at-most-every.ts';
import type { QueueName } from '../adapters/postgres/database/channel.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import type { Change } from '../adapters/postgres/database/notifications.ts';
import { nextDue } from '../adapters/postgres/queues/claim.ts';
import { queueShapes } from '../adapters/postgres/queues/shapes.ts';
import { repeat } from './ticker.ts';

/** The longest rest of a worker that is notified: a notification may be lost. */
const POLL_MS = 30_000;
/** The longest rest while this process listens to no notifications. */
const UNNOTIFIED_POLL_MS = 1000;
/**
 * Milliseconds in which a worker is woken once, however many notifications come: any role of the database may send
 * them.
 */
const WAKE_MS = 250;

/** The longest rest of a worker, by whether this process listens to notifications. */
export const pollMsOf = (isListening: boolean): number => (isListening ? POLL_MS : UNNOTIFIED_POLL_MS);

/** What takes from one queue. */
export interface QueueWorker {
  readonly queue: QueueName;
  /** Delivers or makes what is due; returns whether there may be more. */
  readonly work: () => Promise<boolean>;
  /**
   * Milliseconds of rest after a failure, and if rows are due and none may be taken (a relay that rests, the hour's
   * SMS).
   */
  readonly blockedMs: number;
  readonly failed: (error: unknown) => void;
}

export interface QueueTickers {
  /** Wakes the workers of the notified channel; all of them if a notification may have been missed. */
  wake(change: Change): void;
  stop(): Promise<void>;
}

/**
 * Starts the workers of queues: each runs when it is woken, when the next row is due, and after the milliseconds of
 * `pollMs` at the latest.
 */
export function startQueues(
  database: Pick<Database, 'run'>,
  workers: readonly QueueWorker[],
  now: () => Date,
  pollMs: () => number,
): QueueTickers {
  const tickers = workers.map((worker) => {
    const { wake, stop } = repeat({
      run: async () => Math.min(await workOnce(database, worker, now), pollMs()),
      failedMs: worker.blockedMs,
      failed: worker.failed,
    });
    return { queue: worker.queue, wake: atMostEvery(WAKE_MS, wake), stop };
  });
  return {
    wake(change) {
      for (const { queue, wake } of tickers) if (change === queue || change === 'missed') wake();
    },
    async stop() {
      await Promise.all(tickers.map(({ stop }) => stop()));
    },
  };
}

/** Works once, and returns the milliseconds until there may be more to do. */
async function workOnce(
  database: Pick<Database, 'run'>,
  { queue, work, blockedMs }: QueueWorker,
  now: () => Date,
): Promise<number> {
  if (await work()) return 0;
  const due = await nextDue(database, queueShapes[queue]);
  if (!due) return Number.POSITIVE_INFINITY;
  const ms = due.getTime() - now().getTime();
  return ms > 0 ? ms : blockedMs;
}
