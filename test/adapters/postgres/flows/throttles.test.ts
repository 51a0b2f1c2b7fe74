import test, { type ExecutionContext } from 'ava';
import { reap } from '../../../../src/adapters/postgres/retention/reaper.ts';
import { keyFailures, rateLimits, TRUSTED_FACTOR } from '../../../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/ask.ts';
import { hearStatements } from '../../../helpers/count-statements.ts';

const office = '200.54.10.7';
const stranger = '200.54.11.7';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ seed: false, env: { TRUSTED_NETWORKS: '200.54.10.0/24,2800:300:10::/48' } });
  t.teardown(app.stop);
  return app;
}

const many = async (times: number, once: () => Promise<{ allowed: boolean }>): Promise<boolean[]> => {
  const said: boolean[] = [];
  for (let time = 0; time < times; time += 1) said.push((await once()).allowed);
  return said;
};

test('[security 8] a trusted network has twenty times the room where the network is counted, and no more', async (t) => {
  const { throttles } = (await open(t)).deps;
  const { limit } = rateLimits.loginFailures;
  for (const network of [office, '2800:300:10:7::/64']) {
    const said = await many(limit * TRUSTED_FACTOR + 1, () => throttles.consume(rateLimits.loginFailures, network));
    t.is(said.indexOf(false), limit * TRUSTED_FACTOR);
    t.false((await throttles.peek(rateLimits.loginFailures, network)).allowed);
  }
  const said = await many(limit + 1, () => throttles.consume(rateLimits.loginFailures, stranger));
  t.is(said.indexOf(false), limit);
});

test('[security 8] what is counted by identifier stays the same in a trusted network', async (t) => {
  const { throttles } = (await open(t)).deps;
  const rateLimit = rateLimits.loginByIdentifierAndNetwork;
  const here = await many(rateLimit.limit + 1, () => throttles.consume(rateLimit, '44000003-7', office));
  t.is(here.indexOf(false), rateLimit.limit);
  const keys = await many(keyFailures.free + 1, () => throttles.consumeKeyTry('natural:44000003-7'));
  t.is(keys.indexOf(false), keyFailures.free);
  // A budget that counts people is not raised by a key that looks like a network.
  for (const rateLimit of [
    rateLimits.cedulaByNetwork,
    rateLimits.cedulaByRun,
    rateLimits.answersByAccount,
    rateLimits.accountCodes,
  ]) {
    const tries = await many(rateLimit.limit + 1, () => throttles.consume(rateLimit, office));
    t.is(tries.indexOf(false), rateLimit.limit, rateLimit.name);
  }
});

test('[A17] wrong keys in a row are remembered over days without a try; spent budgets are not', async (t) => {
  const app = await open(t);
  const { throttles } = app.deps;
  const age = (days: number) =>
    app.database.run((sql) => sql('throttles').update({ window_ends: sql.raw(`now() - interval '${days} days'`) }));
  await throttles.consumeKeyTry('natural:44000003-7');
  await throttles.consume(rateLimits.loginFailures, stranger);
  await age(60);
  await reap(app.database, app.deps, new Date(0));
  t.is((await throttles.consumeKeyTry('natural:44000003-7')).consecutive, 2);
  t.is((await app.database.run<unknown[]>((sql) => sql('throttles').select())).length, 1);
  await age(401);
  await reap(app.database, app.deps, new Date(0));
  t.is((await throttles.consumeKeyTry('natural:44000003-7')).consecutive, 1);
});

test('[security 8] the ban of a trusted network begins with its own limit', async (t) => {
  const app = await open(t);
  const rateLimit = rateLimits.clientAuthFailures;
  await many(rateLimit.limit * TRUSTED_FACTOR, () => app.deps.throttles.consume(rateLimit, office));
  t.is(await app.alarms.blockedCount(), 0);
  await app.deps.throttles.consume(rateLimit, office);
  t.is(await app.alarms.blockedCount(), 1);
  app.advance(61_000);
  t.is(await app.alarms.blockedCount(), 0);
});

test('a trusted network is the one that the trusted proxy saw, whatever headers the client sends', async (t) => {
  const app = await openTestApp({
    seed: false,
    env: { TRUSTED_NETWORKS: '200.54.10.0/24', TRUST_PROXY_HOPS: '1' },
  });
  t.teardown(app.stop);
  const { limit } = rateLimits.requestsByNetwork;
  for (const network of [office, stranger])
    await many(limit, () => app.deps.throttles.consume(rateLimits.requestsByNetwork, network));
  const { host } = new URL(app.issuer);
  const begin = (forwarded: string) => ask(app.issuer, '/dispositivo', { host, 'x-forwarded-for': forwarded });
  t.is((await begin(`${office}, ${stranger}`)).status, 429);
  t.not((await begin(`${stranger}, ${office}`)).status, 429);
});

