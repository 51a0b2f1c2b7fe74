import { brokenTrails } from '../../../locales/es-CL/operator/audit.ts';
import { lastIdOf, type Seal } from '../audit/chain.ts';
import type { AuditText } from '../audit/rows.ts';
import { lastSeal, sealsBetween } from '../audit/seal-rows.ts';
import { BrokenTrail } from '../audit/verify.ts';
import type { Database } from '../database/database.ts';
import type { Evidence, EvidenceSeal } from './bundle.ts';
import { rowsAbout } from './rows-about.ts';

/** The acts of the trail that name a folio, in order, and every seal that covers one of them. */
export async function trailAbout(database: Database, folio: string): Promise<Pick<Evidence, 'acts' | 'seals'>> {
  const acts: Evidence['acts'] = [];
  const seals = new Map<number, EvidenceSeal>();
  const last = await lastSeal(database);
  for await (const row of rowsAbout(database, folio)) {
    const seal = await sealOfRow(database, row, last);
    if (seal && !seals.has(seal.number)) seals.set(seal.number, await toEvidence(database, seal));
    acts.push({ columns: columnsOf(row), seal: seal?.number ?? null });
  }
  return { acts, seals: [...seals.values()] };
}

const columnsOf = ({ columns }: AuditText): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).filter((pair): pair is [string, string] => pair[1] !== null));

/** The first seal whose last row is not before this one, found by halves; undefined where none covers it yet. */
async function sealOfRow(database: Database, { id }: AuditText, last: Seal | undefined): Promise<Seal | undefined> {
  if (!last || lastIdOf(last) < id) return undefined;
  let [from, found] = [1, last];
  while (from < found.number) {
    const middle = await sealAt(database, Math.floor((from + found.number) / 2));
    if (lastIdOf(middle) < id) from = middle.number + 1;
    else found = middle;
  }
  return found;
}

async function sealAt(database: Database, number: number): Promise<Seal> {
  const [seal] = await sealsBetween(database, number - 1, number, 1);
  if (!seal) throw new BrokenTrail(brokenTrails['seal-missing']({ seal: number }));
  return seal;
}

async function toEvidence(database: Database, seal: Seal): Promise<EvidenceSeal> {
  const { number, sealedAt, total, keyId } = seal;
  const previous = number > 1 ? (await sealAt(database, number - 1)).mac.toString('hex') : null;
  const entries = seal.entries.toString('base64');
  return { number, sealedAt, total, keyId, previous, entries, mac: seal.mac.toString('hex') };
}
