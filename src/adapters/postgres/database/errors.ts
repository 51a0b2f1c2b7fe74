import { Unavailable } from '../../../ports/unavailable.ts';
import { readDatabaseError } from './error-table.ts';

export { readDatabaseError } from './error-table.ts';

/** Seconds after which a user may try again: about as long as a failover or a restart takes. */
const RETRY_AFTER = 5;

/** The server, or the connection to it, gave no answer within the limit. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(what: string, milliseconds: number) {
    super(`no answer from PostgreSQL to ${what} within ${Math.round(milliseconds)} ms`);
    this.name = 'NoAnswer';
  }
}

/** Whether there was no answer in time; a refusal at once needs no waiting for. */
export function isSilence(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return code === 'ETIMEDOUT' || (code === undefined && message === 'timeout expired');
}

/** The server accepts no writes: a standby, or a primary that is set read-only. */
export class ReadOnly extends Error {
  readonly code = '25006';

  constructor() {
    super('this PostgreSQL takes no writes');
    this.name = 'ReadOnly';
  }
}

/**
 * A statement of the product took longer than the server's time limit: a fault of the product; the database is
 * available.
 */
export class SlowStatement extends Error {
  constructor(statement: string, cause: unknown) {
    super(`statement over its time limit: ${statement.replace(/\s+/g, ' ').trim()}`, { cause });
    this.name = 'SlowStatement';
  }
}

/**
 * Throws an error as its meaning requires: Unavailable, or itself. `statement` gives the name or the text of what was
 * asked, without its values. Both are only read when something went wrong.
 */
export function translate(error: unknown, statement: () => string): never {
  if (error instanceof Unavailable) throw error;
  const { code, meaning } = readDatabaseError(error);
  if (code === '57014') throw slowOrLocked(statement(), error);
  if (meaning === 'fault') throw error;
  throw new Unavailable('database', { cause: error, retryAfter: meaning === 'retry' ? 1 : RETRY_AFTER });
}

/**
 * A statement that takes row locks waits for each of them anew (`lock_timeout` counts one wait), so that several waits
 * end by the time limit of the statement. Such a row is contended and becomes free by itself; the statement is not
 * slow.
 */
function slowOrLocked(statement: string, cause: unknown): Error {
  return /\bfor (no key )?update\b/i.test(statement)
    ? new Unavailable('database', { cause, retryAfter: 1 })
    : new SlowStatement(statement, cause);
}

/** An error as Unavailable; `mayBeDone` where a commit was under way. */
export function unavailable(cause: unknown, { mayBeDone = false } = {}): Unavailable {
  if (cause instanceof Unavailable && !mayBeDone) return cause;
  return new Unavailable('database', { cause, retryAfter: RETRY_AFTER, mayBeDone });
}
