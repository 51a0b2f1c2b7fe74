import { type Algorithm, after, type KeyNow, LEAD_MS, SETTLED_MS, TURNING } from '../../domain/keyring.ts';
import { alone, beginNow, endKey, insertKey, type Made, make, readKeys, ringBell } from './keyring-rows.ts';
import { type KeyringNeeds, named, publishKey } from './keyring-upkeep.ts';

/** An operator asked for what the keys do not allow now; the message says why, and what to do. */
export class KeyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyRefused';
  }
}

/** A key that an act concerned. */
export interface Concerned {
  readonly kid: string;
  readonly algorithm: Algorithm;
}

/** Publishes a successor for each algorithm, which signs after the lead. */
export async function rotateKeys(
  needs: KeyringNeeds,
  algorithms: readonly Algorithm[],
  now: Date,
): Promise<readonly Concerned[]> {
  refuseSecond(await readKeys(needs.database, now), algorithms);
  const made = await Promise.all(algorithms.map(make));
  return changing(needs, async () => {
    refuseSecond(await readKeys(needs.database, now), algorithms);
    const published: Concerned[] = [];
    for (const one of made) published.push(named(await publishKey(needs, one, now, 'operator'), one));
    return published;
  });
}

/** Ends a key before its time: one that has signed its last, or one that has never signed. */
export async function retireKey(needs: KeyringNeeds, kid: string, now: Date): Promise<Concerned> {
  return changing(needs, async () => {
    const key = found(await readKeys(needs.database, now), kid);
    refuseWhileSigning(key, now);
    await endKey(needs.database, kid, now);
    await needs.audit.record({ act: 'keys.ended', details: { ...named(kid, key), by: 'operator' } });
    return named(kid, key);
  });
}

/** Takes out a key that others know, at once and with all that it signed; gives the one that signs instead of it. */
export async function compromiseKey(needs: KeyringNeeds, kid: string, now: Date): Promise<Concerned | undefined> {
  const made = await make(found(await readKeys(needs.database, now), kid).algorithm);
  return changing(needs, async () => {
    const keys = await readKeys(needs.database, now);
    const key = found(keys, kid);
    await endKey(needs.database, kid, now, true);
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
  await beginNow(database, published.id, now);
  return named(published.id, made);
}

/** Acts of an operator go one after another, and every instance hears of each. */
async function changing<T>({ database }: KeyringNeeds, act: () => Promise<T>): Promise<T> {
  return alone(database, async () => {
    const done = await act();
    await ringBell(database);
    return done;
  });
}

function found(keys: readonly KeyNow[], kid: string): KeyNow {
  const key = keys.find(({ id }) => id === kid);
  if (!key) throw new KeyRefused(`there is no key ${kid}; see: npm run -s keys -- list`);
  if (key.state === 'ended' || key.state === 'compromised') throw new KeyRefused(`${kid} has ended already`);
  if (!TURNING.some((algorithm) => algorithm === key.algorithm))
    throw new KeyRefused(`${kid} is the salt of subjects: without it every person is a stranger to every platform`);
  return key;
}

function refuseSecond(keys: readonly KeyNow[], algorithms: readonly Algorithm[]): void {
  const waiting = keys.filter(({ algorithm, state }) => state === 'published' && algorithms.includes(algorithm));
  if (waiting.length === 0) return;
  const told = waiting.map(({ id, algorithm, signsAt }) => `${algorithm} ${id} signs from ${signsAt.toISOString()}`);
  throw new KeyRefused(`a successor is on its way, nothing was done: ${told.join('; ')}`);
}

function refuseWhileSigning({ id, algorithm, state, leftAt }: KeyNow, now: Date): void {
  if (state === 'signs')
    throw new KeyRefused(
      `${id} signs. Publish a successor (npm run -s keys -- rotate --alg ${algorithm}) and retire this one ` +
        `${(LEAD_MS + SETTLED_MS) / 60_000} minutes later; if others know it: npm run -s keys -- compromise ${id}`,
    );
  const settledAt = leftAt && after(leftAt, SETTLED_MS);
  if (settledAt && now < settledAt)
    throw new KeyRefused(
      `${id} signed until a moment ago, its last tokens live: retire it after ${settledAt.toISOString()}`,
    );
}
