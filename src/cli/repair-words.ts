import { printable } from './terminal.ts';

/** What is wrong with a row, as the adapter says it, for an operator. */
const faults: Readonly<Record<string, string>> = {
  'has no MAC': 'no tiene firma',
  'was signed under a key that SECRETS_KEY does not list': 'la firmó una llave que SECRETS_KEY no nombra',
  'was changed or moved': 'fue cambiada, movida o copiada',
  'has other dependents than were written': 'cuelgan de ella otras filas que las escritas',
};

/** Of the end of a sentence, or of the sentence of a TamperedRow, whose beginning names the row. */
export function wordsOfFault(fault: string): string {
  const known = Object.entries(faults).find(([said]) => fault === said || fault.endsWith(` ${said}`));
  return known?.[1] ?? printable(fault);
}

/** Days, codes, folios and ids of accounts: what says something of a row and opens nothing. */
const PLAIN =
  /^(?:\d{4}-\d\d-\d\d|[a-z][a-z_-]{0,30}|[A-Z]{2,6}|[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const NUMBER = /^(\d{1,2})\d{4,9}(-[\dkK])$/;

/** A value of a row as it may be read: no hash, no sealed content, no token; numbers of people are masked. */
export function readableValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 'sí' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return Buffer.isBuffer(value) ? `(${value.length} bytes)` : '(no se muestra)';
  const masked = NUMBER.exec(value);
  if (masked) return `${masked[1]}•••${masked[2]}`;
  return PLAIN.test(value) ? value : `(${value.length} caracteres)`;
}
