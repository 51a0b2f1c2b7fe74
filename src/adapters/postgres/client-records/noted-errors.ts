import type { ClientError } from '../../../ports/client-errors.ts';

/** An error that is not stored yet. */
export interface NotedError {
  /** Of its row, so that it is stored once also where it is sent again. */
  readonly id: string;
  readonly clientId: string;
  readonly kind: string;
  readonly error: ClientError;
}

/** Errors that are about to be stored, and how many found no room before. */
interface TakenErrors {
  readonly errors: readonly NotedError[];
  readonly dropped: number;
}

/** Errors of one client, endpoint and error that are kept. */
export const OF_A_KIND = 20;
/** Errors of one client that are kept. */
export const OF_A_CLIENT = 200;
/** Errors of all clients that wait to be stored. */
const WAITING = 1000;

/**
 * Errors that wait to be stored: at most 20 of a client, endpoint and error, and 1,000 in all. Others are dropped and
 * counted, so that a flood of one client costs no memory and delays no other.
 */
export function notedErrors() {
  let waiting: NotedError[] = [];
  let dropped = 0;
  const ofKind = new Map<string, number>();
  const add = (one: NotedError): void => {
    const key = JSON.stringify([one.clientId, one.kind]);
    const count = ofKind.get(key) ?? 0;
    if (count >= OF_A_KIND || waiting.length >= WAITING) dropped += 1;
    else {
      ofKind.set(key, count + 1);
      waiting.push(one);
    }
  };
  /** What waited, and how many were dropped since the last time; nothing waits any more. */
  const take = (): TakenErrors => {
    const taken = { errors: waiting, dropped };
    waiting = [];
    dropped = 0;
    ofKind.clear();
    return taken;
  };
  return {
    add,
    take,
    /** Puts back what could not be stored, before what was noted since; the same bounds hold for both. */
    putBack(before: TakenErrors): void {
      const since = take();
      dropped = before.dropped + since.dropped;
      for (const one of [...before.errors, ...since.errors]) add(one);
    },
    waiting: (): number => waiting.length,
  };
}
