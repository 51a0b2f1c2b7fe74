import test from 'ava';
import { openLatency } from '../../../../src/adapters/postgres/database/latency.ts';

test('[B1] a database is slow where most of its last answers were, and for half a minute at most', (t) => {
  let at = 0;
  const latency = openLatency(() => at);
  const note = (times: number, ms: number) => {
    for (let time = 0; time < times; time += 1) latency.note(ms);
  };
  t.false(latency.isSlow());
  note(7, 5000);
  t.false(latency.isSlow(), 'a few say nothing');
  note(1, 300);
  t.true(latency.isSlow());
  note(8, 3);
  t.false(latency.isSlow(), 'once most are fast again');
  note(15, 300);
  t.true(latency.isSlow());
  at += 31_000;
  t.false(latency.isSlow(), 'what is old says nothing');
});
