import type { Knex } from 'knex';
import { BESIDE, hasItsDependents, OTHER_DEPENDENTS, type ReadAccount } from '../accounts/account-dependents.ts';
import type { Database } from '../database/database.ts';
import { type BoundTableName, boundTable } from '../row-mac/bound-tables.ts';
import type { Row } from '../row-mac/canonical-row.ts';
import type { RowMacs } from '../row-mac/row-macs.ts';

type Run = Pick<Database, 'run'>;

/** PostgreSQL could not read one of the words as a value of the column. */
const UNREADABLE = /^22/;

/**
 * The row that an operator names by the values of its key, bytea in hexadecimal, whole and unchecked; an account with
 * its dependents. Undefined where there is none, or where a value cannot be one of its column.
 */
export async function findRow(
  database: Run,
  table: BoundTableName,
  words: readonly string[],
): Promise<Row | undefined> {
  const where = await whereOf(database, table, words);
  try {
    return await database.run<Row | undefined>((sql) => wholeRows(sql, table).where(where).first());
  } catch (error) {
    if (UNREADABLE.test(String((error as { code?: unknown }).code))) return undefined;
    throw error;
  }
}

/** The condition that names one row. */
export async function whereOf(
  { run }: Run,
  table: BoundTableName,
  words: readonly string[],
): Promise<Record<string, string>> {
  const columns = await run<{ name: string; type: string }[]>((sql) =>
    sql('information_schema.columns')
      .where({ table_schema: 'public', table_name: table })
      .select('column_name as name', 'udt_name as type'),
  );
  const isBytes = (column: string): boolean => columns.some(({ name, type }) => name === column && type === 'bytea');
  return Object.fromEntries(
    boundTable(table).key.map((column, place) => [column, `${isBytes(column) ? '\\x' : ''}${words[place]}`]),
  );
}

/** Rows of a table as they must be read to be checked. */
export const wholeRows = (sql: Knex, table: BoundTableName): Knex.QueryBuilder =>
  sql(table).select(`${table}.*`, ...(table === 'accounts' ? [sql.raw(BESIDE)] : []));

/** What is wrong with a row that `wholeRows` gave, as the end of a sentence; undefined where it is as the product wrote it. */
export function faultOf(macs: RowMacs, table: BoundTableName, row: Row): string | undefined {
  const fault = macs.fault(table, row);
  if (fault !== undefined || table !== 'accounts') return fault;
  return hasItsDependents(row as unknown as ReadAccount) ? undefined : OTHER_DEPENDENTS;
}
