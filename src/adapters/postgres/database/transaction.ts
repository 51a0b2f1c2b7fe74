import type { Client, QueryResult } from 'pg';
import { withDeadline } from './deadline.ts';
import { NoAnswer, unavailable } from './errors.ts';
import { COMMIT_MS, ROLLBACK_MS } from './limits.ts';
import { type Access, acquire, type Statement, send } from './statement.ts';

/** The statements that control a transaction. */
export type TransactionWord =
  | 'begin'
  | 'commit'
  | 'savepoint step'
  | 'release savepoint step'
  | 'rollback to savepoint step';

/** As a statement. */
export const word = (text: TransactionWord): Statement<QueryResult> => ({
  send: (client) => client.query(text),
  describe: () => text,
  sql: () => text,
});

/** Takes a connection and begins a transaction on it. */
export async function begin(access: Access): Promise<Client> {
  const client = await acquire(access);
  try {
    await send(access, client, word('begin'));
    return client;
  } catch (error) {
    access.pool.release(client);
    throw error;
  }
}

/**
 * Ends a transaction and gives its connection back. Throws where it was to be kept and was not, or may not have been.
 */
export async function end(access: Access, client: Client, kept: boolean): Promise<void> {
  try {
    await (kept ? commit(access, client) : rollback(access, client));
  } finally {
    access.pool.release(client);
  }
}

/**
 * From sending the commit until its answer it is open whether it happened: Unavailable reports that (`mayBeDone`). It
 * is not sent where an earlier statement failed for lack of an answer.
 */
async function commit(access: Access, client: Client): Promise<void> {
  const { pool, left } = access;
  const ended = pool.ended(client);
  if (ended) throw unavailable(ended);
  const ms = Math.max(COMMIT_MS, Math.min(pool.limits.answer, left()));
  const { command } = await send(access, client, word('commit'), ms).catch((cause: unknown) => {
    throw pool.ended(client) ? unavailable(cause, { mayBeDone: true }) : cause;
  });
  // PostgreSQL answers a commit of a failed transaction with ROLLBACK, not with an error.
  if (command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
}

async function rollback({ pool }: Access, client: Client): Promise<void> {
  if (pool.ended(client)) return;
  const late = (): Error => new NoAnswer('a rollback', ROLLBACK_MS);
  await withDeadline(ROLLBACK_MS, client.query('rollback'), late).catch((error) => pool.discard(client, error));
}
