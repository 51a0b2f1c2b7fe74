import { bareClockOf } from '../../account/hour.ts';
import type { Month } from '../../domain/month.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';

const ZONE = { timeZone: 'America/Santiago' } as const;
const dayOfYear = new Intl.DateTimeFormat('es-CL', { ...ZONE, day: 'numeric', month: 'long', year: 'numeric' });
const dayAndMonth = new Intl.DateTimeFormat('es-CL', { ...ZONE, day: 'numeric', month: 'long' });
const monthAndYear = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** A moment as a page shows it, and as machines read it. */
export interface Moment {
  readonly text: string;
  readonly iso: string;
}

/** «Hoy, 15.48», «Ayer, 20.15», «18 de noviembre, 9.10», with the year when it is not this one; days and hours of Santiago. */
export function momentOf(at: Date, now: Date): Moment {
  return { text: `${calledDay(at, now)}, ${bareClockOf(at)}`, iso: at.toISOString() };
}

/** Counted in days of the calendar: two days a year have 23 and 25 hours. */
function calledDay(at: Date, now: Date): string {
  const [day, today] = [dayOf(at), dayOf(now)];
  if (day === today) return 'Hoy';
  if (day === addDays(today, -1)) return 'Ayer';
  return (day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth : dayOfYear).format(at);
}

/** «18 de noviembre de 2026». */
export const dateOf = (at: Date): string => dayOfYear.format(at);

/** «noviembre de 2026». */
export const monthName = (month: Month): string => monthAndYear.format(new Date(`${month}-15T00:00:00Z`));
