import { type MailProvider, providerOf } from './mail-providers.ts';
import { Refusal } from './refusal.ts';

/**
 * An e-mail address that a relay takes: the part before the @ as it was typed, the domain in lower case and in the
 * characters of the DNS (A-labels). `parseEmail` makes them; addresses stored before 28 November 2026 may have other
 * forms.
 */
export type Email = string & { readonly email: unique symbol };

/** RFC 5321, 4.5.3.1: octets of the local part and of the whole path without its angle brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
/** Characters that are read: the longest address in any script, and what is copied with it. */
const MAX_TYPED = 1000;
/** RFC 5321, 4.1.2, Dot-string: no quoted strings, which no citizen has and few systems take. */
const DOT_STRING = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** RFC 5321, 2.3.5 with the labels of RFC 1034, 3.5: at least two, the last one letters or an A-label (RFC 3696, 2). */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;
/** Blanks and invisible marks that are copied at both ends of an address. */
const COPIED = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/u;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Reads an e-mail address as a person types or pastes it. Blanks and invisible marks at both ends are removed, anything
 * inside is not repaired. Throws `email-invalid` (no address), `email-letters` (before the @, letters that mail takes
 * only with SMTPUTF8, RFC 6531, which is not requested of the relay) or `email-invisible` (marks that are not visible).
 */
export function parseEmail(text: string): Email {
  if (text.length > MAX_TYPED) throw new Refusal('email-invalid');
  const typed = text.replace(COPIED, '');
  if (INVISIBLE.test(typed)) throw new Refusal('email-invisible');
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, Math.max(0, at));
  const domain = asciiDomain(typed.slice(at + 1));
  const shaped = at > 0 && DOMAIN.test(domain);
  if (shaped && isWordWithAccents(local)) throw new Refusal('email-letters');
  const address = `${local}@${domain}`;
  if (!shaped || !DOT_STRING.test(local) || local.length > MAX_LOCAL || address.length > MAX_ADDRESS)
    throw new Refusal('email-invalid');
  return address as Email;
}

/** Reads an e-mail where one is on file: that one, sent back unchanged, is accepted though not valid as new. */
export const parseEmailBesides = (text: string, onFile: Email): Email => (text === onFile ? onFile : parseEmail(text));

/** Whether a text is an address that a relay takes. */
export function isEmail(text: string): boolean {
  try {
    return parseEmail(text) !== '';
  } catch {
    return false;
  }
}

/** Whether only letters outside ASCII make a local part invalid: the user gets another explanation then. */
const isWordWithAccents = (local: string): boolean =>
  NOT_ASCII.test(local) && DOT_STRING.test(local.replace(/[^\0-\x7f\s]/gu, 'x'));

/**
 * A domain in A-labels (UTS 46, as URL reads a host), or nothing where it is none. Only letters, digits, hyphens and
 * dots are passed to URL, which would read "%41" as a letter and "/" as an end.
 */
const asciiDomain = (typed: string): string => (/^[\p{L}\p{M}\p{N}.-]+$/u.test(typed) ? (inDns(typed) ?? '') : '');

/**
 * The mailbox of an address, equal for all its spellings: case, "+tag", the dots of Gmail, a provider's second name, a
 * domain in its own script or in that of the DNS. Budgets are counted by it; it is no address, and nothing is sent to
 * it. Where a provider is not known, two mailboxes that differ by a tag count as one.
 */
export function mailboxOf(email: Email): string {
  const written = email.normalize('NFKC').toLowerCase();
  const at = written.lastIndexOf('@');
  const typed = written.slice(at + 1).replace(/\.$/, '');
  const domain = inDns(typed) ?? typed;
  const provider = providerOf(domain);
  const local = bareLocal(written.slice(0, at), provider);
  return `${local}@${provider?.domains[0] ?? domain}`;
}

/** Without its tag and what the provider ignores; a part that would be empty then stays as it is. */
function bareLocal(local: string, { ignored, tag = /\+/ }: Partial<MailProvider> = {}): string {
  const [bare = ''] = local.split(tag);
  const read = ignored ? bare.replace(ignored, '') : bare;
  return read === '' ? local : read;
}

function inDns(domain: string): string | undefined {
  const address = `http://${domain}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

type MaskStyle = 'guide' | 'fixed';

/** Hides an address: "guide" is the manual's form (`polmxxxx@senxxxx`), "fixed" hides its length (`p•••@s•••.cl`). */
export function maskEmail(email: Email, style: MaskStyle): string {
  const [local = '', host = ''] = email.split('@');
  if (style === 'fixed') return `${local.charAt(0)}•••@${host.charAt(0)}•••.${host.split('.').at(-1)}`;
  return `${local.slice(0, Math.min(4, Math.ceil(local.length / 2)))}xxxx@${host.slice(0, 3)}xxxx`;
}
