import { requiredText } from '../address.ts';
import { Refusal } from '../refusal.ts';
import countries from './countries.json' with { type: 'json' };
import { type Sex, sexes } from './facilitador-data.ts';

const NAME_LENGTH = 80;
/** Letters of any script with their marks; between them a blank, a hyphen, a point or an apostrophe. */
const NAME = /^\p{L}[\p{L}\p{M} .'’-]*$/u;
const MOST_CHILDREN = 30;

/** Reads a name as the document has it. Throws `field-missing`, `field-too-long`, `name-invalid`. */
export function parseName(text: string): string {
  const name = requiredText(text.normalize('NFC'), NAME_LENGTH);
  if (!NAME.test(name)) throw new Refusal('name-invalid');
  return name;
}

/** The same for a name that a person may not have. */
export const parseOptionalName = (text: string): string | undefined =>
  text.trim() === '' ? undefined : parseName(text);

/** Throws `field-missing`. */
export function parseSex(text: string): Sex {
  const found = sexes.find((sex) => sex === text);
  if (!found) throw new Refusal('field-missing');
  return found;
}

/** Reads a code of ISO 3166-1. Throws `field-missing`. */
export function parseCountry(text: string): string {
  if (!countries.codes.includes(text)) throw new Refusal('field-missing');
  return text;
}

/** Reads «Cantidad de Hijos», which may stay empty (C13). Throws `children-invalid`. */
export function parseChildren(text: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (!/^\d{1,2}$/.test(typed) || Number(typed) > MOST_CHILDREN) throw new Refusal('children-invalid');
  return Number(typed);
}

/** Codes of all countries, in the order of the standard. */
export const countryCodes: readonly string[] = countries.codes;
