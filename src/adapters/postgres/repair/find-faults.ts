import type { Database } from '../database/database.ts';
import { type BoundTableName, boundTable } from '../row-mac/bound-tables.ts';
import type { Row } from '../row-mac/canonical-row.ts';
import { nameOf, type RowMacs } from '../row-mac/row-macs.ts';
import { faultOf, wholeRows } from './find-row.ts';
import { isAfter } from './sign-old-rows.ts';

/** Rows of one statement. */
const BATCH = 1000;

/** A row that does not verify. */
interface BadRow {
  readonly key: string;
  readonly accountId: string | undefined;
  /** As the end of a sentence: "has no MAC". */
  readonly fault: string;
}

/** The result of checking a whole table. */
export interface Scan {
  readonly rows: number;
  /** The first of those that do not verify, by key. */
  readonly bad: readonly BadRow[];
  /** How many do not verify in all. */
  readonly badRows: number;
}

/** Reads a whole table in batches by key and checks each row; of those that do not verify it gives `limit` at most. */
export async function findFaults(
  { run }: Pick<Database, 'run'>,
  macs: RowMacs,
  table: BoundTableName,
  limit: number,
): Promise<Scan> {
  const { key } = boundTable(table);
  const bad: BadRow[] = [];
  let [rows, badRows]: [number, number] = [0, 0];
  for (let last: Row | undefined, more = true; more; ) {
    const batch: Row[] = await run<Row[]>((sql) => {
      const next = wholeRows(sql, table)
        .orderBy([...key])
        .limit(BATCH);
      return last ? next.whereRaw(...isAfter(key, last)) : next;
    });
    const found = batch.flatMap((row) => badRowOf(macs, table, row));
    bad.push(...found.slice(0, limit - bad.length));
    rows += batch.length;
    badRows += found.length;
    last = batch.at(-1);
    more = batch.length === BATCH;
  }
  return { rows, bad, badRows };
}

function badRowOf(macs: RowMacs, table: BoundTableName, row: Row): readonly BadRow[] {
  const fault = faultOf(macs, table, row);
  if (fault === undefined) return [];
  const { row: key, accountId } = nameOf(table, row);
  return [{ key, accountId, fault }];
}
