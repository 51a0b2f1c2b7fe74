import type { Identifier, Profile } from './account.ts';
import type { Email } from './email.ts';
import type { Phone } from './phone.ts';

/** How the old system kept a key. */
export type LegacyScheme = 'md5' | 'sha1' | 'sha256' | 'bcrypt';

/** Addresses that the old system had; the only ones through which an identifier that was only declared is recovered. */
export interface LegacyContacts {
  readonly email?: Email | undefined;
  readonly mobile?: Phone | undefined;
}

/** One key of the old system. `hash` is lower-case hexadecimal, or for bcrypt the whole text with the prefix `$2b$`. */
export interface LegacyKey {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly scheme: LegacyScheme;
  readonly salt: string;
  readonly hash: string;
  readonly contacts: LegacyContacts;
}

/** Why a line is not imported. */
export type LegacyFault =
  | 'line-unreadable'
  | 'profile-unknown'
  | 'identifier-invalid'
  | 'scheme-unknown'
  | 'salt-invalid'
  | 'hash-invalid'
  | 'bcrypt-cost'
  | 'duplicate'
  | 'already-registered';

/** What was dropped from a line; its key is imported all the same. */
export type LegacyLoss = 'salt-dropped' | 'email-dropped' | 'mobile-dropped';

/** Columns of the file, in this order. */
export const legacyColumns = ['perfil', 'identificador', 'esquema', 'sal', 'hash', 'email', 'celular'] as const;

/** Months for which an imported key is kept (rules, Legacy). */
export const LEGACY_MONTHS = 12;

/** The heaviest bcrypt that is accepted: every refused login costs the heaviest that is kept. */
export const MAX_BCRYPT_COST = 12;
