/** A month in Santiago, "2026-11". Only `parseMonth` and `monthOf` make one. */
export type Month = string & { readonly month: unique symbol };

const ZONE = 'America/Santiago';
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit' });
const offset = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** Reads a month of this century; undefined for any other text. */
export function parseMonth(text: string): Month | undefined {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : undefined;
}

/** The month in which an instant falls. */
export function monthOf(at: Date): Month {
  return parts.format(at).slice(0, 7) as Month;
}

/** The month before. */
export function monthBefore(month: Month): Month {
  const { year, number } = split(month);
  return number === 1 ? compose(year - 1, 12) : compose(year, number - 1);
}

/** First instant of a month, and the first of the next one. */
export function spanOf(month: Month): { readonly from: Date; readonly to: Date } {
  const { year, number } = split(month);
  return { from: midnight(month), to: midnight(number === 12 ? compose(year + 1, 1) : compose(year, number + 1)) };
}

/** Months from one instant to another, newest first, at most `most`. */
export function monthsBetween(first: Date, last: Date, most: number): readonly Month[] {
  const months = [monthOf(last)];
  while (months.length < most && (months.at(-1) as Month) > monthOf(first))
    months.push(monthBefore(months.at(-1) as Month));
  return months;
}

const split = (month: Month) => ({ year: Number(month.slice(0, 4)), number: Number(month.slice(5)) });
const compose = (year: number, number: number): Month => `${year}-${String(number).padStart(2, '0')}` as Month;

/** Midnight of the first day in the time of Santiago, whose offset changes with the season. */
function midnight(month: Month): Date {
  const utc = new Date(`${month}-01T00:00:00Z`);
  const [, sign = '-', hours = '03', minutes = '00'] = /GMT([+-])(\d\d):(\d\d)/.exec(offset.format(utc)) ?? [];
  return new Date(`${month}-01T00:00:00${sign}${hours}:${minutes}`);
}
