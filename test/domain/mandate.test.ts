import test from 'ava';
import { isInForce, renewableFrom, yearAfter } from '../../src/domain/mandate.ts';

const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

test('a mandate lasts twelve months, and one of 29 February ends on the 28th', (t) => {
  t.deepEqual(yearAfter(on('2026-11-30')), on('2027-11-30'));
  t.deepEqual(yearAfter(on('2028-02-29')), on('2029-02-28'));
});

test('it is in force from its first instant until before its last', (t) => {
  const term = { from: on('2026-01-01'), until: on('2027-01-01') };
  t.true(isInForce(term, term.from));
  t.false(isInForce(term, new Date(term.from.getTime() - 1)));
  t.true(isInForce(term, new Date(term.until.getTime() - 1)));
  t.false(isInForce(term, term.until));
  t.false(isInForce({ ...term, endedAt: on('2026-06-01') }, on('2026-07-01')));
});

test('it is renewed in its last 60 days', (t) => {
  t.deepEqual(renewableFrom({ until: on('2027-03-02') }), on('2027-01-01'));
});
