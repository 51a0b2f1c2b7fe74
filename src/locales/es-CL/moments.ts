import { addDays, dayOf } from '../../domain/working-days.ts';
import type { MomentTexts } from '../shape/moments.ts';
import { formats } from './formats/formats.ts';

/** The first minute at which a term that ends at `at` is over. */
const minuteAfter = (at: Date): Date => new Date(at.getTime() + 59_999);

/** Days are those of the calendar: two days of a year have 23 and 25 hours. */
function calledDay(at: Date, now: Date): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  if (day === today) return 'Hoy';
  if (day === addDays(today, -1)) return 'Ayer';
  return day.slice(0, 4) === today.slice(0, 4) ? formats.dayAndMonth(at) : formats.longDay(at);
}

const clockAfter = (at: unknown): string => (at instanceof Date ? formats.clock(minuteAfter(at)) : '');

function opensAt(at: unknown): string {
  if (!(at instanceof Date)) return `a las ${clockAfter(at)}`;
  const then = minuteAfter(at);
  const today = dayOf(then) === dayOf(new Date());
  return today ? `a las ${clockAfter(at)}` : `el ${formats.dayAndMonth(then)} a las ${clockAfter(at)}`;
}

/** Instants as pages show them, relative to today. */
export const moments: MomentTexts = {
  clockAfter,
  opensAt,
  moment: (at, now) => `${calledDay(at, now)}, ${formats.bareClock(at)}`,
};