test('[security 8] several budgets of one try are counted by one statement, and what is taken back by another', async (t) => {
  const app = await open(t);
  const { throttles } = app.deps;
  const narrow = { rateLimit: { ...rateLimits.loginByIdentifierAndNetwork, limit: 20 }, by: ['44000003-7', stranger] };
  const wide = { rateLimit: rateLimits.loginFailuresHourly, by: [stranger] };
  const both = [narrow, wide];
  const usedOf = async () => (await throttles.peekAll(both)).map(({ used }) => used - 1);

  // What a narrow budget refuses spends nothing of a wide one, however many come at once.
  const chained = Array.from({ length: 50 }, () => throttles.consumeAll(both, { untilSpent: true }));
  const counted = await Promise.all(chained);
  t.is(counted.filter(({ length }) => length === 2).length, 20);
  t.deepEqual(await usedOf(), [50, 20]);

  // Fifty more at once, each counted by both, while ten are taken back twice.
  const each = Array.from({ length: 50 }, () => throttles.consumeAll(both, { untilSpent: false }));
  const back = Array.from({ length: 10 }, () => throttles.giveBack({ refunded: [...both, ...both] }));
  await Promise.all([...each, ...back]);
  t.deepEqual(await usedOf(), [80, 50]);

  await throttles.consumeKeyTry('natural:44000003-7');
  await throttles.giveBack({
    refunded: both,
    keyTryOf: 'natural:44000003-7',
    forgotten: [narrow],
    keyTriesOf: 'natural:44000003-7',
  });
  t.deepEqual(await usedOf(), [0, 49]);
  t.is((await throttles.consumeKeyTry('natural:44000003-7')).consecutive, 1);
  t.is((await throttles.consumeKeyTry('natural:44000003-7')).consecutive, 2);
  await throttles.giveBack({ keyTryOf: 'natural:44000003-7' });
  t.is((await throttles.consumeKeyTry('natural:44000003-7')).consecutive, 2);
});

test('[security 8] a key is not counted for its identifier where the narrower budget is spent', async (t) => {
  const { throttles } = (await open(t)).deps;
  const near = { rateLimit: rateLimits.loginByIdentifierAndNetwork, by: ['44000003-7', stranger] };
  const { limit } = near.rateLimit;
  const tries = [];
  for (let times = 0; times < limit + 2; times += 1)
    tries.push(await throttles.consumeKeyTryBehind(near, 'natural:44000003-7'));
  t.deepEqual(
    tries.map(({ near, everywhere }) => [near.allowed, everywhere?.consecutive]),
    tries.map((_, place) => (place < limit ? [true, place + 1] : [false, undefined])),
  );
});

// Alone: it hears every statement of this process.
test.serial(
  '[threat 750] what two correct keys of one account take back at once never waits in a circle',
  async (t) => {
    const { throttles } = (await open(t)).deps;
    const device = { rateLimit: rateLimits.loginByDevice, by: ['equipo'] };
    const inARow = { rateLimit: rateLimits.loginInARow, by: ['cuenta'] };
    const near = { rateLimit: rateLimits.loginByIdentifierAndNetwork, by: ['44000003-7', stranger] };
    const who = 'natural:44000003-7';

    // As at the end of a sign-in from a known device, and from another browser (account/prove-key).
    const erased = { keyTriesOf: who, forgotten: [inARow] };
    const known = await keysIn(() => throttles.giveBack({ refunded: [device, inARow], ...erased }));
    const other = await keysIn(() => throttles.giveBack({ refunded: [near], keyTryOf: who, ...erased }));
    const shared = known.filter((key) => other.includes(key));
    t.is(shared.length, 2, 'the wrong keys in a row, and those of the number');
    // Rows are locked in the order of the keys: in one order no two statements wait for each other.
    t.deepEqual(
      other.filter((key) => known.includes(key)),
      shared,
    );
  },
);

/** The keys of the rows that a call gives back, in the order of the statement. */
async function keysIn(call: () => Promise<void>): Promise<readonly string[]> {
  let keys: readonly Buffer[] = [];
  await hearStatements(call, ({ name, values }) => {
    if (name?.startsWith('Throttles.giveBack')) keys = values?.[0] as readonly Buffer[];
  });
  return keys.map((key) => key.toString('hex'));
}
