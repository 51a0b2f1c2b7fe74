import { brokenTrails, trailFaults } from '../../../locales/es-CL/operator/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { ALL_IDS, digestOf, type Entry, entriesOf, lastIdOf, macOf, type Seal } from './chain.ts';
import { type Head, headOf } from './head.ts';
import { type AuditText, auditRows } from './rows.ts';
import { lastSeal, sealsBetween } from './seal-rows.ts';
import { trailTrust } from './trust.ts';

const ROWS = 1000;
const SEALS = 25;

/** A trail in which everything is as it was sealed. */
export interface Intact {
  /** Rows under a seal. */
  readonly rows: number;
  readonly seals: number;
  readonly head: Head | undefined;
  /** Rows that no seal covers yet. */
  readonly unsealed: number;
  /** Rows that the server did not write in their current form, and that two operators accepted. */
  readonly accepted: number;
}

/** The first place where the trail is not as it was sealed; the message names it and says what is wrong. */
export class BrokenTrail extends Error {}

/**
 * Reads the existing seals and every row, page by page; throws BrokenTrail, also for a row that the server did not
 * write and two operators have not accepted, sealed or not. With `expected`, a head that was recorded, also when that
 * seal has changed or is gone.
 */
export async function verifyAudit(database: Database, secrets: KeyMaterial, expected?: Head): Promise<Intact> {
  const last = await lastSeal(database);
  const rows = rowsFrom(database, ALL_IDS.first);
  const checkSeal = sealChecker(secrets, expected);
  const writers = rowChecker(database, secrets);
  for await (const seal of sealsThrough(database, last?.number ?? 0)) {
    checkSeal(seal);
    for (const entry of entriesOf(seal)) await writers.check(sameRow(entry, (await rows.next()).value, seal));
  }
  if (expected && expected.number > (last?.number ?? 0))
    throw new BrokenTrail(brokenTrails['head-missing']({ seal: expected.number, last: last?.number }));
  let unsealed = 0;
  for await (const row of rowsFrom(database, lastIdOf(last) + 1n)) {
    await writers.check(row);
    unsealed += 1;
  }
  return {
    rows: last?.total ?? 0,
    seals: last?.number ?? 0,
    head: last && headOf(last),
    unsealed,
    accepted: writers.accepted(),
  };
}

/** Checks the seals one after another, each against the one before it. */
function sealChecker(secrets: KeyMaterial, expected: Head | undefined): (seal: Seal) => void {
  const keys = new Map(secrets.chainKeys.map(({ id, key }) => [id, key]));
  let previous: Seal | undefined;
  return (seal) => {
    const number = (previous?.number ?? 0) + 1;
    if (seal.number < number) throw new BrokenTrail(brokenTrails['seal-put-in']({ seal: seal.number }));
    if (seal.number > number) throw new BrokenTrail(brokenTrails['seal-missing']({ seal: number }));
    const key = keys.get(seal.keyId);
    if (!key) throw new BrokenTrail(brokenTrails['key-unknown']({ seal: number, key: JSON.stringify(seal.keyId) }));
    if (!macOf(seal, previous, key).equals(seal.mac))
      throw new BrokenTrail(brokenTrails['seal-changed']({ seal: number }));
    if (expected?.number === number && headOf(seal).mac !== expected.mac)
      throw new BrokenTrail(brokenTrails['head-other']({ seal: number }));
    previous = seal;
  };
}

/** Checks a row against its entry in the seal; both come in the order of their ids. */
function sameRow(entry: Entry, row: AuditText | undefined, { number }: Seal): AuditText {
  if (row && row.id < entry.id) throw putIn(row);
  if (row?.id !== entry.id) throw new BrokenTrail(brokenTrails['row-missing']({ row: entry.id, seal: number }));
  if (!digestOf(row).equals(entry.digest))
    throw new BrokenTrail(brokenTrails['row-changed']({ row: entry.id, seal: number }));
  return row;
}

/** Checks rows one after another, each by its HMAC, and counts those that were accepted without a right one. */
function rowChecker(database: Database, secrets: KeyMaterial) {
  const trust = trailTrust(database, secrets);
  let accepted = 0;
  return {
    accepted: () => accepted,
    async check(row: AuditText): Promise<void> {
      const fault = await trust.faultOf(row);
      if (fault && !(await trust.isAccepted(fault))) throw new BrokenTrail(trailFaults[fault.fault](fault));
      if (fault) accepted += 1;
    },
  };
}

const putIn = ({ id }: AuditText): BrokenTrail => new BrokenTrail(brokenTrails['row-put-in']({ row: id }));

async function* rowsFrom(database: Database, first: bigint): AsyncGenerator<AuditText, undefined> {
  for (let from = first; ; ) {
    const page = await auditRows(database, from, ALL_IDS.last, ROWS);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    from = last.id + 1n;
  }
}

async function* sealsThrough(database: Database, through: number): AsyncGenerator<Seal> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await sealsBetween(database, after, through, SEALS);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.number;
  }
}
