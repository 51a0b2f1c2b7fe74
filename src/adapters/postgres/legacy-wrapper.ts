import { PlainKey } from '../../domain/key.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { LegacyWrapping } from '../../ports/legacy-keys.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { type LegacyRow, openRecipe, sealRecipe } from './legacy-row.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Walks over the keys that lie under no argon2id yet, each in a transaction of its own and one hash at a time; several
 * processes share the work. A row that does not open is passed by, and tried again in the next pass.
 */
export function legacyWrapper(database: Database, secrets: Secrets, hasher: Hasher) {
  let after = FIRST;
  return async (limit: number): Promise<LegacyWrapping> => {
    let [wrapped, unreadable] = [0, 0];
    for (let tries = 0; tries < limit; tries += 1) {
      const done = await wrapNext(database, secrets, hasher, after);
      if (!done) {
        after = FIRST;
        return { wrapped, unreadable, more: false };
      }
      after = done.id;
      if (done.opened) wrapped += 1;
      else unreadable += 1;
    }
    return { wrapped, unreadable, more: true };
  };
}

async function wrapNext(
  { atomically, run }: Database,
  secrets: Secrets,
  hasher: Hasher,
  after: string,
): Promise<{ readonly id: string; readonly opened: boolean } | undefined> {
  return atomically(async () => {
    const row = await run<LegacyRow | undefined>((sql) =>
      sql('legacy_keys').whereNull('key_hash').where('id', '>', after).orderBy('id').forUpdate().skipLocked().first(),
    );
    if (!row) return undefined;
    const recipe = opened(secrets, row);
    if (recipe?.hash === undefined) return { id: row.id, opened: false };
    const { hash, ...rest } = recipe;
    const key_hash = await hasher.hash(new PlainKey(hash), { purpose: 'legacy', id: row.id });
    await run((sql) =>
      sql('legacy_keys')
        .where({ id: row.id })
        .update({ key_hash, recipe: sealRecipe(secrets, row, rest) }),
    );
    return { id: row.id, opened: true };
  });
}

function opened(secrets: Secrets, row: LegacyRow) {
  try {
    return openRecipe(secrets, row);
  } catch {
    return undefined;
  }
}
