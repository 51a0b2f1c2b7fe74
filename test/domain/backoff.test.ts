import test from 'ava';
import { backoffs, nextTry } from '../../src/domain/backoff.ts';

const HOUR_MS = 3_600_000;
const createdAt = new Date('2026-11-29T12:00:00Z');
const seconds = (at: Date | undefined, from: Date) => at && (at.getTime() - from.getTime()) / 1000;

test('a delivery that fails is tried again after waits that grow, and given up after a day', (t) => {
  const waits = Array.from({ length: 11 }, (_, place) =>
    seconds(nextTry(backoffs.notices, { attempts: place + 1, createdAt }, createdAt, 0.5), createdAt),
  );
  t.deepEqual(waits, [2, 5, 10, 20, 40, 60, 120, 300, 600, 600, 600]);
  const after = (hours: number) => new Date(createdAt.getTime() + hours * HOUR_MS);
  t.truthy(nextTry(backoffs.notices, { attempts: 150, createdAt }, after(24), 0));
  t.is(nextTry(backoffs.notices, { attempts: 150, createdAt }, after(24.01), 0), undefined);
});

test('random jitter shortens the waits of messages by up to a quarter', (t) => {
  const wait = (chance: number) =>
    seconds(nextTry(backoffs.messages, { attempts: 3, createdAt }, createdAt, chance), createdAt);
  t.deepEqual([wait(0), wait(0.5), wait(1)], [7.5, 8.75, 10]);
});
