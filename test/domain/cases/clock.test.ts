import test from 'ava';
import { appealUntil, dueAfterPause, termEnd } from '../../../src/domain/cases/clock.ts';
import type { TermLength } from '../../../src/domain/cases/kinds/kind-rules.ts';
import { addDays, type Day, dayOf, isWorkingDay } from '../../../src/domain/working-days.ts';

const at = (local: string, offset = '-03:00') => new Date(`${local}:00${offset}`);
const endOf = (day: string, offset = '-03:00') => new Date(`${day}T23:59:59.999${offset}`);
const working = { unit: 'working-days', length: 2 } as const;
const calendar = { unit: 'calendar-days', length: 30 } as const;
const hours = { unit: 'hours', length: 24 } as const;

test('a term in hours ends by the minute, one in days with its last day in Santiago', (t) => {
  t.deepEqual(termEnd(at('2026-12-01T10:15'), hours), at('2026-12-02T10:15'));
  t.deepEqual(termEnd(at('2026-12-01T10:15'), calendar), endOf('2026-12-31'));
  t.deepEqual(termEnd(at('2026-12-01T23:50'), working), endOf('2026-12-03'), 'ten minutes before midnight too');
  t.deepEqual(termEnd(at('2026-06-01T10:15', '-04:00'), working), endOf('2026-06-03', '-04:00'), 'in winter time');
});

test('working days leave out weekends and holidays: the eighth of December, and Christmas', (t) => {
  t.deepEqual(termEnd(at('2026-12-04T10:15'), working), endOf('2026-12-09'));
  t.deepEqual(termEnd(at('2026-12-24T10:15'), working), endOf('2026-12-29'));
});

test('past the end of the table of holidays a term is too early at worst', (t) => {
  t.deepEqual(termEnd(at('2028-12-31T10:15'), working), endOf('2029-01-02'));
});

test('a pause adds what was left of the term, in its own unit, from the day of the answer', (t) => {
  const begin = at('2026-12-01T10:00');
  const due = termEnd(begin, working);
  t.deepEqual(dueAfterPause(due, working, begin, at('2026-12-14T09:00')), endOf('2026-12-16'));
  t.deepEqual(dueAfterPause(due, working, at('2026-12-03T12:00'), at('2026-12-12T12:00')), endOf('2026-12-14'));
  const third = termEnd(begin, hours);
  t.deepEqual(dueAfterPause(third, hours, at('2026-12-01T12:00'), at('2026-12-01T15:00')), at('2026-12-02T13:00'));
  t.deepEqual(
    dueAfterPause(termEnd(begin, calendar), calendar, at('2026-12-11T12:00'), at('2027-01-11T12:00')),
    endOf('2027-01-31'),
  );
});

test('a pause never cures a term that was over, and never shortens one', (t) => {
  const begin = at('2026-11-30T10:00');
  for (const term of [working, calendar, hours] as readonly TermLength[]) {
    const due = termEnd(begin, term);
    const late = new Date(due.getTime() + 1);
    t.deepEqual(dueAfterPause(due, term, late, at('2027-03-01T10:00')), due, term.unit);
    for (let asked = 0; asked < 30 * 24; asked += 7)
      for (const waited of [0, 1, 13, 24, 49, 200, 1000]) {
        const since = new Date(begin.getTime() + asked * 3_600_000);
        const after = dueAfterPause(due, term, since, new Date(since.getTime() + waited * 3_600_000));
        t.true(after >= due, `${term.unit} ${asked} ${waited}`);
      }
  }
});

test('every last day of a term in working days is one, over three years', (t) => {
  for (let day = '2026-01-01' as Day; day < '2028-12-20'; day = addDays(day, 1))
    t.true(isWorkingDay(dayOf(termEnd(at(`${day}T12:00`), working))), day);
});

test('an appeal is open for five working days, and not for less past the table of holidays', (t) => {
  t.deepEqual(appealUntil(at('2026-12-04T10:00')), endOf('2026-12-14'));
  t.deepEqual(appealUntil(at('2028-12-29T10:00')), endOf('2029-01-12'));
});
