import test from 'ava';
import holidays from '../../src/domain/holidays.json' with { type: 'json' };
import { addDays, addWorkingDays, type Day, dayOf, isWorkingDay } from '../../src/domain/working-days.ts';

const day = (text: string): Day => text as Day;
const weekday = (text: string): number => new Date(`${text}T12:00:00Z`).getUTCDay();

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return day(`${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`);
}

const years = [2026, 2027, 2028];
const of = (year: number, name: RegExp): string =>
  holidays.find((one) => one.day.startsWith(String(year)) && name.test(one.name))?.day ?? '';

test('every year from 2026 to 2028 has its sixteen national holidays, each with its law', (t) => {
  for (const year of years) {
    const own = holidays.filter((one) => one.day.startsWith(`${year}-`));
    t.is(own.length, year === 2027 ? 17 : 16, String(year));
    t.is(new Set(own.map((one) => one.day)).size, own.length);
  }
  for (const { day: at, name, law } of holidays) {
    t.regex(at, /^20\d\d-\d\d-\d\d$/);
    t.regex(law, /^(Ley|Leyes|Decreto Ley) [\d.]+/, name);
  }
});

test('Good Friday and Holy Saturday are those before Easter', (t) => {
  for (const year of years) {
    t.is(of(year, /Viernes Santo/), addDays(easter(year), -2));
    t.is(of(year, /Sábado Santo/), addDays(easter(year), -1));
  }
});

test('holidays moved by Ley 19.668 fall on a Monday or a weekend, those moved by 20.299 never on Tuesday or Wednesday', (t) => {
  for (const year of years) {
    for (const name of [/San Pedro/, /Dos Mundos/]) t.true([0, 1, 6].includes(weekday(of(year, name))), String(year));
    t.false([2, 3].includes(weekday(of(year, /Evangélicas/))), String(year));
  }
  t.is(of(2028, /Evangélicas/), '2028-10-27');
});

test('a Friday 17 September before a weekend of Fiestas Patrias is a holiday', (t) => {
  t.false(isWorkingDay(day('2027-09-17')));
  t.true(isWorkingDay(day('2026-09-17')));
});

test('Saturdays, Sundays and holidays are no working days', (t) => {
  for (const off of ['2026-11-21', '2026-11-22', '2026-12-08', '2026-12-25', '2027-01-01'])
    t.false(isWorkingDay(day(off)), off);
  for (const on of ['2026-11-23', '2026-12-07', '2026-12-31']) t.true(isWorkingDay(day(on)), on);
});

test('working days count from the day after, over weekends and holidays', (t) => {
  t.is(addWorkingDays(day('2026-11-20'), 2), day('2026-11-24'));
  t.is(addWorkingDays(day('2026-11-21'), 2), day('2026-11-24'));
  // 8 December is between.
  t.is(addWorkingDays(day('2026-12-07'), 2), day('2026-12-10'));
  t.is(addWorkingDays(day('2026-11-23'), 30), day('2027-01-07'));
});

test('past the end of the table no date is given that may be wrong', (t) => {
  t.is(addWorkingDays(day('2028-12-20'), 30), undefined);
});

test('a day is that of Santiago, and calendar days are counted across clock changes', (t) => {
  t.is(dayOf(new Date('2026-11-23T02:30:00Z')), day('2026-11-22'));
  t.is(dayOf(new Date('2026-11-23T03:30:00Z')), day('2026-11-23'));
  t.is(addDays(day('2027-03-25'), 30), day('2027-04-24'));
});
