import { compactText } from './pasted-text.ts';
import { Refusal } from './refusal.ts';

/** "Número de serie" or "número de documento" of an identity card: A and 9 digits, or 9 letters and digits. */
export type CedulaSerial = string & { readonly serial: unique symbol };

/** Reads the card's number as typed or as printed, with or without dots; empty gives undefined. */
export function parseSerial(text: string): CedulaSerial | undefined {
  const compact = compactText(text);
  if (compact === '') return undefined;
  if (!/^(A\d{9}|[A-Z0-9]{9})$/.test(compact)) throw new Refusal('serial-invalid');
  return compact as CedulaSerial;
}

/** The same where there must be one; throws `serial-missing`. */
export function requireSerial(text: string): CedulaSerial {
  const serial = parseSerial(text);
  if (!serial) throw new Refusal('serial-missing');
  return serial;
}
