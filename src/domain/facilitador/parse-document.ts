import { requiredText } from '../address.ts';
import { Refusal } from '../refusal.ts';
import { type DocumentKind, documentKinds } from './facilitador-data.ts';

const LONGEST = 30;

/** Reads the kind of a document. Throws `field-missing`. */
export function parseDocumentKind(text: string): DocumentKind {
  const found = documentKinds.find((kind) => kind === text);
  if (!found) throw new Refusal('field-missing');
  return found;
}

/**
 * Reads the number of a foreign document in capitals: letters, digits and what stands between them, at least one digit.
 * Throws `field-missing`, `field-too-long`, `document-number-invalid`.
 */
export function parseDocumentNumber(text: string): string {
  const number = requiredText(text, LONGEST).toUpperCase();
  if (!/^[A-Z\d]([A-Z\d ./-]*[A-Z\d])?$/.test(number) || !/\d/.test(number))
    throw new Refusal('document-number-invalid');
  return number;
}
