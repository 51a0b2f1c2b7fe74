import test from 'ava';
import { openPace } from '../../../../src/adapters/postgres/database/pace.ts';

test('[B1] a database is slow where most of its last answers were, and for half a minute at most', (t) => {
  let at = 0;
  const pace = openPace(() => at);
  const note = (times: number, ms: number) => {
    for (let time = 0; time < times; time += 1) pace.note(ms);
  };
  t.false(pace.slow());
  note(7, 5000);
  t.false(pace.slow(), 'a few say nothing');
  note(1, 300);
  t.true(pace.slow());
  note(8, 3);
  t.false(pace.slow(), 'once most are fast again');
  note(15, 300);
  t.true(pace.slow());
  at += 31_000;
  t.false(pace.slow(), 'what is old says nothing');
});
