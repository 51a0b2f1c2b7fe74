import { atMostEvery } from '../../at-most-every.ts';
import { type QueueName, queueNames } from './channel.ts';

/** Milliseconds in which one process notifies of one queue once. */
const REST_MS = 100;

/**
 * Wakes the workers of a queue in all instances by `notify`: at once after an interval, else at its end, so that many
 * writers cause ten notifications a second at most. PostgreSQL commits transactions that NOTIFY one after another (a
 * lock of the whole server), which is why no transaction that enqueues carries one. A notification that fails is not
 * repeated: workers also poll.
 */
export function queueWakes(notify: (queue: QueueName) => Promise<unknown>): (queue: QueueName) => void {
  const send = (queue: QueueName) => atMostEvery(REST_MS, () => void notify(queue).catch(() => {}));
  const senders = new Map(queueNames.map((queue) => [queue, send(queue)]));
  return (queue) => senders.get(queue)?.();
}
