import { valueTexts } from '../locales/es-CL/operator/repair.ts';

/** Days, codes, folios and ids of accounts: values that describe a row and are no secret. */
const PLAIN =
  /^(?:\d{4}-\d\d-\d\d|[a-z][a-z_-]{0,30}|[A-Z]{2,6}|[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const NUMBER = /^(\d{1,2})\d{4,9}(-[\dkK])$/;

/** A value of a row as it may be read: no hash, no encrypted content, no token; numbers of people are masked. */
export function readableValue(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return valueTexts.flag({ value });
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return Buffer.isBuffer(value) ? valueTexts.bytes(value) : valueTexts.hidden({});
  const masked = NUMBER.exec(value);
  if (masked) return `${masked[1]}•••${masked[2]}`;
  return PLAIN.test(value) ? value : valueTexts.characters(value);
}
