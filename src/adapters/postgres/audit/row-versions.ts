import type { Act } from '../../../ports/audit.ts';
import type { Database } from '../database/database.ts';

type Transactions = Pick<Database, 'transaction'>;

/** A row as the trail names it, and the version with which it was written. */
export interface RowVersion {
  /** Table and key: "staff:7d9f…". */
  readonly row: string;
  readonly rowVersion: number;
}

/** How the trail names a row. */
export const rowName = (table: string, key: string): string => `${table}:${key}`;

/** The newest version that the trail has of a row, whose name is an expression of SQL; null for none. */
export const knownVersion = (name: string): string =>
  `(select max((details ->> 'rowVersion')::integer) from audit where details ->> 'row' = ${name})`;

/** Versions that were written in a transaction and that no act of it has carried yet. */
const written = new WeakMap<object, Map<string, number>>();

/** Notes that a row was written: the next act in this transaction carries its version. */
export function noteRowVersion(database: Transactions, { row, rowVersion }: RowVersion): void {
  const transaction = database.transaction();
  if (!transaction) throw new Error('a row with a version was written outside of a transaction');
  const versions = written.get(transaction) ?? new Map<string, number>();
  written.set(transaction, versions.set(row, rowVersion));
}

/** Acts that carry the versions of a table, by how their names begin; an act about something else names no row of it. */
const carriers: Readonly<Record<string, string>> = {
  cases: 'case.',
  facilitador_requests: 'facilitador.',
  machines: 'machine.',
  member_invitations: 'member.',
  portal_clients: 'portal.',
  reserved_accounts: 'desk.reserved',
  staff: 'staff.',
};

/** A version that an act carries; each is carried once. */
export function takeRowVersion(database: Transactions, act: Act): RowVersion | undefined {
  const versions = written.get(database.transaction() ?? {});
  for (const [row, rowVersion] of versions ?? []) {
    const [table = ''] = row.split(':');
    if (act !== 'row.written' && !act.startsWith(carriers[table] ?? ' ')) continue;
    versions?.delete(row);
    return { row, rowVersion };
  }
  return undefined;
}

/** Forgets a version that was not written after all. */
export function dropRowVersion(database: Transactions, row: string): void {
  written.get(database.transaction() ?? {})?.delete(row);
}

/** How many versions no act has carried. */
export const uncarriedRows = (database: Transactions): number => written.get(database.transaction() ?? {})?.size ?? 0;
