import type { QueryResult } from 'pg';
import { mayPrecede, type Write } from './write.ts';

/** Writes of one request, outside of any transaction, that are sent together. */
export interface Gathered {
  readonly waiting: Write[];
  /** The writes that were sent last, for the statements behind them. Never rejects. */
  sent: Promise<unknown>;
  /** Why writes were not stored, whichever statement they were sent before: nothing more is sent, and the request fails. */
  failure: { readonly error: unknown } | undefined;
  /** The request has ended: nothing would send what is put here. */
  over: boolean;
}

type Send = (writes: readonly Write[]) => Promise<QueryResult | undefined>;

const newGathered = (): Gathered => ({ waiting: [], sent: Promise.resolve(), failure: undefined, over: false });

/** Runs fn, and sends what waits when it ends. An error of fn comes before one of its writes. */
export async function gather<T>(run: (scope: Gathered) => Promise<T>, send: Send): Promise<T> {
  const scope = newGathered();
  try {
    const result = await run(scope);
    await finish(scope, send);
    return result;
  } catch (fault) {
    await finish(scope, send).catch(() => {});
    throw fault;
  }
}

/** Sends the rest. Throws also where writes that were sent earlier failed, and another caller got that error. */
async function finish(scope: Gathered, send: Send): Promise<void> {
  scope.over = true;
  await sendAll(scope, send);
  await scope.sent;
  if (scope.failure) throw scope.failure.error;
}

/** Sends what waits before a statement that has to see it, and waits for what is under way. */
export async function sendBefore(scope: Gathered, sql: () => string, send: Send): Promise<void> {
  // Another statement that waited may have sent more.
  for (let seen: unknown; seen !== scope.sent; ) {
    seen = scope.sent;
    await seen;
  }
  if (scope.waiting.length > 0 && !mayPrecede(sql(), scope.waiting)) await sendAll(scope, send);
}

/** Sends all that waits, behind what was sent before; gives the result of the last write. */
export async function sendAll(scope: Gathered, send: Send): Promise<QueryResult | undefined> {
  const writes = scope.waiting.splice(0);
  if (writes.length === 0) return undefined;
  const sent = scope.sent.then(() => {
    if (scope.failure) throw scope.failure.error;
    return send(writes);
  });
  scope.sent = sent.catch((error: unknown) => {
    scope.failure ??= { error };
  });
  return sent;
}
