import { Refusal } from '../refusal.ts';

/** Years of a facilitador at the least. */
export const ADULT_YEARS = 18;
const OLDEST_YEARS = 120;

/** A day, as numbers of the calendar. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Reads dd-mm-yyyy (also with "/" or "."), and returns the day in ISO 8601; `today` is the day in Chile, in ISO 8601.
 * Throws `field-missing`, `birth-date-invalid` for no day of the calendar or one too long ago, `facilitador-underage`.
 */
export function parseBirthDate(text: string, today: string): string {
  const typed = text.trim();
  if (typed === '') throw new Refusal('field-missing');
  const [, day, month, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(typed) ?? [];
  const born = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isDay(born)) throw new Refusal('birth-date-invalid');
  const iso = [year, ...[born.month, born.day].map((part) => String(part).padStart(2, '0'))].join('-');
  if (iso > today || iso < yearsBefore(today, OLDEST_YEARS)) throw new Refusal('birth-date-invalid');
  if (iso > yearsBefore(today, ADULT_YEARS)) throw new Refusal('facilitador-underage', { years: ADULT_YEARS });
  return iso;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isDay({ year, month, day }: Day): boolean {
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** As text: of 29 February the day that follows it counts, since "02-29" comes before "03-01". */
const yearsBefore = (iso: string, years: number): string => `${Number(iso.slice(0, 4)) - years}${iso.slice(4)}`;

/** A day in ISO 8601 as the page writes it: "01-12-1992". */
export const typedDay = (iso: string): string => iso.split('-').toReversed().join('-');
