import test from 'ava';
import { shutMemory } from '../../src/domain/shut-memory.ts';

test('a blocked entry stays blocked, however many others were before it, and opens by itself', (t) => {
  let now = new Date('2026-11-28T12:00:00Z');
  const shut = shutMemory(() => now);
  const until = new Date('2026-11-28T12:01:00Z');
  for (let place = 0; place < 10_001; place += 1) shut.remember(`network ${place}`, until);
  t.is(shut.until('network 10000'), until);
  t.is(shut.until('network 1'), until);
  t.is(shut.until('network 0'), undefined, 'the first one was forgotten, and is asked of the database again');
  t.is(shut.until('another'), undefined);
  now = until;
  t.is(shut.until('network 10000'), undefined);
});
