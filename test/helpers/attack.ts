import type { ExecutionContext } from 'ava';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import type { TestHouse } from './house.ts';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table as an attacker reads them. */
export const rowsOf = (house: TestHouse, table: string, which: Row = {}): Promise<readonly Row[]> =>
  house.raw.run<Row[]>((sql) => sql(table).where(which));

/** The first of them; throws when there is none. */
export async function rowOf(house: TestHouse, table: string, which: Row = {}): Promise<Row> {
  const [row] = await rowsOf(house, table, which);
  if (!row) throw new Error(`no such row in ${table}`);
  return row;
}

/** Writes columns as somebody does who has the database and no key. */
export const overwrite = (house: TestHouse, table: string, which: Row, columns: Row): Promise<number> =>
  house.raw.run<number>((sql) => sql(table).where(which).update(columns));

/** Inserts a row in the same way. */
export const plant = (house: TestHouse, table: string, row: Row): Promise<void> =>
  house.raw.run((sql) => sql(table).insert(row));

/** What the product asks of a table ends with TamperedRow, which names the table. */
export async function isRefused(
  t: ExecutionContext,
  table: string,
  ask: () => Promise<unknown>,
  why: string,
): Promise<void> {
  const fault = await t.throwsAsync(ask(), { instanceOf: TamperedRow }, why);
  t.is((fault as TamperedRow | undefined)?.table, table, why);
}
