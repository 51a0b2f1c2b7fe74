import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { readArguments } from './arguments.ts';
import { closedLoop } from './load/closed-loop.ts';
import type { Meter } from './load/meter.ts';
import { openLoop } from './load/open-loop.ts';

const meter: Meter = { read: () => ({ server: 0, postgres: 0 }), since: (_, sum) => sum ?? { server: 0, postgres: 0 } };

test('a lane that consumes what was got ready is never asked for more than its stock', async (t) => {
  let left = 0;
  const lane = {
    async stock(count: number) {
      left = count;
    },
    async run() {
      left -= 1;
      if (left < 0) throw new Error('the stock is empty');
      await sleep(1);
    },
  };
  const round = await closedLoop([lane], meter, 0.1, 5);
  t.is(round.errors, 0);
  t.true(round.done >= 1);
  t.is(round.ms.length, round.done);
});

test('errors are counted with the first one, and a round that has only errors ends', async (t) => {
  const round = await closedLoop([{ run: () => Promise.reject(new Error('refused')) }], meter, 60);
  t.is(round.done, 0);
  t.true(round.errors >= 20);
  t.is(round.firstError, 'Error: refused');
});

test('an arrival that waits for a lane is measured from the time at which it was due', async (t) => {
  const found = await openLoop([{ run: () => sleep(60).then(() => undefined) }], 100, 0.05);
  t.like(found, { done: 5, errors: 0 });
  t.true(found.p99 > 150, `${found.p99}`);
});

test('the words of a run are read, and a wrong number is refused', (t) => {
  t.like(readArguments(['--only', 'refresh', '--rounds', '2']), {
    only: 'refresh',
    rounds: 2,
    seconds: 15,
    short: false,
  });
  t.like(readArguments(['--short']), { rounds: 1, record: false, count: false });
  t.throws(() => readArguments(['--seconds', 'many']));
});
