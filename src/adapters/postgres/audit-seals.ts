import type { ChainKey, Secrets } from '../secrets.ts';
import { lastIdOf, sealOver } from './audit-chain.ts';
import { auditRows } from './audit-rows.ts';
import { appendSeal, lastSeal } from './audit-seal-rows.ts';
import { settledIds } from './audit-settled.ts';
import type { Database } from './database.ts';
import { locks } from './locks.ts';

/** Rows of one seal, at most. */
const SEAL_ROWS = 1000;

/** What one pass came to: rows sealed, and whether more wait. */
export interface Sealing {
  readonly sealed: number;
  readonly more: boolean;
}

/**
 * A job for a ticker: seals the next 1000 rows that are settled, in the order of their ids. Of several processes one
 * seals at a time and the others pass; whoever writes to the trail is not held up.
 */
export function auditSealer(database: Database, secrets: Secrets, now: () => Date): () => Promise<Sealing> {
  const settled = settledIds(database);
  const key = secrets.chainKeys[0] as ChainKey;
  return () =>
    database.atomically(async () => {
      if (!(await isOurTurn(database))) return { sealed: 0, more: false };
      const through = await settled();
      const last = await lastSeal(database);
      const rows = await auditRows(database, lastIdOf(last) + 1n, through, SEAL_ROWS);
      if (rows.length > 0) await appendSeal(database, sealOver(rows, last, key, now()));
      return { sealed: rows.length, more: rows.length === SEAL_ROWS };
    });
}

/** Until the end of the transaction. */
async function isOurTurn({ run }: Database): Promise<boolean> {
  const { rows } = await run<{ rows: [{ ours: boolean }] }>((sql) =>
    sql.raw('select pg_try_advisory_xact_lock(?) as ours', [locks.auditSealer]),
  );
  return rows[0].ours;
}
