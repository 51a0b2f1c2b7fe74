import { instantOf } from '../telephone.ts';
import {
  addDays,
  addWorkingDays,
  type Day,
  dayOf,
  daysBetween,
  isWorkingDay,
  workingDaysBetween,
} from '../working-days.ts';
import type { Case } from './case.ts';
import type { TermLength } from './kinds/kind-rules.ts';
import { termOf } from './kinds/kinds.ts';

const HOUR_MS = 3_600_000;
/** Working days to ask that another person decide anew (Ley 19.880, art. 59). */
const APPEAL_WORKING_DAYS = 5;
/** The same past the end of the table of holidays: no person loses the right for a holiday that is not known. */
const APPEAL_DAYS = 14;

/** The last instant of a term that begins at `from`: terms in days end with their last day in Santiago. */
export function termEnd(from: Date, { unit, length }: TermLength): Date {
  if (unit === 'hours') return new Date(from.getTime() + length * HOUR_MS);
  const day = dayOf(from);
  return endOf(unit === 'calendar-days' ? addDays(day, length) : workingDaysAfter(day, length));
}

/** When a case that begins at `from` has to be answered. */
export const dueFrom = (from: Date, one: Pick<Case, 'kind' | 'matter'>): Date => termEnd(from, termOf(one));

/**
 * When a term ends that stood still from `since` to `until`: what was left of it is counted anew from `until`, in its
 * own unit. A term that was over before stays over.
 */
export function dueAfterPause(due: Date, { unit }: TermLength, since: Date, until: Date): Date {
  if (due < since || until < since) return due;
  if (unit === 'hours') return new Date(due.getTime() + until.getTime() - since.getTime());
  const [asked, last] = [dayOf(since), dayOf(due)];
  const left = unit === 'calendar-days' ? daysBetween(asked, last) : workingDaysBetween(asked, last);
  const after = termEnd(until, { unit, length: left });
  return after < due ? due : after;
}

/** When a term ends that is extended by `length` more of its own unit. */
export const extendedDue = (due: Date, { unit }: TermLength, length: number): Date => termEnd(due, { unit, length });

/** The last instant to ask for another decision. */
export function appealUntil(decided: Date): Date {
  const day = dayOf(decided);
  return endOf(addWorkingDays(day, APPEAL_WORKING_DAYS) ?? addDays(day, APPEAL_DAYS));
}

/** Past the table of holidays calendar days: at worst the term is stricter for SENCE. None is a working day at least. */
function workingDaysAfter(day: Day, length: number): Day {
  if (length > 0) return addWorkingDays(day, length) ?? addDays(day, length);
  return isWorkingDay(day) ? day : (addWorkingDays(day, 1) ?? addDays(day, 1));
}

/** The last millisecond of a day in Santiago. */
export const endOf = (day: Day): Date => new Date(instantOf(day, 23).getTime() + HOUR_MS - 1);
