import { instantOf, TELEPHONE } from './telephone.ts';
import { addDays, dayOf, isWorkingDay } from './working-days.ts';

/** Hours by which the key alone can delay a request that rests on a document, once (floor 5). */
export const KEY_ADDS_HOURS = 72;
/** Days in which a second stop of a request that rests on a document goes to the desk (floor 7). */
export const STOP_DAYS = 30;

/** Days within which a sign-in shows that an account is in use, and its change at the desk waits for longer. */
export const IN_USE_DAYS = 30;
const IN_USE_HOLD_DAYS = 7;

const HOUR_MS = 3_600_000;

/**
 * When a request that begins at `from` takes effect: after `hours`, and not before one whole working day of the
 * telephone service has passed (floor 5). With 0 hours it does not wait at all.
 */
export function changeDueAt(from: Date, hours: number): Date {
  if (hours === 0) return from;
  const byHours = from.getTime() + hours * HOUR_MS;
  return new Date(Math.max(byHours, endOfWholeTelephoneDay(from).getTime()));
}

/**
 * When a change that two people at the desk decided takes effect: as `changeDueAt`, and not before seven days where the
 * account signed in within thirty (rules, Counter). With 0 hours it does not wait at all.
 */
export function counterDueAt(from: Date, hours: number, inUse: boolean): Date {
  const due = changeDueAt(from, hours);
  if (!inUse || hours === 0) return due;
  return new Date(Math.max(due.getTime(), from.getTime() + IN_USE_HOLD_DAYS * 24 * HOUR_MS));
}

/** The closing hour of the first working day of the telephone service that begins at `from` or later. */
function endOfWholeTelephoneDay(from: Date): Date {
  let day = dayOf(from);
  while (!isWorkingDay(day) || instantOf(day, TELEPHONE.from) < from) day = addDays(day, 1);
  return instantOf(day, TELEPHONE.to);
}
