import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { hashLanes, type InTurn } from '../../../src/adapters/hashing/lanes.ts';
import type { HashLane } from '../../../src/ports/hasher.ts';
import { withinMs } from '../../helpers/within-ms.ts';

/** Lanes on a clock of their own; a job ends when the test ends it. */
function openLanes(width: number) {
  let now = 0;
  const running: (() => void)[] = [];
  const order: string[] = [];
  const inTurn: InTurn = hashLanes({ width, now: () => now });
  return {
    order,
    /** Begins a job; gives "done" or the error's name. */
    ask: (lane: HashLane, name = ''): Promise<string> =>
      inTurn(lane, async () => {
        order.push(name);
        await new Promise<void>((resolve) => running.push(resolve));
        return 'done';
      }).catch(({ name: error }: Error) => error),
    /** Ends the jobs that run, after this time. */
    async end(ms: number): Promise<void> {
      now += ms;
      for (const finish of running.splice(0)) finish();
      await sleep(0);
    },
    running: () => running.length,
  };
}

/** Runs jobs one by one until the lanes know how long they take. */
async function learn(lanes: ReturnType<typeof openLanes>, ms: number, others = [ms]): Promise<void> {
  for (let times = 0; times < 16; times += 1) {
    const job = lanes.ask('known', 'learn');
    await sleep(0);
    await lanes.end(others[times % others.length] ?? ms);
    await job;
  }
  lanes.order.length = 0;
}

test('[security 42] at most as many jobs as the width run at once', async (t) => {
  const width = availableParallelism();
  const inTurn = hashLanes({ width });
  let [running, most] = [0, 0];
  const job = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    running -= 1;
  };
  await Promise.all(Array.from({ length: width + 20 }, () => inTurn('stranger', job)));
  t.is(most, width);
});

test('a job that fails gives its place to the next', async (t) => {
  const inTurn = hashLanes({ width: 1 });
  await t.throwsAsync(inTurn('stranger', () => Promise.reject(new Error('no'))));
  t.is(await inTurn('known', async () => 7), 7);
});

test('[S4] as many wait as are served within two seconds: of fast hashes more than of slow ones', async (t) => {
  for (const [ms, width, waiting] of [
    [10, 1, 200],
    [10, 2, 400],
    [40, 2, 100],
  ] as const) {
    const lanes = openLanes(width);
    await learn(lanes, ms);
    const asked = Array.from({ length: width + waiting + 3 }, () => lanes.ask('stranger'));
    await sleep(0);
    t.deepEqual(await Promise.all(asked.slice(-3)), Array(3).fill('Unavailable'), `${ms} ms, ${width} at once`);
    while (lanes.running() > 0) await lanes.end(ms);
    const outcomes = await Promise.all(asked);
    t.is(outcomes.filter((outcome) => outcome === 'done').length, width + waiting, `${ms} ms, ${width} at once`);
  }
});

test('[S4] a caller that would wait for more than two seconds is refused at once, with Retry-After', async (t) => {
  const inTurn = hashLanes({ width: 1 });
  const slow = Array.from({ length: 60 }, () => inTurn('stranger', () => sleep(20)).catch(() => undefined));
  const took: number[] = [];
  for (let times = 0; times < 5; times += 1) {
    const begun = performance.now();
    const refused = await t.throwsAsync(inTurn('stranger', async () => undefined));
    took.push(performance.now() - begun);
    t.like(refused, { name: 'Unavailable', service: 'hasher', retryAfter: 5 });
  }
  // The least of five, because the machine may be busy with other tests.
  t.true(Math.min(...took) < withinMs(100), `${took} ms`);
  await Promise.all(slow);
  await t.notThrowsAsync(
    inTurn('stranger', async () => undefined),
    'it opens again',
  );
});

test('[S4] a job that waited for a busy event loop causes no refusal', async (t) => {
  const lanes = openLanes(1);
  await learn(lanes, 10, [10, 500, 800, 900]);
  const asked = Array.from({ length: 100 }, () => lanes.ask('stranger'));
  await sleep(0);
  while (lanes.running() > 0) await lanes.end(10);
  t.deepEqual(new Set(await Promise.all(asked)), new Set(['done']));
});

test('[A8] the lane of known devices is served first, and is not filled by jobs of unknown devices', async (t) => {
  const lanes = openLanes(1);
  await learn(lanes, 50);
  const strangers = Array.from({ length: 60 }, (_, place) => lanes.ask('stranger', `stranger ${place}`));
  t.is(await lanes.ask('stranger'), 'Unavailable', 'their lane is full');
  const others = [lanes.ask('paid', 'paid'), lanes.ask('known', 'known 1'), lanes.ask('known', 'known 2')];
  await sleep(0);
  while (lanes.running() > 0) await lanes.end(50);
  t.deepEqual(await Promise.all(others), ['done', 'done', 'done']);
  t.deepEqual(lanes.order.slice(0, 5), ['stranger 0', 'known 1', 'known 2', 'paid', 'stranger 1']);
  await Promise.all(strangers);
});

test('[A8] a later lane makes room for a known device: its newest job stops waiting', async (t) => {
  const lanes = openLanes(1);
  await learn(lanes, 100);
  const strangers = Array.from({ length: 21 }, (_, place) => lanes.ask('stranger', `stranger ${place}`));
  const known = lanes.ask('known', 'known');
  t.is(await strangers.at(-1), 'Unavailable');
  await sleep(0);
  while (lanes.running() > 0) await lanes.end(100);
  t.is(await known, 'done');
  t.deepEqual(new Set(await Promise.all(strangers.slice(0, -1))), new Set(['done']));
});

test('[A8] known devices alone can fill their lane, and it is bounded too', async (t) => {
  const lanes = openLanes(1);
  await learn(lanes, 100);
  const asked = Array.from({ length: 30 }, () => lanes.ask('known'));
  t.is(await asked.at(-1), 'Unavailable');
  await sleep(0);
  while (lanes.running() > 0) await lanes.end(100);
  t.is((await Promise.all(asked)).filter((outcome) => outcome === 'done').length, 21, 'one runs, twenty wait');
});
