import { type Identifier, NO_ACCOUNT, type Profile } from '../../../domain/account.ts';
import { Secret } from '../../../domain/key.ts';
import { parseRut } from '../../../domain/rut.ts';
import type { Hasher } from '../../../ports/hasher.ts';
import type { LegacyKeys } from '../../../ports/legacy-keys.ts';
import { legacyDigest, sameDigest } from '../../hashing/digest.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type LegacyRow, openContacts, openRecipe, sealLegacyKey } from './legacy-row.ts';
import { legacyWrapper } from './legacy-wrapper.ts';

/** The old key of an identifier, if there is one, and the work that every look-up must cost. */
const LOOK = `
  select k.*,
    (select min(bcrypt_cost) from legacy_keys) as lightest,
    (select max(bcrypt_cost) from legacy_keys) as heaviest,
    (select true from legacy_keys order by id limit 1) is not null as kept
  from (select) as always
  left join legacy_keys k on k.profile = ? and k.identifier = ? and k.expires_at > ?`;

type Look = { readonly [K in keyof LegacyRow]: LegacyRow[K] | null } & {
  readonly lightest: number | null;
  readonly heaviest: number | null;
  readonly kept: boolean;
};

/** Keys of the old system in PostgreSQL, sealed under their own row and gradually wrapped in argon2id. */
export function postgresLegacyKeys(
  database: Database,
  secrets: KeyMaterial,
  hasher: Hasher,
  now: () => Date,
): LegacyKeys {
  const { run } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<LegacyRow>(database, macs, 'legacy_keys');
  const madeUp = macs.signed('legacy_keys', madeUpKey(secrets));
  const look = async (profile: Profile, identifier: Identifier): Promise<Look> => {
    const { rows } = await run<{ rows: [Look] }>((sql) => sql.raw(LOOK, [profile, identifier, now()]));
    return rows[0];
  };

  return {
    async recognises(profile, identifier, key) {
      const { lightest, heaviest, kept, ...row } = await look(profile, identifier);
      if (!kept) return false;
      const costs = lightest === null || heaviest === null ? undefined : { lightest, heaviest };
      const found = row.id === null ? undefined : (row as LegacyRow);
      const read = found ?? madeUp;
      rows.checked(read, found ? { profile, identifier } : { profile: madeUp.profile, identifier: madeUp.identifier });
      const recipe = openRecipe(secrets, read);
      const place = { purpose: 'legacy', id: found?.id ?? NO_ACCOUNT } as const;
      const verdicts = [];
      for (const form of key.forms) {
        const digest = await legacyDigest(recipe, form.reveal(), costs);
        const wrapped = await hasher.matches(found?.key_hash ?? undefined, new Secret(digest), place);
        verdicts.push(recipe.hash === undefined ? wrapped : sameDigest(recipe.hash, digest));
      }
      // Every form is hashed whatever the first one gives: only the typed text determines the work.
      return found !== undefined && verdicts.includes(true);
    },

    async contactsOf(profile, identifier) {
      const row = await rows.first((keys) => keys.where({ profile, identifier }).where('expires_at', '>', now()));
      const contacts = openContacts(secrets, row ?? macs.checked('legacy_keys', madeUp));
      return row && contacts;
    },

    async forget(profile, identifier) {
      await run((sql) => sql('legacy_keys').where({ profile, identifier }).delete());
    },

    wrap: legacyWrapper(database, secrets, hasher),
  };
}

/**
 * A row that is in no table: where the old system had no such user this one is checked and opened, which costs the
 * same.
 */
const madeUpKey = (secrets: KeyMaterial): LegacyRow =>
  sealLegacyKey(
    secrets,
    {
      profile: 'natural',
      identifier: parseRut('1.000-6'),
      scheme: 'sha256',
      salt: 'nobody',
      hash: '0'.repeat(64),
      contacts: {},
    },
    new Date(0),
  );
