import { compactText } from './pasted-text.ts';
import { Refusal } from './refusal.ts';
import { checkDigit } from './rut.ts';

/** Número de Identidad Extranjero in canonical form: digits, hyphen, check character ("199000001-4"). */
export type Nie = string & { readonly nie: unique symbol };

/** The issuer of the NIE and its check rule are not published: what is assumed is here and nowhere else. */
export const niePolicy = { kind: 'NIE', min: 1, max: 999_999_999, checkCharacter: checkDigit } as const;

/** Reads a NIE as people type it: any dash or blank, dots, invisible marks, leading zeros, lower-case k. */
export function parseNie(text: string): Nie {
  const compact = compactText(text);
  if (compact === '') throw new Refusal('nie-missing');
  const [, body, digit] = /^0*([1-9]\d{0,8})([\dK])$/.exec(compact) ?? [];
  if (!body || !inRange(Number(body)) || niePolicy.checkCharacter(body) !== digit) throw new Refusal('nie-invalid');
  return `${body}-${digit}` as Nie;
}

const inRange = (number: number): boolean => number >= niePolicy.min && number <= niePolicy.max;
