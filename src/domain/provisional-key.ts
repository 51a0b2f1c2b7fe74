import { Secret } from './key.ts';
import { compactText } from './pasted-text.ts';

/** Thirty-two characters that are not confused: neither 0 nor 1, and neither the O nor the I that look like them. */
export const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** Bytes that a provisional key is drawn from. */
export const PROVISIONAL_BYTES = LENGTH;

/** A key of eight characters, 40 bits, from as many random bytes (floor 3; the guide's example is J53722W1). */
export function provisionalKey(bytes: Uint8Array): Secret {
  if (bytes.length < LENGTH) throw new Error('a provisional key needs eight random bytes');
  return new Secret([...bytes.subarray(0, LENGTH)].map((byte) => SIGNS.charAt(byte & 31)).join(''));
}

/** Typed text as a provisional key: any case, without copied blanks and marks. Undefined when it cannot be one. */
export function asProvisionalKey(typed: Secret): Secret | undefined {
  const text = compactText(typed.reveal());
  return text.length === LENGTH && [...text].every((sign) => SIGNS.includes(sign)) ? new Secret(text) : undefined;
}

/** A code of six digits from four random bytes; the bias is below one in four thousand. */
export function smsCode(bytes: Uint8Array): Secret {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  return new Secret(String(number % 1_000_000).padStart(6, '0'));
}
