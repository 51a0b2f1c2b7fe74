import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';

/** Rows that one statement ends: it takes some milliseconds, and no more locks than that. */
const BATCH = 500;
/** After a full batch, so many times its own duration pass before the next one: the work takes a tenth of one core. */
const RESTS = 9;

/** What ends: rows of `table` where `where` holds, by the index on `by`, oldest first. */
export interface Ending {
  readonly table: string;
  /** A column with an index; of a partial one `where` repeats the condition. */
  readonly by: string;
  readonly where: string;
  /** What is set in the rows; where it is left out they are deleted. */
  readonly set?: string | undefined;
  /** Rows of a batch, where other tables' rows go along with each. */
  readonly batch?: number | undefined;
}

/** How many rows ended, and whether there may be more. */
export interface Ended {
  readonly rows: number;
  readonly more: boolean;
}

/**
 * Ends rows in at most `batches` batches, each a transaction of its own; rows that another process has locked are left
 * to it. The order makes PostgreSQL read by the index whatever its statistics are: with a limit alone it may read the
 * table from its beginning, in each pass, for rows that it estimates to be many and that are gone.
 */
export async function endInBatches(
  { run }: Pick<Database, 'run'>,
  ending: Ending,
  batches: number,
  bindings: Readonly<Record<string, Date>> = {},
): Promise<Ended> {
  const { batch = BATCH } = ending;
  let rows = 0;
  for (let done = 0; done < batches; done += 1) {
    const begun = performance.now();
    const { rowCount } = await run<{ rowCount: number }>((sql) => sql.raw(statementOf(ending), bindings));
    rows += rowCount;
    if (rowCount < batch) return { rows, more: false };
    await restAfter(begun);
  }
  return { rows, more: true };
}

/** Leaves the database to others, in proportion to the work since `begun`. */
export async function restAfter(begun: number): Promise<void> {
  await sleep(RESTS * (performance.now() - begun));
}

function statementOf({ table, by, where, set, batch = BATCH }: Ending): string {
  const chosen = `ctid = any(array(
    select ctid from ${table} where ${where} order by ${by} limit ${batch} for update skip locked))`;
  return set ? `update ${table} set ${set} where ${chosen}` : `delete from ${table} where ${chosen}`;
}
