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

test('our own queue or a refused question is no outage, and a registry that is not asked is forgotten', (t) => {
  const { outages, advance } = watch();
  for (const reason of ['bulkhead-full', 'question-refused'] as const)
    for (let call = 0; call < 3; call += 1) outages.note({ ...failed, reason });
  t.deepEqual(outages.now(), []);
  outages.note(failed);
  outages.note(failed);
  advance(5 * 60_000 + 1);
  t.deepEqual(outages.now(), []);
});

test('[R3] a registry that was never asked has no data; one that answered works, and after three minutes its state is unknown', (t) => {
  const { outages, advance } = watch();
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'unknown' });
  outages.note({ registry: 'tax-registry', outcome: 'answered' });
  outages.noteProbe('civil-registry', true);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'working' });
  t.deepEqual(outages.seen()['civil-registry'], { standing: 'working' });
  t.deepEqual(outages.seen().mail, { standing: 'unknown' });
  advance(3 * 60_000);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'unknown' });
  t.deepEqual(outages.seen()['civil-registry'], { standing: 'unknown' });
});

test('[R3] a failed probe counts at once and until the next one succeeds; a call that is answered counts more', (t) => {
  const { outages, advance } = watch();
  const since = new Date(Date.parse('2026-11-21T15:00:00Z'));
  outages.noteProbe('tax-registry', false);
  advance(60_000);
  outages.noteProbe('tax-registry', false);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'failing', since });
  t.deepEqual(outages.now(), [{ registry: 'tax-registry', failed: 1, since }]);
  outages.note({ registry: 'tax-registry', outcome: 'nobody' });
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'working' });
  t.true(outages.answeredLately('tax-registry'));
  advance(60_000);
  t.false(outages.answeredLately('tax-registry'));
});

test('[R3] a successful probe does not hide that real calls fail', (t) => {
  const { outages } = watch();
  outages.note(failed);
  outages.note(failed);
  outages.noteProbe('tax-registry', true);
  t.like(outages.seen()['tax-registry'], { standing: 'failing' });
});

test('[R3] failures that are far apart are no outage', (t) => {
  const { outages, advance } = watch();
  outages.note(failed);
  advance(6 * 60_000);
  outages.note(failed);
  t.deepEqual(outages.now(), []);
});

test('[R3] a program that replaces a registry is never reported as the registry, and may be away', (t) => {
  const outages = watchOutages(() => new Date(), [], ['tax-registry']);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'unknown' });
  outages.noteProbe('tax-registry', true);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'stand-in' });
  outages.noteProbe('tax-registry', false);
  t.like(outages.seen()['tax-registry'], { standing: 'failing' });
});

test('[R3] a stand-in within this process is reported as one, whatever is noted of it', (t) => {
  const outages = watchOutages(() => new Date(), ['mail']);
  outages.noteMessage('mail', false);
  outages.noteMessage('mail', true);
  t.deepEqual(outages.seen().mail, { standing: 'stand-in' });
  t.deepEqual(outages.seen().sms, { standing: 'unknown' });
});

test('[R3] a successful probe a minute after the last failed call reports the registry as back; the next failure counts at once', (t) => {
  const { outages, advance } = watch();
  outages.note(failed);
  outages.note({ ...failed, reason: 'breaker-open' });
  advance(59_000);
  outages.noteProbe('tax-registry', true);
  t.like(outages.seen()['tax-registry'], { standing: 'failing' }, 'calls failed within the minute');
  advance(60_000);
  outages.noteProbe('tax-registry', true);
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'working' });
  t.deepEqual(outages.now(), []);
  advance(10_000);
  outages.note(failed);
  const since = new Date(Date.parse('2026-11-21T15:00:00Z'));
  t.deepEqual(outages.seen()['tax-registry'], { standing: 'failing', since }, 'the same outage goes on');
});
