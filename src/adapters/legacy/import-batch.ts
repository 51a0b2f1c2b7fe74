import type { LegacyFault, LegacyKey, LegacyLoss } from '../../domain/legacy-key.ts';
import { readLegacyLine } from '../../domain/legacy-line.ts';
import { type LegacyRow, sealLegacyKey } from '../postgres/accounts/legacy-row.ts';
import type { Database } from '../postgres/database/database.ts';
import { rowMacs } from '../postgres/row-mac/row-macs.ts';
import type { KeyMaterial } from '../secrets.ts';
import type { CsvRecord } from './csv-records.ts';

/** A line of the report: never a hash, an identifier or an address. */
export interface Remark {
  readonly line: number;
  readonly reason: LegacyFault | LegacyLoss;
}

interface Read {
  readonly line: number;
  readonly key: LegacyKey;
  readonly lost: readonly LegacyLoss[];
}

/**
 * Seals and inserts the keys of some records within the open transaction; gives how many were imported, and what to
 * report.
 */
export async function importBatch(
  database: Database,
  secrets: KeyMaterial,
  records: readonly CsvRecord[],
  at: Date,
): Promise<{ readonly imported: number; readonly remarks: readonly Remark[] }> {
  const remarks: Remark[] = [];
  const fresh = new Map<string, Read>();
  for (const { line, fields } of records) {
    const read = fields ? readLegacyLine(fields) : ({ fault: 'line-unreadable' } as const);
    if ('fault' in read) remarks.push({ line, reason: read.fault });
    else if (fresh.has(nameOf(read.key))) remarks.push({ line, reason: 'duplicate' });
    else fresh.set(nameOf(read.key), { line, ...read });
  }
  for (const holder of await holdersAmong(database, [...fresh.values()])) {
    remarks.push({ line: fresh.get(holder)?.line ?? 0, reason: 'already-registered' });
    fresh.delete(holder);
  }
  const macs = rowMacs(secrets);
  const inserted = await insertKeys(
    database,
    [...fresh.values()].map(({ key }) => macs.signed('legacy_keys', sealLegacyKey(secrets, key, at))),
  );
  for (const [name, { line, lost }] of fresh) {
    if (inserted.has(name)) remarks.push(...lost.map((reason) => ({ line, reason })));
    else remarks.push({ line, reason: 'duplicate' });
  }
  return { imported: inserted.size, remarks };
}

const nameOf = ({ profile, identifier }: { profile: string; identifier: string }): string => `${profile}:${identifier}`;

/** Identifiers that have an account already; a pending one reserves nothing. */
async function holdersAmong({ named }: Database, reads: readonly Read[]): Promise<readonly string[]> {
  const { rows } = await named({
    name: 'legacy-holders',
    text: `select a.profile, a.identifier from accounts a
      join unnest($1::text[], $2::text[]) as wanted (profile, identifier) using (profile, identifier)
      where a.state not in ('pendiente_correo', 'cerrada')`,
    values: [reads.map(({ key }) => key.profile), reads.map(({ key }) => key.identifier)],
  });
  return rows.map(nameOf);
}

type SignedRow = LegacyRow & { readonly mac: Buffer };

async function insertKeys({ named }: Database, rows: readonly SignedRow[]): Promise<ReadonlySet<string>> {
  const column = <K extends keyof SignedRow>(name: K) => rows.map((row) => row[name]);
  const { rows: inserted } = await named({
    name: 'legacy-insert',
    text: `insert into legacy_keys
        (id, profile, identifier, recipe, contacts, bcrypt_cost, imported_at, expires_at, mac)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::smallint[],
        $7::timestamptz[], $8::timestamptz[], $9::bytea[])
      on conflict (profile, identifier) do nothing returning profile, identifier`,
    values: [
      ...[column('id'), column('profile'), column('identifier'), column('recipe'), column('contacts')],
      ...[column('bcrypt_cost'), column('imported_at'), column('expires_at'), column('mac')],
    ],
  });
  return new Set(inserted.map(nameOf));
}
