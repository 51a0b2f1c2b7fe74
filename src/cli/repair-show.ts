import type { Scan } from '../adapters/postgres/repair/find-faults.ts';
import type { Row } from '../adapters/postgres/row-mac/canonical-row.ts';
import type { RowAlarms } from '../adapters/postgres/row-mac/row-alarms.ts';
import { readableValue, wordsOfFault } from './repair-words.ts';
import { aligned, printable } from './terminal.ts';

/** The rows that were noted, the newest first, and for each whether it verifies now. */
export function showAlarms({ alarms, more }: RowAlarms, states: readonly string[]): string {
  if (alarms.length === 0) return 'Ninguna fila está anotada.';
  const rows = alarms.map((alarm, place) => [
    alarm.table,
    printable(alarm.key),
    alarm.accountId ?? '–',
    alarm.reference,
    alarm.seenAt.toISOString(),
    states[place] ?? '',
    wordsOfFault(alarm.reason),
  ]);
  const heading = ['TABLA', 'CLAVE', 'CUENTA', 'CÓDIGO', 'VISTA', 'AHORA', 'MOTIVO'];
  return [...aligned([heading, ...rows]), ...(more > 0 ? [`Y ${more} más.`] : [])].join('\n');
}

/** What a look at a whole table found. */
export function showScan(table: string, { rows, bad, badRows }: Scan): string {
  const verdict = `${table}: ${rows} ${rows === 1 ? 'fila' : 'filas'}, ${badRows} no ${badRows === 1 ? 'verifica' : 'verifican'}.`;
  if (badRows === 0) return verdict;
  const lines = bad.map(({ key, accountId, fault }) => [printable(key), accountId ?? '–', wordsOfFault(fault)]);
  const more = badRows - bad.length;
  return [verdict, ...aligned([['CLAVE', 'CUENTA', 'MOTIVO'], ...lines]), ...(more > 0 ? [`Y ${more} más.`] : [])].join(
    '\n',
  );
}

/** Columns that are read beside a row, and the MAC itself, say nothing to an operator. */
const HIDDEN = new Set(['mac', 'dependent_macs', 'alarmed']);

/** What a row says, without secrets. */
export function showRow(table: string, row: Row, fault: string | undefined): string {
  const columns = Object.entries(row)
    .filter(([column]) => !HIDDEN.has(column))
    .map(([column, value]) => [column, readableValue(value)]);
  const verdict = fault === undefined ? 'verifica' : `no verifica: ${wordsOfFault(fault)}`;
  return aligned([['Tabla', table], ['Firma', verdict], ...columns]).join('\n');
}
