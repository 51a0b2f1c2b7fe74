import { type BoundTableName, boundTable } from './bound-tables.ts';
import type { Row } from './canonical-row.ts';

/**
 * What a statement over several bound tables selects to give a row of one of them whole, under the name that it has
 * there.
 */
export const columnsAs = (table: BoundTableName, name: string): string =>
  [...boundTable(table).columns, 'mac'].map((column) => `${name}.${column} as "${name}.${column}"`).join(', ');

/** That row, out of the statement's result. */
export function rowAs<R extends object>(given: Row, name: string): R {
  const own = Object.entries(given).filter(([column]) => column.startsWith(`${name}.`));
  return Object.fromEntries(own.map(([column, value]) => [column.slice(name.length + 1), value])) as R;
}
