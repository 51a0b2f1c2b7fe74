import holidays from './holidays.json' with { type: 'json' };

/** A day in Santiago, "2026-12-24". Only `dayOf` and functions that count from it make one. */
export type Day = string & { readonly day: unique symbol };

const DAY_MS = 24 * 3_600_000;
const inSantiago = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Santiago' });

/**
 * National holidays with the law of each, by the laws themselves (bcn.cl, Ley Chile): movable ones were put on their
 * day by Ley 19.668 (to Monday), 20.299 (to Friday), 20.215 and 20.983 (around 18 September), and by the solstice.
 * Holidays of one region, and elections, which fall on Sundays, are not in it.
 */
const offDays: ReadonlySet<string> = new Set(holidays.map(({ day }) => day));
const lastYear = Math.max(...holidays.map(({ day }) => Number(day.slice(0, 4))));

/** Whether a text is a day. */
export const isDay = (text: string): text is Day => /^\d{4}-\d\d-\d\d$/.test(text);

/** The day in Santiago in which an instant falls. */
export function dayOf(at: Date): Day {
  return inSantiago.format(at) as Day;
}

/** Some calendar days later (días corridos). */
export function addDays(day: Day, days: number): Day {
  return new Date(noonOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** Neither Saturday nor Sunday nor holiday (Ley 19.880, art. 25). */
export function isWorkingDay(day: Day): boolean {
  return ![0, 6].includes(noonOf(day).getUTCDay()) && !offDays.has(day);
}

/**
 * Some working days later (días hábiles): the first one counted is the one after (Ley 19.880, art. 25). Undefined where
 * the table of holidays does not reach: a date that may be too early is not shown.
 */
export function addWorkingDays(day: Day, days: number): Day | undefined {
  let current = day;
  for (let left = days; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) left -= 1;
  }
  return reachesHolidays(current) ? current : undefined;
}

/** Whether the table of holidays reaches a day: working days after its end are not known. */
export function reachesHolidays(day: Day): boolean {
  return Number(day.slice(0, 4)) <= lastYear;
}

/** Calendar days from one day to another, negative where the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / DAY_MS);
}

/** Working days after one day up to another, which counts; none where it is not later. */
export function workingDaysBetween(from: Day, to: Day): number {
  let days = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) days += 1;
  }
  return days;
}

const noonOf = (day: Day): Date => new Date(`${day}T12:00:00Z`);
