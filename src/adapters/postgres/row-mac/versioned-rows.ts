import { type RowFault, TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { carryRowVersion } from '../audit/carry-row-version.ts';
import { knownVersion, rowName } from '../audit/row-versions.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from './bound-rows.ts';
import { type BoundTableName, boundTable } from './bound-tables.ts';
import type { Row } from './canonical-row.ts';
import { rowMacs } from './row-macs.ts';

/** Tables whose rows have a version, null in a row of before, that the trail carries. */
const versionedTables = [
  'staff',
  'reserved_accounts',
  'facilitador_requests',
  'machines',
  'member_invitations',
  'platform_records',
  'portal_clients',
] as const;
type VersionedTable = (typeof versionedTables)[number];

interface Versioned {
  readonly version: number | null;
}

/**
 * Bound rows whose version rises with each write and is carried by an act of the trail, so that a whole older row that is
 * put back is noticed (floor 15): by `newest`, before each edit, and by `npm run audit -- verify`.
 */
interface VersionedRows<R extends Versioned> extends Pick<BoundRows<R>, 'all' | 'first' | 'edit'> {
  insert(row: Omit<R, 'version'>): Promise<void>;
  /** The row with this key; throws TamperedRow where the trail knows a later one. Both are read by one statement. */
  newest(key: string): Promise<R | undefined>;
  /** The newest version of it that the trail knows. */
  known(key: string): Promise<number>;
}

const OLDER: RowFault = 'is older than the trail says';

/** Throws TamperedRow for a row whose version is lower than one that an act has carried. */
export function assertNewest(table: string, key: string, version: number | null, known: number | null): void {
  if ((version ?? 0) < (known ?? 0)) throw new TamperedRow({ table, row: key, reason: OLDER });
}

export function versionedRows<R extends Versioned>(
  database: Database,
  secrets: KeyMaterial,
  table: VersionedTable,
): VersionedRows<R> {
  const rows = boundRows<R>(database, rowMacs(secrets), table);
  const [key = 'id'] = boundTable(table).key;
  const keyOf = (row: object): string => String((row as Readonly<Record<string, unknown>>)[key]);
  const carry = (row: string, rowVersion: number): void =>
    carryRowVersion(database, secrets, { row: rowName(table, row), rowVersion });
  const known = async (row: string): Promise<number> => {
    const name = rowName(table, row);
    const found = await database.run<{ rows: { known: number | null }[] }>((sql) =>
      sql.raw(`select ${knownVersion('?')} as known`, [name]),
    );
    return found.rows[0]?.known ?? 0;
  };
  return {
    all: rows.all,
    first: rows.first,
    known,
    async newest(row) {
      const found = await database.run<(R & { known: number | null }) | undefined>((sql) =>
        sql(table)
          .where({ [key]: row })
          .first(`${table}.*`, sql.raw(`${knownVersion('?')} as known`, [rowName(table, row)])),
      );
      const checked = rows.checked(found, { [key]: row });
      if (found && checked) assertNewest(table, row, found.version, found.known);
      return checked;
    },
    async insert(row) {
      const version = (await known(keyOf(row))) + 1;
      carry(keyOf(row), version);
      await rows.insert({ ...row, version } as unknown as R);
    },
    edit: (which, change) =>
      rows.edit(which, async (row) => {
        // Its row is locked: the trail has no version that another transaction wrote since it was read.
        assertNewest(table, keyOf(row), row.version, await known(keyOf(row)));
        const version = (row.version ?? 0) + 1;
        carry(keyOf(row), version);
        return { ...(await change(row)), version };
      }),
  };
}

/**
 * The version with which a repair writes a row that is older than the trail says, and which an act carries then; undefined
 * for any other row.
 */
export async function versionAfter(
  database: Database,
  secrets: KeyMaterial,
  { table, row }: { readonly table: BoundTableName; readonly row: Row },
): Promise<{ readonly version: number } | undefined> {
  const versioned = versionedTables.find((one) => one === table);
  const [key = 'id'] = boundTable(table).key;
  if (!versioned) return undefined;
  const known = await versionedRows(database, secrets, versioned).known(String(row[key]));
  if (Number(row.version ?? 0) >= known) return undefined;
  carryRowVersion(database, secrets, { row: rowName(table, String(row[key])), rowVersion: known + 1 });
  return { version: known + 1 };
}
