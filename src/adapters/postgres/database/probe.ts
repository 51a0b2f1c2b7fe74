import type { Client } from 'pg';
import { type Connection, connect, destroy, queryWithin } from './client.ts';
import { withDeadline } from './deadline.ts';
import { NoAnswer } from './errors.ts';
import { PROBE } from './limits.ts';

/** How long an answer counts for later callers. */
const KEPT_MS = 1000;

/** A real write: a standby, a read-only primary, a full disk and a commit that waits for a lost standby all fail it. */
const WRITE = `insert into readiness (id, asked_at) values (1, now())
  on conflict (id) do update set asked_at = excluded.asked_at`;

/** Finds out whether the database accepts a write now. */
interface WriteProbe {
  /** The answer of the last second, or a new one within 2.4 s; never rejects. However many ask, one write is made. */
  answers(): Promise<boolean>;
  /** The same within `ms`, and never an answer older than this call. */
  answersNow(ms: number): Promise<boolean>;
  close(): void;
}

/**
 * Probes on a connection of its own: a pool that is busy, or blocked by locks, does not mean an unavailable database.
 */
export function writeProbe(connection: Connection, limits = PROBE): WriteProbe {
  let client: Client | undefined;
  let kept: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  let asking = false;
  let closed = false;

  const drop = (which: Client | undefined, why: Error): void => {
    if (which) destroy(which, why);
    if (which === client) client = undefined;
  };
  /**
   * The kept connection, or a new one. An earlier probe that timed out may still be making one: the first to come is
   * kept.
   */
  const reached = async (): Promise<Client> => {
    if (client) return client;
    const fresh = await connect(connection, limits);
    if (!client && !closed) client = fresh;
    if (client === fresh) return fresh;
    destroy(fresh, new Error('Connection terminated: the probe is closed, or has one'));
    return client ?? fresh;
  };
  const write = async (keptMs: number): Promise<boolean> => {
    const ms = client ? keptMs : limits.acquire;
    const mine = await reached();
    try {
      await queryWithin(mine, ms, 'a write', () => mine.query(WRITE));
      return true;
    } catch (error) {
      drop(mine, error as Error);
      return false;
    }
  };
  const look = async (keptMs: number): Promise<boolean> => {
    // A kept connection may be broken, or lead to an earlier server: its failure alone is no evidence.
    const again = client !== undefined;
    return ((await write(keptMs)) || (again && (await write(keptMs)))) && !closed;
  };
  const run = (ms: number, keptMs: number): Promise<boolean> => {
    if (kept && asking) return kept.answer;
    asking = true;
    const answer = withDeadline(ms, look(keptMs), () => new NoAnswer('the probe', ms))
      .catch(() => false)
      .finally(() => {
        asking = false;
      });
    kept = { at: performance.now(), answer };
    return answer;
  };

  return {
    answersNow: (ms) => run(ms, ms),
    answers: () => (kept && performance.now() - kept.at < KEPT_MS ? kept.answer : run(limits.acquire, limits.answer)),
    close() {
      closed = true;
      drop(client, new Error('Connection terminated: the probe is closed'));
    },
  };
}
