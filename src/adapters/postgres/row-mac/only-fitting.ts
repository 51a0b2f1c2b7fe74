import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { Database } from '../database/database.ts';
import type { BoundTableName } from './bound-tables.ts';
import { noteTampered } from './row-alarms.ts';
import type { RowMacs } from './row-macs.ts';

/** The reference of an error that no visitor saw. */
const NO_REFERENCE = '-';

/**
 * Those of the rows that verify. Each other one is recorded for an alarm, as part of the open transaction, and delays
 * nothing: for code that ends or notifies something, and must not be stopped by a row that the product did not write.
 */
export async function onlyFitting<R extends object>(
  database: Pick<Database, 'run'>,
  macs: RowMacs,
  table: BoundTableName,
  rows: readonly R[],
): Promise<readonly R[]> {
  const faults: TamperedRow[] = [];
  const fitting = rows.filter((row) => {
    const fault = faultOf(macs, table, row);
    if (fault) faults.push(fault);
    return !fault;
  });
  for (const fault of faults) await noteTampered(database, fault, NO_REFERENCE, await clock(database));
  return fitting;
}

function faultOf(macs: RowMacs, table: BoundTableName, row: object): TamperedRow | undefined {
  try {
    macs.checked(table, row);
    return undefined;
  } catch (fault) {
    if (fault instanceof TamperedRow) return fault;
    throw fault;
  }
}

/** The database's clock: all instances of the product compare with this one. */
export async function clock({ run }: Pick<Database, 'run'>): Promise<Date> {
  const { rows } = await run<{ rows: [{ at: Date }] }>((sql) => sql.raw('select clock_timestamp() as at'));
  return rows[0].at;
}
