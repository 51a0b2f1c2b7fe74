import { Secret } from './key.ts';
import { compactText } from './pasted-text.ts';
import { SIGNS } from './provisional-key.ts';

const LENGTH = 16;
/** Characters of a code that tell which of a user's hashes it is compared with. */
const BEGIN = 2;

/** Bytes that one printed code is drawn from. */
export const PRINTED_BYTES = LENGTH;

/** Printed codes that replace a lost second factor: how many a user has. */
export const RECOVERY_CODES = 10;

/** Printed codes of a sheet that replace a lost key together with the card (rules, Hoja de respaldo). */
export const BACKUP_CODES = 2;

/** A code to be printed: sixteen characters without look-alikes, 80 bits (ASVS 6.5.2). */
export function printedCode(bytes: Uint8Array): Secret {
  if (bytes.length < LENGTH) throw new Error('a printed code needs sixteen random bytes');
  return new Secret([...bytes.subarray(0, LENGTH)].map((byte) => SIGNS.charAt(byte & 31)).join(''));
}

/** As it is printed: "ABCD-EFGH-JKLM-NPQR". */
export const formatPrinted = (code: Secret): string => (code.reveal().match(/.{4}/g) ?? []).join('-');

/** Typed text as a printed code: any case, without copied blanks and marks. Undefined when it cannot be one. */
export function asPrintedCode(typed: string): Secret | undefined {
  const text = compactText(typed);
  return text.length === LENGTH && [...text].every((sign) => SIGNS.includes(sign)) ? new Secret(text) : undefined;
}

export const beginOf = (code: Secret): string => code.reveal().slice(0, BEGIN);

/** Codes of which no two begin alike, so that a typed one is compared with one hash. `chance` gives random bytes. */
export function printedCodes(count: number, chance: (bytes: number) => Uint8Array): readonly Secret[] {
  const codes = new Map<string, Secret>();
  while (codes.size < count) {
    const code = printedCode(chance(PRINTED_BYTES));
    codes.set(beginOf(code), code);
  }
  return [...codes.values()];
}
