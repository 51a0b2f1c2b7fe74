import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { hashLanes } from '../../src/adapters/hash-lanes.ts';

test('42 at most as many jobs as the width run at once; the 51st that waits is refused at once', async (t) => {
  const width = availableParallelism();
  const inTurn = hashLanes(width, 50);
  let running = 0;
  let most = 0;
  const job = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(5);
    running -= 1;
  };
  const jobs = Array.from({ length: width + 50 }, () => inTurn('stranger', job));
  await t.throwsAsync(inTurn('stranger', job), { name: 'Unavailable' });
  await Promise.all(jobs);
  t.is(most, width);
  await t.notThrowsAsync(inTurn('stranger', job), 'it opens again');
});

test('a job that fails gives its place to the next', async (t) => {
  const inTurn = hashLanes(1, 1);
  await t.throwsAsync(inTurn('stranger', () => Promise.reject(new Error('no'))));
  t.is(await inTurn('known', async () => 7), 7);
});

test('[A8] the lane of known devices is served first, and is not full because strangers filled theirs', async (t) => {
  const inTurn = hashLanes(1, 2);
  const order: string[] = [];
  const job = (name: string) => async () => {
    await sleep(1);
    order.push(name);
  };
  const waiting = [
    inTurn('stranger', job('first')),
    inTurn('stranger', job('stranger 1')),
    inTurn('stranger', job('stranger 2')),
  ];
  const refused = await t.throwsAsync(inTurn('stranger', job('stranger 3')));
  t.like(refused, { service: 'hasher', retryAfter: 5 });
  waiting.push(inTurn('paid', job('paid')), inTurn('known', job('known 1')), inTurn('known', job('known 2')));
  await t.throwsAsync(inTurn('known', job('known 3')), { name: 'Unavailable' }, 'it is bounded too');
  await Promise.all(waiting);
  t.deepEqual(order, ['first', 'known 1', 'known 2', 'paid', 'stranger 1', 'stranger 2']);
});
