import { Secret } from '../../../domain/key.ts';
import type { Hasher } from '../../../ports/hasher.ts';
import type { LegacyWrapping } from '../../../ports/legacy-keys.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type LegacyRow, openRecipe, sealRecipe } from './legacy-row.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Walks over the keys that are not wrapped in argon2id yet, each in a transaction of its own and one hash at a time;
 * several processes share the work. A row that does not open is skipped, and tried again in the next pass; the first
 * one that does not verify is thrown at the end of a pass.
 */
export function legacyWrapper(database: Database, secrets: KeyMaterial, hasher: Hasher) {
  let after = FIRST;
  let tampered: TamperedRow | undefined;
  /** Begins again with the next call. */
  const endPass = (): void => {
    const found = tampered;
    [after, tampered] = [FIRST, undefined];
    if (found) throw found;
  };
  return async (limit: number): Promise<LegacyWrapping> => {
    let [wrapped, unreadable] = [0, 0];
    for (let tries = 0; tries < limit; tries += 1) {
      const done = await wrapNext(database, secrets, hasher, after);
      if (!done) {
        endPass();
        return { wrapped, unreadable, more: false };
      }
      after = done.id;
      tampered ??= done.tampered;
      if (done.opened) wrapped += 1;
      else unreadable += 1;
    }
    return { wrapped, unreadable, more: true };
  };
}

async function wrapNext(
  { atomically, run }: Database,
  secrets: KeyMaterial,
  hasher: Hasher,
  after: string,
): Promise<Wrapped | undefined> {
  const macs = rowMacs(secrets);
  return atomically(async () => {
    const row = await run<LegacyRow | undefined>((sql) =>
      sql('legacy_keys').whereNull('key_hash').where('id', '>', after).orderBy('id').forUpdate().skipLocked().first(),
    );
    if (!row) return undefined;
    const tampered = faultOf(macs, row);
    if (tampered) return { id: row.id, opened: false, tampered };
    const recipe = opened(secrets, row);
    if (recipe?.hash === undefined) return { id: row.id, opened: false };
    const { hash, ...rest } = recipe;
    const key_hash = await hasher.hash(new Secret(hash), { purpose: 'legacy', id: row.id });
    const { recipe: sealed, mac } = macs.signed('legacy_keys', {
      ...row,
      key_hash,
      recipe: sealRecipe(secrets, row, rest),
    });
    await run((sql) => sql('legacy_keys').where({ id: row.id }).update({ key_hash, recipe: sealed, mac }));
    return { id: row.id, opened: true };
  });
}

/** The outcome for a row. */
interface Wrapped {
  readonly id: string;
  readonly opened: boolean;
  readonly tampered?: TamperedRow | undefined;
}

function faultOf(macs: RowMacs, row: LegacyRow): TamperedRow | undefined {
  try {
    macs.checked('legacy_keys', row);
    return undefined;
  } catch (fault) {
    if (fault instanceof TamperedRow) return fault;
    throw fault;
  }
}

function opened(secrets: KeyMaterial, row: LegacyRow) {
  try {
    return openRecipe(secrets, row);
  } catch {
    return undefined;
  }
}
