import { randomUUID } from 'node:crypto';
import type { LegacyContacts, LegacyKey } from '../../../domain/legacy-key.ts';
import { LEGACY_MONTHS } from '../../../domain/legacy-key.ts';
import { costOf, type LegacyRecipe } from '../../hashing/digest.ts';
import type { KeyMaterial } from '../../secrets.ts';

/** A row of legacy_keys. Both sealed values are bound to the row's id, profile and identifier. */
export interface LegacyRow {
  readonly id: string;
  readonly profile: string;
  readonly identifier: string;
  readonly recipe: Buffer;
  readonly contacts: Buffer;
  /** Argon2id over the old hash, once it is wrapped. */
  readonly key_hash: string | null;
  readonly bcrypt_cost: number | null;
  readonly imported_at: Date;
  readonly expires_at: Date;
}

type Place = Pick<LegacyRow, 'id' | 'profile' | 'identifier'>;

/** Seals an imported key into a new row that is valid for twelve months from `at`. */
export function sealLegacyKey(secrets: KeyMaterial, key: LegacyKey, at: Date): LegacyRow {
  const { profile, identifier, scheme, salt, hash, contacts } = key;
  const place = { id: randomUUID(), profile, identifier };
  const expires = new Date(at);
  expires.setUTCMonth(expires.getUTCMonth() + LEGACY_MONTHS);
  return {
    ...place,
    recipe: sealRecipe(secrets, place, { scheme, salt, hash }),
    contacts: secrets.seal(JSON.stringify(contacts), contextOf(place, 'contacts')),
    key_hash: null,
    bcrypt_cost: scheme === 'bcrypt' ? costOf(salt) : null,
    imported_at: at,
    expires_at: expires,
  };
}

/** Seals how a typed key is hashed, for its own row only. */
export function sealRecipe(secrets: KeyMaterial, place: Place, recipe: LegacyRecipe): Buffer {
  return secrets.seal(JSON.stringify(recipe), contextOf(place, 'recipe'));
}

/** Opens the recipe; throws when the value was changed or belongs to another row. */
export function openRecipe(secrets: KeyMaterial, row: Place & Pick<LegacyRow, 'recipe'>): LegacyRecipe {
  return JSON.parse(secrets.open(row.recipe, contextOf(row, 'recipe')));
}

/** Opens the contacts; throws like openRecipe. */
export function openContacts(secrets: KeyMaterial, row: Place & Pick<LegacyRow, 'contacts'>): LegacyContacts {
  return JSON.parse(secrets.open(row.contacts, contextOf(row, 'contacts')));
}

const contextOf = ({ id, profile, identifier }: Place, what: string): string =>
  `legacy:${id}:${profile}:${identifier}:${what}`;
