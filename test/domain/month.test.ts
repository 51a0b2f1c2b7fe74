import test from 'ava';
import { monthBefore, monthOf, monthsBetween, parseMonth, spanOf } from '../../src/domain/month.ts';

const month = (text: string) => parseMonth(text) ?? (text as never);

for (const [text, from, to] of [
  ['2026-01', '2026-01-01T03:00:00.000Z', '2026-02-01T03:00:00.000Z'],
  ['2026-04', '2026-04-01T03:00:00.000Z', '2026-05-01T04:00:00.000Z'],
  ['2026-09', '2026-09-01T04:00:00.000Z', '2026-10-01T03:00:00.000Z'],
  ['2026-12', '2026-12-01T03:00:00.000Z', '2027-01-01T03:00:00.000Z'],
] as const)
  test(`${text} begins and ends at midnight in Santiago, in summer and in winter`, (t) => {
    const span = spanOf(month(text));
    t.deepEqual([span.from.toISOString(), span.to.toISOString()], [from, to]);
  });

test('an instant belongs to the month of Santiago, not to that of Greenwich', (t) => {
  t.is(monthOf(new Date('2026-11-01T02:59:59Z')), month('2026-10'));
  t.is(monthOf(new Date('2026-11-01T03:00:00Z')), month('2026-11'));
});

test('months go back over the end of a year, and no further than asked', (t) => {
  t.is(monthBefore(month('2026-01')), month('2025-12'));
  t.deepEqual(monthsBetween(new Date('2025-11-20'), new Date('2026-02-10'), 24), [
    month('2026-02'),
    month('2026-01'),
    month('2025-12'),
    month('2025-11'),
  ]);
  t.is(monthsBetween(new Date('2020-01-01'), new Date('2026-02-10'), 24).length, 24);
});

for (const text of ['', '2026-13', '2026-1', '1999-12', '2026-11-01', 'noviembre'])
  test(`"${text}" is no month`, (t) => t.is(parseMonth(text), undefined));
