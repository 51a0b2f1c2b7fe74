import { compactText } from './pasted-text.ts';
import { Refusal } from './refusal.ts';

/** RUN or RUT in canonical form: digits, hyphen, check digit ("12345678-5"). Only `parseRut` makes one. */
export type Rut = string & { readonly rut: unique symbol };

/** From this number on the SII gives RUTs to companies and other entities (common rule in Chilean practice). */
const FIRST_COMPANY = 50_000_000;

/** A number of nine digits and its check character: no RUT has it, a NIE does. */
const TOO_LONG = /^0*[1-9]\d{8}[\dK]$/;

/**
 * Reads a RUT as people type it: with or without dots, any dash or blank, invisible marks, leading zeros, lower-case k.
 * Nine digits, as a NIE has them, are `rut-too-long`: their check digit may well be right.
 */
export function parseRut(text: string): Rut {
  const compact = compactText(text);
  if (compact === '') throw new Refusal('rut-missing');
  if (TOO_LONG.test(compact)) throw new Refusal('rut-too-long');
  const [, body, digit] = /^0*([1-9]\d{3,7})([\dK])$/.exec(compact) ?? [];
  if (!body || checkDigit(body) !== digit) throw new Refusal('rut-invalid');
  return `${body}-${digit}` as Rut;
}

/** Reads the RUT of a person; one of the companies' range is refused with `rut-of-company` (M-03). */
export function parseRun(text: string): Rut {
  const rut = parseRut(text);
  if (isCompanyNumber(rut)) throw new Refusal('rut-of-company');
  return rut;
}

/** The RUT of a register's answer, which has number and check digit apart; undefined where the digit does not match. */
export const rutOfParts = (number: number, digit: string): Rut | undefined =>
  number > 0 && checkDigit(String(number)) === digit ? (`${number}-${digit}` as Rut) : undefined;

/** Whether a canonical number is in the SII's range for companies; a person with giro has a person's number. */
export const isCompanyNumber = (number: string): boolean => Number.parseInt(number, 10) >= FIRST_COMPANY;

/** Writes a RUT as official documents print it: "12.345.678-5". */
export function formatRut(rut: Rut): string {
  return rut.replace(/\B(?=(\d{3})+-)/g, '.');
}

/** Modulo 11 over the digits from right to left with weights 2 to 7; remainder 0 is "0" and 1 is "K". */
export function checkDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, place) => total + Number(digit) * (2 + (place % 6)), 0);
  return '0K987654321'.charAt(sum % 11);
}
