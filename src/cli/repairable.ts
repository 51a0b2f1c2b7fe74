import { type BoundTableName, boundTable, boundTables } from '../adapters/postgres/row-mac/bound-tables.ts';

/** The tables that carry MACs, and how many values name a row of each. */
export function repairable(name: string): { readonly table: BoundTableName; readonly keys: number } | undefined {
  if (!Object.hasOwn(boundTables, name)) return undefined;
  const table = name as BoundTableName;
  return { table, keys: boundTable(table).key.length };
}
