import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { atMostEvery } from '../../src/adapters/at-most-every.ts';
import { every, oneAtATime, untilDone } from '../../src/app/ticker.ts';

test('a job that is requested while it runs is run once more, and never twice at once', async (t) => {
  let running = 0;
  let done = 0;
  const ask = oneAtATime(async () => {
    running += 1;
    t.is(running, 1);
    await sleep(20);
    running -= 1;
    done += 1;
  });
  for (let times = 0; times < 5; times += 1) ask();
  await sleep(200);
  t.is(done, 2);
});

test('a job that fails is tried again, a bounded number of times', async (t) => {
  let tries = 0;
  const failures: unknown[] = [];
  const job = async () => {
    tries += 1;
    if (tries < 3) throw new Error('no');
  };
  await untilDone(job, 5, 1, (error) => failures.push(error));
  t.is(tries, 3);
  t.is(failures.length, 2);
  await untilDone(
    () => Promise.reject(new Error('never')),
    4,
    1,
    (error) => failures.push(error),
  );
  t.is(failures.length, 6);
});

test('a ticker goes on after a failure, and stopping it waits for the current run', async (t) => {
  let runs = 0;
  let failed = 0;
  const ticker = every(
    1,
    async () => {
      runs += 1;
      await sleep(5);
      if (runs === 1) throw new Error('no');
      return false;
    },
    () => {
      failed += 1;
    },
  );
  await sleep(100);
  await ticker.stop();
  const before = runs;
  await sleep(30);
  t.true(before > 2);
  t.is(failed, 1);
  t.is(runs, before);
});

test('[A16] a flood of requests is run once at once and once at the end of each interval, and the last is never lost', async (t) => {
  const at: number[] = [];
  const ask = atMostEvery(100, () => void at.push(performance.now()));
  const start = performance.now();
  for (let times = 0; times < 40; times += 1) ask();
  t.is(at.length, 1, 'the first at once');
  await sleep(160);
  t.is(at.length, 2, 'the others as one');
  ask();
  await sleep(250);
  t.is(at.length, 3, 'what came in the second rest is heard at its end');
  await sleep(150);
  t.is(at.length, 3);
  ask();
  t.is(at.length, 4, 'and after a rest without asks at once again');
  t.true((at[1] ?? 0) - start >= 95 && (at[2] ?? 0) - (at[1] ?? 0) >= 95, at.join());
});
