import type { Algorithm, KeyNow } from '../../../domain/keyring.ts';
import { publishChange } from '../database/notifications.ts';
import { found, refuseSecond, refuseWhileSigning } from './refusals.ts';
import { alone, beginNow, endKey, insertKey, type Made, make, readKeys } from './rows.ts';
import { type KeyringNeeds, named, publishKey } from './upkeep.ts';

/** A key that an act concerned. */
interface Concerned {
  readonly kid: string;
  readonly algorithm: Algorithm;
}

/** Publishes a successor for each algorithm, which signs after the lead time. */
export async function rotateKeys(
  needs: KeyringNeeds,
  algorithms: readonly Algorithm[],
  now: Date,
): Promise<readonly Concerned[]> {
  refuseSecond(await readKeys(needs.database, needs.secrets, now), algorithms);
  const made = await Promise.all(algorithms.map(make));
  return changing(needs, async () => {
    refuseSecond(await readKeys(needs.database, needs.secrets, now), algorithms);
    const published: Concerned[] = [];
    for (const one of made) published.push(named(await publishKey(needs, one, now, 'operator'), one));
    return published;
  });
}

/** Ends a key before its time: one that no longer signs, or one that has never signed. */
export async function retireKey(needs: KeyringNeeds, kid: string, now: Date): Promise<Concerned> {
  return changing(needs, async () => {
    const key = found(await readKeys(needs.database, needs.secrets, now), kid);
    refuseWhileSigning(key, now);
    await endKey(needs.database, needs.secrets, kid, { now });
    await needs.audit.record({ act: 'keys.ended', details: { ...named(kid, key), by: 'operator' } });
    return named(kid, key);
  });
}

/** Removes a compromised key, at once and with all that it signed; gives the one that signs instead of it. */
export async function compromiseKey(needs: KeyringNeeds, kid: string, now: Date): Promise<Concerned | undefined> {
  const made = await make(found(await readKeys(needs.database, needs.secrets, now), kid).algorithm);
  return changing(needs, async () => {
    const keys = await readKeys(needs.database, needs.secrets, now);
    const key = found(keys, kid);
    await endKey(needs.database, needs.secrets, kid, { now, compromised: true });
    const next = key.state === 'signs' ? await followAtOnce(needs, keys, key, made, now) : undefined;
    await needs.audit.record({
      act: 'keys.compromised',
      details: { ...named(kid, key), ...(next ? { follower: next.kid } : {}) },
    });
    return next;
  });
}

async function followAtOnce(
  { database, secrets }: KeyringNeeds,
  keys: readonly KeyNow[],
  key: KeyNow,
  made: Made,
  now: Date,
): Promise<Concerned> {
  const published = keys.find(({ algorithm, state }) => algorithm === key.algorithm && state === 'published');
  if (!published) return named(await insertKey(database, secrets, made, { now, signsAt: now }), made);
  await beginNow(database, secrets, published.id, now);
  return named(published.id, made);
}

/** Acts of an operator run one after another, and every instance is notified of each. */
async function changing<T>({ database }: KeyringNeeds, act: () => Promise<T>): Promise<T> {
  return alone(database, async () => {
    const done = await act();
    await publishChange(database, 'keys');
    return done;
  });
}
