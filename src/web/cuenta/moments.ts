import { clockOf } from '../../account/hour.ts';
import type { Month } from '../../domain/month.ts';

const ZONE = { timeZone: 'America/Santiago' } as const;
const dayOfYear = new Intl.DateTimeFormat('es-CL', { ...ZONE, day: 'numeric', month: 'long', year: 'numeric' });
const dayAndMonth = new Intl.DateTimeFormat('es-CL', { ...ZONE, day: 'numeric', month: 'long' });
const monthAndYear = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const DAY_MS = 24 * 3_600_000;

/** A moment as a page shows it, and as machines read it. */
export interface Moment {
  readonly text: string;
  readonly iso: string;
}

/** «Hoy, 15.48», «Ayer, 20.15», «18 de noviembre, 9.10», with the year when it is not this one. */
export function momentOf(at: Date, now: Date): Moment {
  return { text: `${dayOf(at, now)}, ${clockOf(at)}`, iso: at.toISOString() };
}

function dayOf(at: Date, now: Date): string {
  const day = dayOfYear.format(at);
  if (day === dayOfYear.format(now)) return 'Hoy';
  if (day === dayOfYear.format(new Date(now.getTime() - DAY_MS))) return 'Ayer';
  return day.slice(-4) === dayOfYear.format(now).slice(-4) ? dayAndMonth.format(at) : day;
}

/** «18 de noviembre de 2026». */
export const dateOf = (at: Date): string => dayOfYear.format(at);

/** «noviembre de 2026». */
export const monthName = (month: Month): string => monthAndYear.format(new Date(`${month}-15T00:00:00Z`));
