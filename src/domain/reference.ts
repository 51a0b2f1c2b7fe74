const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** How many random bytes a reference is made of. */
export const REFERENCE_BYTES = 8;

const REFERENCE = new RegExp(`^(?:CS|FE)(?:-[${SYMBOLS}]{4}){2}$`);

/** Whether a text has the form of a reference. */
export const isReference = (text: string): boolean => REFERENCE.test(text);

/**
 * A reference that can be read aloud on the telephone, of as many random bytes: "CS-7F3K-92QX", or "FE-…" for the request
 * of a facilitador.
 */
export function referenceOf(bytes: Uint8Array, prefix: 'CS' | 'FE' = 'CS'): string {
  const symbols = [...bytes].map((byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('');
  return `${prefix}-${symbols.slice(0, 4)}-${symbols.slice(4, REFERENCE_BYTES)}`;
}
