import test from 'ava';
import { type WrappingRate, wrapLegacyKeys } from '../../src/account/wrap-legacy-keys.ts';
import { hashLanes } from '../../src/adapters/hashing/lanes.ts';
import { postgresLegacyKeys } from '../../src/adapters/postgres/accounts/legacy-keys.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { lineOf } from './files.ts';
import { openOldApp, secrets } from './old-app.ts';

const lines = (count: number): string[] => Array.from({ length: count }, (_, number) => lineOf(number));

test('the background job wraps 25 keys at a time, one hash at once, and logs its rate at the end', async (t) => {
  const app = await openOldApp(t);
  await app.bring(lines(30));
  let [atOnce, most] = [0, 0];
  const { hasher } = app.deps;
  const counted: typeof hasher = {
    ...hasher,
    hash: async (...asked) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      const hash = await hasher.hash(...asked);
      atOnce -= 1;
      return hash;
    },
  };
  const said: WrappingRate[] = [];
  const legacyKeys = postgresLegacyKeys(app.database, secrets, counted, app.deps.now);
  const job = wrapLegacyKeys({ legacyKeys }, (rate) => said.push(rate));
  t.true(await job());
  t.deepEqual(said, []);
  t.false(await job());
  t.like(said[0], { wrapped: 30, unreadable: 0 });
  t.true((said[0]?.perSecond ?? 0) > 0);
  t.false(await job());
  t.is(said.length, 1, 'silent when there is nothing to do');
  t.is(most, 1);
});

test('logins that fill the queue stop the wrapping, and no partial work stays', async (t) => {
  const app = await openOldApp(t);
  await app.bring(lines(3));
  const full = hashLanes({ width: 0 });
  const busy = { ...app.deps.hasher, hash: () => full('stranger', async () => 'never') };
  const legacyKeys = postgresLegacyKeys(app.database, secrets, busy, app.deps.now);
  await t.throwsAsync(legacyKeys.wrap(3), { instanceOf: Unavailable });
  t.is(await app.wrapAll(), 3);
});
