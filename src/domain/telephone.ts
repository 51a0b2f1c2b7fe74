import { addWorkingDays, type Day, dayOf, isWorkingDay, reachesHolidays } from './working-days.ts';

/** Hours of Santiago in which the telephone is answered on a working day. */
export const TELEPHONE = { from: 9, to: 18 } as const;

/**
 * Whether the telephone of the help desk is answered at a moment: `open` until it closes, `closed` until it opens
 * again, `unknown` where the table of holidays does not reach, and only the usual hours can be shown.
 */
type TelephoneState =
  | { readonly state: 'open'; readonly until: Date }
  | { readonly state: 'closed'; readonly until: Date }
  | { readonly state: 'unknown' };

/** State of the telephone service at `now`: working days of Santiago, 9.00 to 18.00. */
export function telephoneAt(now: Date): TelephoneState {
  const today = dayOf(now);
  if (!reachesHolidays(today)) return { state: 'unknown' };
  const [from, to] = [instantOf(today, TELEPHONE.from), instantOf(today, TELEPHONE.to)];
  if (isWorkingDay(today) && now < from) return { state: 'closed', until: from };
  if (isWorkingDay(today) && now < to) return { state: 'open', until: to };
  const next = addWorkingDays(today, 1);
  return next ? { state: 'closed', until: instantOf(next, TELEPHONE.from) } : { state: 'unknown' };
}

const offsets = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Santiago', timeZoneName: 'longOffset' });

/** An hour of a day in Santiago. Its offset changes at midnight only, so that of the same hour in UTC is right. */
export function instantOf(day: Day, hour: number): Date {
  const utc = `${day}T${String(hour).padStart(2, '0')}:00:00`;
  const name = offsets.formatToParts(new Date(`${utc}Z`)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return new Date(`${utc}${name.replace('GMT', '')}`);
}
