import type { RepairRefusal } from '../../../ports/tampered-row.ts';
import type { Texts } from '../../shape/texts.ts';

/** Why a row is not repaired, for an operator. */
export const repairRefusals: Readonly<Record<RepairRefusal, string>> = {
  'account-first': 'la cuenta de esa fila tampoco verifica: repare primero la cuenta, con «sign accounts»',
  'no-row': 'esa fila no está',
  'not-removable': 'de esa tabla no se borra nada con esta orden',
  verifies: 'esa fila verifica: no hay nada que reparar',
};

/** Whether a noted row verifies now. */
export const rowStates = {
  absent: 'no está',
  fails: 'no verifica',
  verifies: 'verifica',
} as const;

interface RepairData {
  readonly 'fails-for': { readonly fault: string };
  readonly more: { readonly count: number };
  readonly 'other-keys': { readonly fault: string };
  readonly removed: { readonly table: string; readonly row: string };
  readonly scanned: { readonly table: string; readonly rows: number; readonly bad: number };
  readonly signed: { readonly table: string; readonly row: string };
}

/** What was found or done. */
export const repairTexts: Texts<RepairData> = {
  'fails-for': ({ fault }) => `no verifica: ${fault}`,
  more: ({ count }) => `Y ${count} más.`,
  'other-keys': ({ fault }) =>
    `SECRETS_KEY no es la de los servidores, o hay que reparar antes la tabla keyring: a una fila de ella, ${fault}`,
  removed: ({ table, row }) => `Borrada: ${table} ${row}. Quedó en el registro de actos.`,
  scanned: ({ table, rows, bad }) =>
    `${table}: ${rows} ${rows === 1 ? 'fila' : 'filas'}, ${bad} no ${bad === 1 ? 'verifica' : 'verifican'}.`,
  signed: ({ table, row }) => `Firmada: ${table} ${row}. Quedó en el registro de actos.`,
};

/** Headings and names of lists and of a row. */
export const repairLists = {
  alarms: ['TABLA', 'CLAVE', 'CUENTA', 'CÓDIGO', 'VISTA', 'AHORA', 'MOTIVO'],
  faults: ['CLAVE', 'CUENTA', 'MOTIVO'],
  mac: 'Firma',
  noAlarms: 'Ninguna fila está anotada.',
  table: 'Tabla',
} as const;

interface ValueData {
  readonly bytes: { readonly length: number };
  readonly characters: { readonly length: number };
  readonly flag: { readonly value: boolean };
  readonly hidden: object;
}

/** A value of a row that is not shown as it is. */
export const valueTexts: Texts<ValueData> = {
  bytes: ({ length }) => `(${length} bytes)`,
  characters: ({ length }) => `(${length} caracteres)`,
  flag: ({ value }) => (value ? 'sí' : 'no'),
  hidden: () => '(no se muestra)',
};
