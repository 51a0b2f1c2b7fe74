import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { away, isSilence, NoAnswer, readDatabaseError, translate } from './errors.ts';
import type { Gate } from './gate.ts';
import { COMMIT_MS, ROLLBACK_MS } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Pool } from './pool.ts';
import { within } from './within.ts';

/** Where a caller's connections come from, and how long it may wait. */
export interface Way {
  readonly pool: Pool;
  readonly gate: Gate;
  readonly pace: Pace;
  /** Milliseconds that the caller may still wait for the database. */
  left(): number;
}

/** What is asked, by its name or its text, without its values. */
export type Statement = () => string;

/** A statement of its own that was undone as a whole is asked so many times. */
const TRIES = 3;

const LONGEST_VERDICT_MS = 5000;

/** Takes a connection: Unavailable where there is none in time. */
export async function take({ pool, gate, left }: Way): Promise<Client> {
  try {
    const verdict = gate.pass();
    const longest = Math.min(left(), LONGEST_VERDICT_MS);
    if (verdict) await within(longest, verdict, () => new NoAnswer('the probe', longest));
    return await pool.acquire(Math.min(pool.limits.acquire, left()));
  } catch (cause) {
    if (isSilence(cause)) gate.doubt(cause);
    throw away(cause);
  }
}

/** Asks on a connection, which is closed where it cannot do its work any more. Throws what the error means. */
export async function askOn<T>(way: Way, client: Client, use: () => Promise<T>, statement: Statement): Promise<T> {
  const ms = Math.min(way.pool.limits.answer, way.left());
  return bounded(way, client, { ms, use, statement });
}

interface Asked<T> {
  readonly ms: number;
  readonly use: () => Promise<T>;
  readonly statement: Statement;
}

async function bounded<T>({ pool, gate, pace }: Way, client: Client, { ms, use, statement }: Asked<T>): Promise<T> {
  const late = (): Error => {
    const silent = new NoAnswer('a statement', ms);
    pool.discard(client, silent);
    return silent;
  };
  try {
    if (ms <= 0) throw late();
    const start = performance.now();
    const answer = await within(ms, use(), late, {
      ms: pool.limits.doubt,
      act: () => gate.doubt(new NoAnswer('a statement', pool.limits.doubt)),
    });
    pace.note(performance.now() - start);
    return answer;
  } catch (error) {
    // Why the server closed the connection came before what the driver says of a closed one.
    const cause = pool.ended(client) ?? error;
    const { closes } = readDatabaseError(cause);
    if (isSilence(cause)) gate.doubt(cause);
    if (closes !== 'none') pool.discard(client, cause as Error);
    if (closes === 'all') pool.retire(cause as Error);
    return translate(cause, statement);
  }
}

/** One statement on a connection of its own. */
export async function borrow<T>(way: Way, use: (client: Client) => Promise<T>, statement: Statement): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await take(way);
    try {
      return await askOn(way, client, () => use(client), statement);
    } catch (error) {
      if (tries === TRIES || !wasUndone(error)) throw error;
    } finally {
      way.pool.release(client);
    }
    await sleep(20 + Math.random() * 60);
  }
}

/** A deadlock or a serialization failure: nothing happened. One that waited for a lock has waited long enough. */
function wasUndone(error: unknown): boolean {
  const { code, meaning } = readDatabaseError((error as Error).cause);
  return meaning === 'retry' && code.startsWith('40');
}

export async function begin(way: Way): Promise<Client> {
  const client = await take(way);
  try {
    await askOn(
      way,
      client,
      () => client.query('begin'),
      () => 'begin',
    );
    return client;
  } catch (error) {
    way.pool.release(client);
    throw error;
  }
}

/** Ends a transaction and gives its connection back. Throws where it was to be kept and is not, or may not be. */
export async function end(way: Way, client: Client, kept: boolean): Promise<void> {
  try {
    await (kept ? commit(way, client) : rollback(way, client));
  } finally {
    way.pool.release(client);
  }
}

/**
 * Once the word is sent it is open whether it happened until the answer comes: Unavailable says so then (`mayBeDone`). It is
 * not sent where something before it failed for lack of an answer.
 */
async function commit(way: Way, client: Client): Promise<void> {
  const ms = Math.max(COMMIT_MS, Math.min(way.pool.limits.answer, way.left()));
  const asked = { ms, use: () => client.query('commit'), statement: () => 'commit' };
  const ended = way.pool.ended(client);
  if (ended) throw away(ended);
  const { command } = await bounded(way, client, asked).catch((cause: unknown) => {
    throw way.pool.ended(client) ? away(cause, { mayBeDone: true }) : cause;
  });
  // PostgreSQL answers a commit of a failed transaction with ROLLBACK, not with an error.
  if (command === 'ROLLBACK') throw new Error('the transaction had failed and was rolled back');
}

async function rollback({ pool }: Way, client: Client): Promise<void> {
  if (pool.ended(client)) return;
  const late = (): Error => new NoAnswer('a rollback', ROLLBACK_MS);
  await within(ROLLBACK_MS, client.query('rollback'), late).catch((error) => pool.discard(client, error));
}
