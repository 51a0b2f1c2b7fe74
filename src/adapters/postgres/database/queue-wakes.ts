import { atMostEvery } from '../../at-most-every.ts';
import { type WakeName, wakeNames } from './channel.ts';
import { withDeadline } from './deadline.ts';

/** Milliseconds in which one process notifies of one queue once. */
const REST_MS = 100;
/** Milliseconds until a notification that failed is sent again, and how often: workers also poll. */
const RETRY_MS = 1000;
const MOST_RETRIES = 5;
/** Milliseconds that the end of a process waits for notifications under way. */
const FLUSH_MS = 1000;

/** Wakes workers of queues in all instances. */
interface QueueWakes {
  wake(queue: WakeName): void;
  /** Sends what is still to be sent, and waits for it a second at most. */
  flush(): Promise<void>;
}

/**
 * Wakes the workers of a queue in all instances by `notify`: at once after an interval, else at its end, so that many
 * writers cause ten notifications a second at most. PostgreSQL commits transactions that NOTIFY one after another (a
 * lock of the whole server), which is why no transaction that enqueues carries one.
 */
export function queueWakes(notify: (queue: WakeName) => Promise<unknown>): QueueWakes {
  const senders = new Map(wakeNames.map((queue) => [queue, queueWake(() => notify(queue))]));
  return {
    wake: (queue) => senders.get(queue)?.wake(),
    async flush() {
      const sent = Promise.all([...senders.values()].map((sender) => sender.flush()));
      await withDeadline(FLUSH_MS, sent, () => new Error('not notified in time')).catch(() => {});
    },
  };
}

interface QueueWake {
  wake(): void;
  flush(): Promise<void>;
}

/** The same for one queue. */
function queueWake(notify: () => Promise<unknown>): QueueWake {
  let due = false;
  let failures = 0;
  let sending: Promise<void> = Promise.resolve();
  const failed = (): void => {
    failures += 1;
    if (failures <= MOST_RETRIES) setTimeout(wake, RETRY_MS).unref();
    else failures = 0;
  };
  const send = (): void => {
    due = false;
    const sent = notify().then(() => {
      failures = 0;
    }, failed);
    const before = sending;
    sending = sent.then(() => before);
  };
  const soon = atMostEvery(REST_MS, send);
  const wake = (): void => {
    due = true;
    soon();
  };
  return {
    wake,
    async flush() {
      if (due) send();
      await sending;
    },
  };
}
