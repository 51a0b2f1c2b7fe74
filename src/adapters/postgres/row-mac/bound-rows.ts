import type { Knex } from 'knex';
import type { Database } from '../database/database.ts';
import { assertAsAsked, assertAsQueried } from './as-asked.ts';
import { type BoundTableName, boundTable } from './bound-tables.ts';
import type { Row } from './canonical-row.ts';
import type { RowMacs } from './row-macs.ts';

type Query = Knex.QueryBuilder;
type Which = (rows: Query) => Query;

/**
 * The only way in which rows of a bound table are read and written (floor 15): every row that comes out was checked,
 * every row that goes in is signed. Each `edit` must stand in a transaction: it locks what it writes.
 */
export interface BoundRows<R> {
  /**
   * A row that another statement read whole, with the condition that its columns are as `asked`; throws TamperedRow.
   */
  checked(row: R | undefined, asked: Row): R | undefined;
  /** Rows that match `which`, read whole and checked; the match is not left to the database (as-asked.ts). */
  all(which: Which): Promise<readonly R[]>;
  first(which: Which): Promise<R | undefined>;
  insert(row: R): Promise<void>;
  /** Locks the rows that match, checks each, writes what `change` gives for it, and gives them in their new state. */
  edit(which: Which, change: (row: R) => Partial<R> | Promise<Partial<R>>): Promise<readonly R[]>;
}

/** `R` names every bound column, with null for none. */
export function boundRows<R extends object>(
  { run }: Pick<Database, 'run'>,
  macs: RowMacs,
  table: BoundTableName,
): BoundRows<R> {
  const { key } = boundTable(table);
  const all = async (which: Which): Promise<R[]> => {
    let asked: Query | undefined;
    const rows = await run<R[]>((sql) => {
      asked = which(sql(table));
      return asked.select(`${table}.*`);
    });
    for (const row of rows) {
      macs.checked(table, row);
      assertAsQueried(table, row, asked as Query);
    }
    return rows;
  };
  const write = async (before: R, change: Partial<R>): Promise<R> => {
    const after = macs.signed(table, { ...before, ...change });
    const where = Object.fromEntries(key.map((column) => [column, (before as Row)[column]]));
    await run((sql) =>
      sql(table)
        .where(where)
        .update({ ...change, mac: after.mac }),
    );
    return after;
  };

  return {
    checked(row, asked) {
      if (!row) return undefined;
      macs.checked(table, row);
      assertAsAsked(table, row, asked);
      return row;
    },
    all,
    first: async (which) => (await all((rows) => which(rows).limit(1)))[0],
    insert: async (row) => void (await run((sql) => sql(table).insert(macs.signed(table, row)))),
    async edit(which, change) {
      const written: R[] = [];
      for (const row of await all((rows) => which(rows).forUpdate())) written.push(await write(row, await change(row)));
      return written;
    },
  };
}
