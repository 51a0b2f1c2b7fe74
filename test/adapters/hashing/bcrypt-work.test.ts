import test from 'ava';
import { costsBeside } from '../../../src/adapters/hashing/bcrypt-work.ts';

const work = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + 2 ** cost, 0);

for (const [lightest, heaviest] of [
  [4, 4],
  [4, 5],
  [5, 8],
  [10, 12],
] as const)
  test(`[security 2] bcrypt of costs ${lightest} to ${heaviest}: as many calls and as much work for every key, and for none`, (t) => {
    const none = costsBeside(undefined, { lightest, heaviest });
    t.true(work(none) >= 2 ** heaviest);
    for (let own = lightest; own <= heaviest; own += 1) {
      const all = [own, ...costsBeside(own, { lightest, heaviest })];
      t.is(all.length, none.length);
      t.is(work(all), work(none));
    }
  });
