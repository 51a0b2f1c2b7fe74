import type { Scan } from '../adapters/postgres/repair/find-faults.ts';
import type { Row } from '../adapters/postgres/row-mac/canonical-row.ts';
import type { RowAlarms } from '../adapters/postgres/row-mac/row-alarms.ts';
import { repairLists, repairTexts, rowStates } from '../locales/es-CL/operator/repair.ts';
import { wordsOfFault } from '../locales/es-CL/operator/row-faults.ts';
import { readableValue } from './readable-value.ts';
import { aligned, printable } from './terminal.ts';

/** The rows that were noted, the newest first, and for each whether it verifies now. */
export function showAlarms({ alarms, more }: RowAlarms, states: readonly string[]): string {
  if (alarms.length === 0) return repairLists.noAlarms;
  const rows = alarms.map((alarm, place) => [
    alarm.table,
    printable(alarm.key),
    alarm.accountId ?? '–',
    alarm.reference,
    alarm.seenAt.toISOString(),
    states[place] ?? '',
    printable(wordsOfFault(alarm.reason)),
  ]);
  return [...aligned([repairLists.alarms, ...rows]), ...(more > 0 ? [repairTexts.more({ count: more })] : [])].join(
    '\n',
  );
}

/** The result of a check of a whole table. */
export function showScan(table: string, { rows, bad, badRows }: Scan): string {
  const verdict = repairTexts.scanned({ table, rows, bad: badRows });
  if (badRows === 0) return verdict;
  const lines = bad.map(({ key, accountId, fault }) => [
    printable(key),
    accountId ?? '–',
    printable(wordsOfFault(fault)),
  ]);
  const more = badRows - bad.length;
  return [
    verdict,
    ...aligned([repairLists.faults, ...lines]),
    ...(more > 0 ? [repairTexts.more({ count: more })] : []),
  ].join('\n');
}

/** Columns that are read beside a row, and the MAC itself, mean nothing to an operator. */
const HIDDEN = new Set(['mac', 'dependent_macs', 'alarmed']);

/** The content of a row, without secrets. */
export function showRow(table: string, row: Row, fault: string | undefined): string {
  const columns = Object.entries(row)
    .filter(([column]) => !HIDDEN.has(column))
    .map(([column, value]) => [column, readableValue(value)]);
  const verdict =
    fault === undefined ? rowStates.verifies : repairTexts['fails-for']({ fault: printable(wordsOfFault(fault)) });
  return aligned([[repairLists.table, table], [repairLists.mac, verdict], ...columns]).join('\n');
}
