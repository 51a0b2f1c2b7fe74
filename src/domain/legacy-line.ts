import type { Identifier, Profile } from './account.ts';
import { parseEmail } from './email.ts';
import {
  type LegacyContacts,
  type LegacyFault,
  type LegacyKey,
  type LegacyLoss,
  legacyColumns,
  MAX_BCRYPT_COST,
} from './legacy-key.ts';
import { parseNie } from './nie.ts';
import { parseMobile } from './phone.ts';
import { Refusal } from './refusal.ts';
import { writesNothing } from './registry-text.ts';
import { parseRun, parseRut } from './rut.ts';

type LegacyLine = { readonly key: LegacyKey; readonly lost: readonly LegacyLoss[] } | { readonly fault: LegacyFault };

type Stored = Pick<LegacyKey, 'scheme' | 'salt' | 'hash'>;

const profiles: readonly string[] = ['natural', 'juridica', 'migrante', 'facilitador'] satisfies Profile[];
const hexDigits = { md5: 32, sha1: 40, sha256: 64 } as const;
const MAX_SALT = 128;

/**
 * Reads the fields of one line. A contact that is no address, and a salt that is a program's word for none, is dropped
 * and reported; anything else refuses the line.
 */
export function readLegacyLine(fields: readonly string[]): LegacyLine {
  if (fields.length !== legacyColumns.length) return { fault: 'line-unreadable' };
  const [perfil = '', identificador = '', esquema = '', salt = '', hash = '', email = '', celular = ''] = fields;
  const profile = perfil.trim().toLowerCase();
  if (!isProfile(profile)) return { fault: 'profile-unknown' };
  const identifier = attempt(() => readIdentifier(profile, identificador));
  if (!identifier) return { fault: 'identifier-invalid' };
  const said = withoutNoSalt(salt, hash.trim());
  const stored = readStored(esquema.trim().toLowerCase(), said.salt, said.hash);
  if ('fault' in stored) return stored;
  const { contacts, lost } = readContacts(email.trim(), celular.trim());
  return { key: { profile, identifier, ...stored, contacts }, lost: [...said.lost, ...lost] };
}

/** Words besides those of a registry that a program writes where there is no salt. */
const NO_SALTS: readonly string[] = ['nil', 'none', 'n/a', '-'];

const isNoSalt = (salt: string): boolean => writesNothing(salt) || NO_SALTS.includes(salt.trim().toLowerCase());

/** Salt and hash of a line; a word for none, in the salt's column or before the hash, is dropped: it is no salt. */
function withoutNoSalt(salt: string, hash: string): { salt: string; hash: string; lost: readonly LegacyLoss[] } {
  const colon = hash.lastIndexOf(':');
  const [inColumn, inline] = [isNoSalt(salt), colon > 0 && isNoSalt(hash.slice(0, colon))];
  return {
    salt: inColumn ? '' : salt,
    hash: inline ? hash.slice(colon + 1) : hash,
    lost: inColumn || inline ? ['salt-dropped'] : [],
  };
}

const isProfile = (text: string): text is Profile => profiles.includes(text);

function readIdentifier(profile: Profile, text: string): Identifier {
  if (profile === 'natural') return parseRun(text);
  // An account stores every kind of identifier in one column, hence as one type.
  return profile === 'juridica' ? parseRut(text) : parseNie(text);
}

function readStored(scheme: string, salt: string, hash: string): Stored | { readonly fault: LegacyFault } {
  if (scheme === 'bcrypt') return readBcrypt(salt, hash);
  if (scheme !== 'md5' && scheme !== 'sha1' && scheme !== 'sha256') return { fault: 'scheme-unknown' };
  const colon = hash.lastIndexOf(':');
  const [inline, digest] = [hash.slice(0, Math.max(0, colon)), hash.slice(colon + 1).toLowerCase()];
  if (digest.length !== hexDigits[scheme] || !/^[0-9a-f]+$/.test(digest)) return { fault: 'hash-invalid' };
  if ((inline && salt) || Math.max(inline.length, salt.length) > MAX_SALT) return { fault: 'salt-invalid' };
  return { scheme, salt: inline || salt, hash: digest };
}

/** The prefixes `$2a$`, `$2b$` and `$2y$` name the same computation for keys of up to 72 bytes. */
function readBcrypt(salt: string, hash: string): Stored | { readonly fault: LegacyFault } {
  const [, cost = '', rest = ''] = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{53})$/.exec(hash) ?? [];
  if (!rest) return { fault: 'hash-invalid' };
  if (salt !== '') return { fault: 'salt-invalid' };
  if (Number(cost) < 4 || Number(cost) > MAX_BCRYPT_COST) return { fault: 'bcrypt-cost' };
  return { scheme: 'bcrypt', salt: `$2b$${cost}$${rest.slice(0, 22)}`, hash: `$2b$${cost}$${rest}` };
}

function readContacts(email: string, celular: string): { contacts: LegacyContacts; lost: readonly LegacyLoss[] } {
  const contacts = {
    email: email === '' ? undefined : attempt(() => parseEmail(email)),
    mobile: celular === '' ? undefined : attempt(() => parseMobile(celular)),
  };
  const lost: LegacyLoss[] = [];
  if (email !== '' && !contacts.email) lost.push('email-dropped');
  if (celular !== '' && !contacts.mobile) lost.push('mobile-dropped');
  return { contacts, lost };
}

function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
