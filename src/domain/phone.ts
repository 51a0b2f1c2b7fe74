import { compactText } from './pasted-text.ts';
import { Refusal } from './refusal.ts';

/** A Chilean telephone number in E.164 ("+56912345678"). Only the parsers below make one. */
export type Phone = string & { readonly phone: unique symbol };

/** Area codes of the closed nine-digit plan (SUBTEL): 2 for Santiago, two digits elsewhere. */
const LANDLINE = /^(2\d{8}|(3[2-5]|4[1-5]|5[1-357-8]|6[13-57]|7[1-35])\d{7})$/;

/** Reads a mobile as people type it: 8 digits after +56 9, or with 9, 56 or +56 in front. */
export function parseMobile(text: string): Phone {
  const digits = digitsOf(text).replace(/^(?:56)?9(?=\d{8}$)/, '');
  if (!/^[1-9]\d{7}$/.test(digits)) throw new Refusal('mobile-invalid');
  return `+569${digits}` as Phone;
}

/** Whether an SMS may be sent there: Chilean mobiles only, never a premium-rate or foreign number. */
export function isMobile(phone: Phone): boolean {
  return /^\+569[1-9]\d{7}$/.test(phone);
}

/**
 * A number in the usual form of its kind: "+56 9 1234 5678" for a mobile, "+56 2 2345 6789" in Santiago and "+56 32 291
 * 1111" elsewhere, where the area code has two digits (SUBTEL, closed plan of nine digits). Any other text is
 * unchanged.
 */
export function formatPhone(phone: string): string {
  return phone
    .replace(/^\+56([29])(\d{4})(\d{4})$/, '+56 $1 $2 $3')
    .replace(/^\+56(\d{2})(\d{3})(\d{4})$/, '+56 $1 $2 $3');
}

/** Reads an optional landline or mobile; undefined for an empty text. */
export function parsePhone(text: string): Phone | undefined {
  const digits = digitsOf(text).replace(/^0?56(?=\d{9}$)/, '');
  if (digits === '') return undefined;
  if (LANDLINE.test(digits) || /^9[1-9]\d{7}$/.test(digits)) return `+56${digits}` as Phone;
  throw new Refusal('phone-invalid');
}

/** A number without separators; one with other characters is refused by the readers above. */
const digitsOf = (text: string): string => compactText(text).replace(/[()+]/g, '');
