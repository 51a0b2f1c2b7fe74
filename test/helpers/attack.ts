import type { ExecutionContext } from 'ava';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import type { TestApp } from './app.ts';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table as an attacker reads them. */
export const rowsOf = (app: TestApp, table: string, which: Row = {}): Promise<readonly Row[]> =>
  app.raw.run<Row[]>((sql) => sql(table).where(which));

/** The first of them; throws when there is none. */
export async function rowOf(app: TestApp, table: string, which: Row = {}): Promise<Row> {
  const [row] = await rowsOf(app, table, which);
  if (!row) throw new Error(`no such row in ${table}`);
  return row;
}

/** Writes columns as an attacker who has the database and no key. */
export const overwrite = (app: TestApp, table: string, which: Row, columns: Row): Promise<number> =>
  app.raw.run<number>((sql) => sql(table).where(which).update(columns));

/** Inserts a row as the same attacker. */
export const plant = (app: TestApp, table: string, row: Row): Promise<void> =>
  app.raw.run((sql) => sql(table).insert(row));

/** Asserts that a call of the product ends with TamperedRow, which names the table. */
export async function isRefused(
  t: ExecutionContext,
  table: string,
  ask: () => Promise<unknown>,
  why: string,
): Promise<void> {
  const fault = await t.throwsAsync(ask(), { instanceOf: TamperedRow }, why);
  t.is((fault as TamperedRow | undefined)?.table, table, why);
}
