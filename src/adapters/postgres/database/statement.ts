import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, QueryConfig, QueryResult } from 'pg';
import type { Breaker } from './breaker.ts';
import { withDeadline } from './deadline.ts';
import { isSilence, NoAnswer, readDatabaseError, translate, unavailable } from './errors.ts';
import type { Latency } from './latency.ts';
import type { Pool } from './pool.ts';

/** Where a caller's connections come from, and how long it may wait. */
export interface Access {
  readonly pool: Pool;
  readonly breaker: Breaker;
  readonly latency: Latency;
  /** Milliseconds that the caller may still wait for the database. */
  left(): number;
}

/** One statement: how it is sent, and its name, or its text without its values. */
export interface Statement<T> {
  send(client: Client): Promise<T>;
  describe(): string;
  /** Its text without its values. */
  sql(): string;
}

/** A named statement that PostgreSQL keeps prepared. */
export const prepared = (query: QueryConfig): Statement<QueryResult> => ({
  send: (client) => client.query(query),
  describe: () => [query.name, query.text].filter(Boolean).join(': '),
  sql: () => query.text,
});

/** How often a single statement that was rolled back as a whole is sent. */
const TRIES = 3;
const LONGEST_VERDICT_MS = 5000;

/** Takes a connection from the pool; throws Unavailable where there is none in time. */
export async function acquire({ pool, breaker, left }: Access): Promise<Client> {
  try {
    const verdict = breaker.admit();
    const longest = Math.min(left(), LONGEST_VERDICT_MS);
    if (verdict) await withDeadline(longest, verdict, () => new NoAnswer('the probe', longest));
    return await pool.acquire(Math.min(pool.limits.acquire, left()));
  } catch (cause) {
    if (isSilence(cause)) breaker.suspect(cause);
    throw unavailable(cause);
  }
}

/**
 * Sends a statement and waits `ms` for its answer. A connection that can no longer be used is closed. Throws what the
 * error means: Unavailable, SlowStatement, or the error itself.
 */
export async function send<T>(
  { pool, breaker, latency, left }: Access,
  client: Client,
  statement: Statement<T>,
  ms = Math.min(pool.limits.answer, left()),
): Promise<T> {
  const late = (): Error => {
    const silent = new NoAnswer('a statement', ms);
    pool.discard(client, silent);
    return silent;
  };
  let noted = false;
  const suspect = (): void => {
    noted = true;
    latency.note(pool.limits.suspect);
    breaker.suspect(new NoAnswer('a statement', pool.limits.suspect));
  };
  try {
    if (ms <= 0) throw late();
    const start = performance.now();
    const answer = await withDeadline(ms, statement.send(client), late, { ms: pool.limits.suspect, act: suspect });
    if (!noted) latency.note(performance.now() - start);
    return answer;
  } catch (error) {
    return fail({ pool, breaker }, client, error, statement);
  }
}

function fail(
  { pool, breaker }: Pick<Access, 'pool' | 'breaker'>,
  client: Client,
  error: unknown,
  { describe }: Pick<Statement<unknown>, 'describe'>,
): never {
  // The server's reason for closing the connection precedes the driver's message about a closed one.
  const cause = pool.ended(client) ?? error;
  const { closes } = readDatabaseError(cause);
  if (isSilence(cause)) breaker.suspect(cause);
  if (closes !== 'none') pool.discard(client, cause as Error);
  if (closes === 'all') pool.retire(cause as Error);
  return translate(cause, describe);
}

/** Sends one statement outside of any transaction. */
export async function sendAlone<T>(access: Access, statement: Statement<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await acquire(access);
    try {
      return await send(access, client, statement);
    } catch (error) {
      if (tries === TRIES || !wasRolledBack(error)) throw error;
    } finally {
      access.pool.release(client);
    }
    await sleep(20 + Math.random() * 60);
  }
}

/**
 * A deadlock, a serialization failure or an outdated prepared statement: nothing happened. A statement that waited for a
 * lock has waited long enough.
 */
function wasRolledBack(error: unknown): boolean {
  const { code, meaning } = readDatabaseError((error as Error).cause);
  return meaning === 'retry' && code !== LOCK_NOT_AVAILABLE;
}

const LOCK_NOT_AVAILABLE = '55P03';
