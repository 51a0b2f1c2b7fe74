import type { Knex } from 'knex';
import { wordsOfFault } from '../../../locales/es-CL/operator/row-faults.ts';
import { signingRefusals } from '../../../locales/es-CL/operator/start.ts';
import type { Audit } from '../../../ports/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { digestOf, type ReadAccount } from '../accounts/account-dependents.ts';
import type { Database } from '../database/database.ts';
import { type BoundTableName, boundTable, boundTables } from '../row-mac/bound-tables.ts';
import type { Row } from '../row-mac/canonical-row.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { wholeRows } from './find-row.ts';

/** Why nothing is signed and the server does not start, for an operator. */
export class SigningRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'SigningRefused';
  }
}

/** Rows of one transaction: some ten milliseconds each hundred. */
const BATCH = 1000;

/** What signing needs; `say` is called for a table that had rows. */
interface Signing {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly audit: Pick<Audit, 'record'>;
  readonly now: () => Date;
  readonly say?: (fields: { readonly table: string; readonly rows: number; readonly perSecond: number }) => void;
}

/**
 * Signs the rows that are older than the MACs of rows, each table once: as they are, in batches, before the server
 * serves. An interrupted run continues where it was. The moment is an act of the trail, and a signed row of
 * `signed_tables`; a table whose act is in the trail and whose row is gone is never signed again: throws
 * SigningRefused, as for a row that the product did not write.
 */
export async function signOldRows(signing: Signing): Promise<void> {
  const { database, secrets } = signing;
  const macs = rowMacs(secrets);
  const left = await tablesToSign(database, macs);
  if (left.length === 0) return;
  const signed: [BoundTableName, number][] = [];
  for (const table of left) signed.push([table, await signTable(signing, macs, table)]);
  await noteSigned(signing, macs, Object.fromEntries(signed));
}

/**
 * Throws SigningRefused where the trail names a table that has no mark. Its marks are read again before that: a
 * concurrent start may have ended since they were read, and it writes marks and act in one transaction.
 */
async function tablesToSign(database: Database, macs: RowMacs): Promise<readonly BoundTableName[]> {
  const before = await unsignedTables(database, macs);
  if (before.length === 0) return before;
  const signedEarlier = await signedBefore(database, before);
  if (signedEarlier.length === 0) return before;
  const left = await unsignedTables(database, macs);
  refuseSecondTime(signedEarlier.filter((table) => left.includes(table)));
  return left;
}

async function unsignedTables({ run }: Database, macs: RowMacs): Promise<readonly BoundTableName[]> {
  const marks = await run<{ name: string; mac: Buffer }[]>((sql) => sql('signed_tables').select());
  const done = new Set(marks.map((mark) => nameOfMark(macs, mark)));
  const names = Object.keys(boundTables) as BoundTableName[];
  // An account records the MACs of its dependents: they come first.
  const inOrder = names.toSorted((one, other) => Number(one === 'accounts') - Number(other === 'accounts'));
  return inOrder.filter((name) => name !== 'signed_tables' && !done.has(name));
}

function nameOfMark(macs: RowMacs, mark: { readonly name: string }): string {
  const fault = macs.fault('signed_tables', mark);
  if (fault === undefined) return mark.name;
  throw new SigningRefused(signingRefusals['mark-tampered']({ name: mark.name, fault: wordsOfFault(fault) }));
}

/** Which of these tables were signed once, by the trail. */
async function signedBefore({ run }: Database, left: readonly BoundTableName[]): Promise<readonly BoundTableName[]> {
  const acts = await run<{ details: Readonly<Record<string, number>> }[]>((sql) =>
    sql('audit').where({ act: 'rows.signed' }).select('details'),
  );
  return left.filter((table) => acts.some(({ details }) => table in details));
}

function refuseSecondTime(again: readonly BoundTableName[]): void {
  if (again.length > 0) throw new SigningRefused(signingRefusals['signed-before']({ tables: again }));
}

/** How many rows had no MAC. */
async function signTable({ database, say }: Signing, macs: RowMacs, table: BoundTableName): Promise<number> {
  const begun = performance.now();
  let [rows, last]: [number, Row | undefined] = [0, undefined];
  do {
    const batch: Batch = await database.atomically(() => signBatch(database, macs, table, last));
    rows += batch.signed;
    last = batch.last;
  } while (last);
  if (rows > 0) say?.({ table, rows, perSecond: Math.round((rows * 1000) / (performance.now() - begun)) });
  return rows;
}

/** From here on a row of these tables without a MAC is refused; of processes that start together one records it. */
function noteSigned(
  { database, audit, now }: Signing,
  macs: RowMacs,
  rows: Readonly<Record<string, number>>,
): Promise<void> {
  const marks = Object.keys(rows).map((name) => macs.signed('signed_tables', { name, signed_at: now() }));
  return database.atomically(async () => {
    const added = await database.run<unknown[]>((sql) =>
      sql('signed_tables').insert(marks).onConflict('name').ignore().returning('name'),
    );
    if (added.length > 0) await audit.record({ act: 'rows.signed', details: rows });
  });
}

/** How many were signed, and the last row that was read; none at the table's end. */
interface Batch {
  readonly signed: number;
  readonly last: Row | undefined;
}

/** Signs what has no MAC among the next rows by key. */
async function signBatch(
  { run }: Database,
  macs: RowMacs,
  table: BoundTableName,
  after: Row | undefined,
): Promise<Batch> {
  const { key } = boundTable(table);
  const rows = await run<Row[]>((sql) => {
    const next = wholeRows(sql, table)
      .orderBy([...key])
      .limit(BATCH)
      .forUpdate();
    return after ? next.whereRaw(...isAfter(key, after)) : next;
  });
  const unsigned = rows.filter(({ mac }) => !mac).map((row) => macs.signed(table, asItIs(table, row)));
  if (unsigned.length > 0) await run((sql) => sql.raw(...writeAll(table, key, unsigned)));
  return { signed: unsigned.length, last: rows.at(-1) };
}

/** Condition for the rows after one, in the order of their key. */
export const isAfter = (key: readonly string[], row: Row): [string, Knex.RawBinding[]] => [
  `(${key.join(', ')}) > (${key.map(() => '?').join(', ')})`,
  key.map((column) => row[column] as Knex.RawBinding),
];

/** A row as it is signed the first time: an account with its dependents. */
function asItIs(table: BoundTableName, row: Row): Row {
  if (table !== 'accounts') return row;
  return { ...row, dependents: digestOf((row as unknown as ReadAccount).dependent_macs) };
}

/** One statement for all rows: their keys travel as JSON, so that each column is read by its own type. */
function writeAll(table: string, key: readonly string[], rows: readonly Row[]): [string, string[]] {
  const columns = table === 'accounts' ? ['mac', 'dependents'] : ['mac'];
  const values = rows.map((row) =>
    Object.fromEntries([...key, ...columns].map((column) => [column, asText(row[column])])),
  );
  const same = key.map((column) => `bound.${column} = signed.${column}`).join(' and ');
  const set = columns.map((column) => `${column} = signed.${column}`).join(', ');
  return [
    `update ${table} bound set ${set} from json_populate_recordset(null::${table}, ?::json) signed where ${same}`,
    [JSON.stringify(values)],
  ];
}

const asText = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);
