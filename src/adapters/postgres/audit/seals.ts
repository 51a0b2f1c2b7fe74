import type { ChainKey, KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { ALL_IDS, digestOf, entriesOf, lastIdOf, type Seal, sealOver } from './chain.ts';
import { type Head, headGone, headOf, stands } from './head.ts';
import { type AuditText, auditRows } from './rows.ts';
import { appendSeal, lastSeal } from './seal-rows.ts';
import { settledIds } from './settled.ts';
import { rowGone, type TrailFault, type TrailTrust, trailTrust } from './trust.ts';
import { rowsSeen } from './waiting.ts';

/** Rows of one seal, at most. */
const SEAL_ROWS = 1000;

/** The result of one pass: rows sealed, whether more wait, and the fault that stops the sealing. */
interface Sealing {
  readonly sealed: number;
  readonly more: boolean;
  readonly stopped?: TrailFault;
  /** Another process was sealing: this pass did nothing. */
  readonly passed?: true;
}

const NOTHING: Sealing = { sealed: 0, more: false };

/**
 * A job for a ticker: seals the next 1000 rows that are settled, in the order of their ids. Of several processes one
 * seals at a time and the others pass; writers of the trail are not blocked. Before a row is sealed its HMAC is
 * checked; before any is, that the seal seen last (`begin` at first) and its last row still exist, and rows that waited
 * when they were seen. Otherwise nothing is sealed from there on until two operators accept it.
 */
export function auditSealer(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  begin?: Head,
): () => Promise<Sealing> {
  const settled = settledIds(database);
  const trust = trailTrust(database, secrets);
  const waiting = rowsSeen(database);
  const key = secrets.chainKeys[0] as ChainKey;
  let known = begin;
  return async () => {
    let head = known;
    const sealing = await database.atomically(async (): Promise<Sealing> => {
      if (!(await isOurTurn(database))) return { ...NOTHING, passed: true };
      const through = await settled();
      const last = await lastSeal(database);
      const { rows, fault } = await unsealed(database, trust, { last, known });
      const gone = fault ?? (await accepted(trust, await waiting.missing()));
      if (gone) return { ...NOTHING, stopped: gone };
      const { right, stopped } = await trusted(trust, rows.slice(0, SEAL_ROWS));
      const good = right.filter(({ id }) => id <= through);
      const seal = good.length > 0 ? sealOver(good, last, key, now()) : undefined;
      if (seal) await appendSeal(database, seal);
      waiting.see(rows.filter(({ id }) => id > through));
      const newest = seal ?? last;
      head = newest && headOf(newest);
      return { sealed: good.length, more: good.length === SEAL_ROWS, ...(stopped ? { stopped } : {}) };
    });
    known = head;
    return sealing;
  };
}

interface Seen {
  readonly last: Seal | undefined;
  readonly known: Head | undefined;
}

/**
 * The rows after the last seal; or what is wrong with it, with its last row, or with the seal that was the last before.
 */
async function unsealed(
  database: Database,
  trust: TrailTrust,
  { last, known }: Seen,
): Promise<{ readonly rows: readonly AuditText[]; readonly fault?: TrailFault | undefined }> {
  const isThere = !known || (last && headOf(last).mac === known.mac) || (await stands(database, known));
  const fault = await accepted(trust, isThere ? undefined : headGone(known));
  if (fault) return { rows: [], fault };
  const id = lastIdOf(last);
  const from = id < ALL_IDS.first ? ALL_IDS.first : id;
  const page = await auditRows(database, from, ALL_IDS.last, SEAL_ROWS + 1);
  const [first, ...rest] = page;
  if (!last) return { rows: page };
  const isSame = first?.id === id && digestOf(first).equals(lastEntry(last));
  const rows = first?.id === id ? rest : page;
  return { rows, fault: await accepted(trust, isSame ? undefined : rowGone(id)) };
}

const lastEntry = (seal: Seal): Buffer => [...entriesOf(seal)].at(-1)?.digest ?? Buffer.alloc(0);

/** The rows up to the first that the server did not write, settled or not. */
async function trusted(
  trust: TrailTrust,
  rows: readonly AuditText[],
): Promise<{ readonly right: readonly AuditText[]; readonly stopped?: TrailFault | undefined }> {
  for (const [place, row] of rows.entries()) {
    const fault = await accepted(trust, await trust.faultOf(row));
    if (fault) return { right: rows.slice(0, place), stopped: fault };
  }
  return { right: rows };
}

/** A fault, unless two operators accepted it. */
async function accepted(trust: TrailTrust, fault: TrailFault | undefined): Promise<TrailFault | undefined> {
  return fault && !(await trust.isAccepted(fault)) ? fault : undefined;
}

/** Until the end of the transaction. */
async function isOurTurn({ run }: Database): Promise<boolean> {
  const { rows } = await run<{ rows: [{ ours: boolean }] }>((sql) =>
    sql.raw('select pg_try_advisory_xact_lock(?) as ours', [locks.auditSealer]),
  );
  return rows[0].ours;
}
