import { mayPrecede, type Write } from './write.ts';

/** Writes of one request, outside of any transaction, that are sent together. */
export interface Gathered {
  readonly waiting: Write[];
  /** The writes that were sent last, for the statements behind them. */
  sent: Promise<unknown>;
  /** The request has ended: nothing would send what is put here. */
  over: boolean;
}

export const newGathered = (): Gathered => ({ waiting: [], sent: Promise.resolve(), over: false });

/** Sends what waits before a statement that has to see it, and waits for what is under way. */
export async function sendBefore(
  scope: Gathered,
  sql: () => string,
  send: (writes: readonly Write[]) => Promise<unknown>,
): Promise<void> {
  await scope.sent;
  if (scope.waiting.length > 0 && !mayPrecede(sql(), scope.waiting)) await sendAll(scope, send);
}

/** Sends all that waits, in its order. */
export async function sendAll(scope: Gathered, send: (writes: readonly Write[]) => Promise<unknown>): Promise<void> {
  const writes = scope.waiting.splice(0);
  if (writes.length === 0) return;
  const sent = send(writes);
  // The caller gets the error; a statement behind them is sent all the same.
  scope.sent = sent.catch(() => {});
  await sent;
}
