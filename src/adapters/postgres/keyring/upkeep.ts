import { type Algorithm, after, type KeyNow, PUBLISH_AHEAD_MS } from '../../../domain/keyring.ts';
import { isDue, upkeepAt } from '../../../domain/keyring-upkeep.ts';
import type { Audit } from '../../../ports/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { publishChange } from '../database/notifications.ts';
import { alone, emptyKey, endKey, insertKey, type Made, make, readKeys } from './rows.ts';

export interface KeyringNeeds {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly audit: Audit;
}

/** Does what is due for the keys, each act once however many instances run; every act is in the trail. */
export async function maintainKeyring(needs: KeyringNeeds, now: Date): Promise<void> {
  const { database, secrets } = needs;
  const due = upkeepAt(await readKeys(database, secrets, now), now);
  if (!isDue(due)) return;
  const made = await Promise.all(due.publish.map(make));
  await alone(database, async () => {
    const { publish, empty, end } = upkeepAt(await readKeys(database, secrets, now), now);
    for (const one of made.filter(({ algorithm }) => publish.includes(algorithm)))
      await publishKey(needs, one, now, 'age');
    for (const key of empty) await emptySpent(needs, key, now);
    for (const key of end) await endOld(needs, key, now);
    await publishChange(database, 'keys');
  });
}

/** Publishes a key that signs after the lead time; gives its id. */
export async function publishKey(
  { database, secrets, audit }: KeyringNeeds,
  made: Made,
  now: Date,
  by: 'age' | 'operator',
): Promise<string> {
  const signsAt = after(now, PUBLISH_AHEAD_MS);
  const kid = await insertKey(database, secrets, made, { now, signsAt });
  await audit.record({ act: 'keys.published', details: { ...named(kid, made), by, signsAt: signsAt.toISOString() } });
  return kid;
}

/** A key in the trail: by id and algorithm, without any of its material. */
export const named = (kid: string, { algorithm }: { readonly algorithm: Algorithm }) => ({ kid, algorithm });

async function emptySpent({ database, secrets, audit }: KeyringNeeds, key: KeyNow, now: Date): Promise<void> {
  await emptyKey(database, secrets, key.id, now);
  await audit.record({ act: 'keys.emptied', details: named(key.id, key) });
}

async function endOld({ database, secrets, audit }: KeyringNeeds, key: KeyNow, now: Date): Promise<void> {
  await endKey(database, secrets, key.id, { now });
  await audit.record({ act: 'keys.ended', details: { ...named(key.id, key), by: 'age' } });
}
