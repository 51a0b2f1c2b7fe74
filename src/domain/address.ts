import { Refusal } from './refusal.ts';

/** A home address as SENCE keeps it; `comuna` is the five-digit territorial code (SUBDERE 2018). */
export interface Address {
  readonly street: string;
  readonly number: string;
  readonly block?: string | undefined;
  readonly flat?: string | undefined;
  readonly comuna: string;
}

/** That of a facilitador, who may live abroad: none was asked. */
export const NO_ADDRESS: Address = { street: '', number: '', comuna: '' };

/** Whether there is one. */
export const isAddress = ({ comuna }: Address): boolean => comuna !== '';

/** A text that must be there, trimmed, at most `max` characters. */
export function requiredText(text: string, max: number): string {
  const found = optionalText(text, max);
  if (found === undefined) throw new Refusal('field-missing');
  return found;
}

/** A text that may be missing, trimmed, at most `max` characters. */
export function optionalText(text: string, max: number): string | undefined {
  const found = text.replace(/\s+/g, ' ').trim();
  if (found.length > max) throw new Refusal('field-too-long', { max });
  return found === '' ? undefined : found;
}
