import { type MailProvider, providerOf } from './mail-providers.ts';
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

/**
 * The same mailbox however its address is written: case, "+tag", the dots of Gmail, a provider's second name, a domain in
 * its own letters or in those of the DNS. Budgets count by it and by nothing else: it is no address, and nothing is sent
 * there. Where a provider is not known, two mailboxes that differ by a tag count as one.
 */
export function mailboxOf(email: Email): string {
  const written = email.normalize('NFKC').toLowerCase();
  const at = written.lastIndexOf('@');
  const domain = inDns(written.slice(at + 1));
  const provider = providerOf(domain);
  const local = bareLocal(written.slice(0, at), provider);
  return `${local}@${provider?.domains[0] ?? domain}`;
}

/** Without its tag and what the provider does not read; a part that would be empty then stays as it is. */
function bareLocal(local: string, { ignored, tag = /\+/ }: Partial<MailProvider> = {}): string {
  const [bare = ''] = local.split(tag);
  const read = ignored ? bare.replace(ignored, '') : bare;
  return read === '' ? local : read;
}

function inDns(domain: string): string {
  const address = `http://${domain.replace(/\.$/, '')}`;
  return URL.canParse(address) ? new URL(address).hostname : domain;
}

export type MaskStyle = 'guide' | 'fixed';

/** Hides an address: "guide" is the manual's look (`polmxxxx@senxxxx`), "fixed" tells no length (`p•••@s•••.cl`). */
export function maskEmail(email: Email, style: MaskStyle): string {
  const [local = '', host = ''] = email.split('@');
  if (style === 'fixed') return `${local.charAt(0)}•••@${host.charAt(0)}•••.${host.split('.').at(-1)}`;
  return `${local.slice(0, Math.min(4, Math.ceil(local.length / 2)))}xxxx@${host.slice(0, 3)}xxxx`;
}
