import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { Database } from '../database/database.ts';
import type { BoundTableName } from './bound-tables.ts';
import { noteTampered } from './row-alarms.ts';
import type { RowMacs } from './row-macs.ts';

/** No visitor saw it. */
const NO_REFERENCE = '-';

/**
 * Those of the rows that verify. Each other one is noted for an alarm, as part of whatever transaction is open, and holds up
 * nothing: for whoever ends or tells something, and must not be kept from it by a row that somebody else wrote.
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

/** Of the database: all instances of the product compare with this one. */
export async function clock({ run }: Pick<Database, 'run'>): Promise<Date> {
  const { rows } = await run<{ rows: [{ at: Date }] }>((sql) => sql.raw('select clock_timestamp() as at'));
  return rows[0].at;
}
