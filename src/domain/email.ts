import { Refusal } from './refusal.ts';

/** An e-mail address as it was typed, trimmed; the domain in small letters. Only `parseEmail` makes one. */
export type Email = string & { readonly email: unique symbol };

const SHAPE = /^[^\s@<>(),;:"\\[\]]{1,64}@([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;

/** Reads an e-mail address; up to 254 characters (RFC 5321). */
export function parseEmail(text: string): Email {
  const typed = text.trim();
  const at = typed.lastIndexOf('@');
  if (typed.length > 254 || !SHAPE.test(typed) || typed.includes('..')) throw new Refusal('email-invalid');
  return (typed.slice(0, at) + typed.slice(at).toLowerCase()) as Email;
}

/** The same mailbox however it is written: small letters, no "+tag". Message budgets count by this. */
export function mailboxOf(email: Email): string {
  const [local = '', host = ''] = email.toLowerCase().split('@');
  return `${local.split('+')[0]}@${host}`;
}

export type MaskStyle = 'guide' | 'fixed';

/** Hides an address: "guide" is the manual's look (`polmxxxx@senxxxx`), "fixed" tells no length (`p•••@s•••.cl`). */
export function maskEmail(email: Email, style: MaskStyle): string {
  const [local = '', host = ''] = email.split('@');
  if (style === 'fixed') return `${local.charAt(0)}•••@${host.charAt(0)}•••.${host.split('.').at(-1)}`;
  return `${local.slice(0, Math.min(4, Math.ceil(local.length / 2)))}xxxx@${host.slice(0, 3)}xxxx`;
}
