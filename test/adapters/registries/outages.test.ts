import test from 'ava';
import { watchOutages } from '../../../src/adapters/registries/outages.ts';

function watch() {
  let at = Date.parse('2026-11-21T15:00:00Z');
  const outages = watchOutages(() => new Date(at));
  const advance = (ms: number): void => {
    at += ms;
  };
  return { outages, advance };
}
const failed = { registry: 'tax-registry', outcome: 'unavailable', reason: 'time-out' } as const;

test('a registry that fails two calls in a row is down, since the first of them', (t) => {
  const { outages, advance } = watch();
  outages.note(failed);
  t.deepEqual(outages.now(), []);
  advance(1000);
  outages.note(failed);
  t.deepEqual(outages.now(), [
    { registry: 'tax-registry', failed: 2, since: new Date(Date.parse('2026-11-21T15:00:00Z')) },
  ]);
});

test('a registry behind its open breaker is down at once, and up with its first answer', (t) => {
  const { outages } = watch();
  outages.note({ ...failed, reason: 'breaker-open' });
  t.like(outages.now()[0], { registry: 'tax-registry' });
  outages.note({ registry: 'civil-registry', outcome: 'answered' });
  t.is(outages.now().length, 1);
  outages.note({ registry: 'tax-registry', outcome: 'nobody' });
  t.deepEqual(outages.now(), []);
});

test('our own queue or a question that was refused is no outage, and what nobody asks is forgotten', (t) => {
  const { outages, advance } = watch();
  for (const reason of ['bulkhead-full', 'question-refused'] as const)
    for (let call = 0; call < 3; call += 1) outages.note({ ...failed, reason });
  t.deepEqual(outages.now(), []);
  outages.note(failed);
  outages.note(failed);
  advance(5 * 60_000 + 1);
  t.deepEqual(outages.now(), []);
});
