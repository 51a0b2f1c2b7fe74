import type { Formatters } from '../../shape/formatters.ts';

const timeZone = 'America/Santiago';
const time = new Intl.DateTimeFormat('es-CL', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const date = new Intl.DateTimeFormat('es-CL', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
const short = new Intl.DateTimeFormat('es-CL', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
const dayAndMonth = new Intl.DateTimeFormat('es-CL', { timeZone, day: 'numeric', month: 'long' });
const longDay = new Intl.DateTimeFormat('es-CL', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
const monthAndYear = new Intl.DateTimeFormat('es-CL', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const list = new Intl.ListFormat('es-CL');
const number = new Intl.NumberFormat('es-CL');

/** SENCE writes a time with a point: "15.48". */
const bareClock = (at: Date): string => time.format(at).replace(':', '.');

/** Aysén and Magallanes have another time for a part of the year, and Easter Island always: a time names its zone. */
const clock = (at: Date): string => `${bareClock(at)} (hora de Santiago)`;

function duration(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? '1 minuto' : `${minutes} minutos`;
  return minutes === 60 ? '1 hora' : `${minutes / 60} horas`;
}

/** Dates, times and lists as SENCE writes them. */
export const formats: Formatters = {
  bareClock,
  clock,
  instant: (at) => `${date.format(at).replaceAll('/', '-')} a las ${clock(at)}`,
  longInstant: (at) => `${longDay.format(at)} a las ${clock(at)}`,
  shortInstant: (at) => `${short.format(at)} (hora de Santiago)`,
  day: (day) => day.split('-').reverse().join('-'),
  dayAndMonth: (at) => dayAndMonth.format(at),
  longDay: (at) => longDay.format(at),
  month: (month) => monthAndYear.format(new Date(`${month}-15T00:00:00Z`)),
  list: (items) => list.format(items),
  number: (value) => number.format(value),
  duration,
};
