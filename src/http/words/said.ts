import { clockOf } from '../../account/hour.ts';
import type { RefusalDetails } from '../../domain/refusal.ts';
import { dayOf } from '../../domain/working-days.ts';

/** What a person reads of a refusal: the line, and where it helps the cause and ways on. */
export interface Words {
  readonly text: string;
  readonly cause?: string;
  /** Ways on, told as «a, b o c»; where one of them begins otherwise, `before` says how. */
  readonly solution?: readonly { readonly text: string; readonly href: string; readonly before?: string }[];
  /** Who cannot go that way: the telephone, its hours, and when it opens. */
  readonly telephone?: string;
}

/** Makes the words of a refusal from its details. */
export type Saying = (details: RefusalDetails) => Words;

export { PHONE } from '../../locales/es-CL/telephone.ts';

/** The minute after which it is true. */
const minuteAfter = (at: Date): Date => new Date(at.getTime() + 59_999);

/** "16.20 (hora de Santiago)", the minute after which it is true. */
export const hour = (at: RefusalDetails[string] | undefined): string =>
  at instanceof Date ? clockOf(minuteAfter(at)) : '';

const day = new Intl.DateTimeFormat('es-CL', { timeZone: 'America/Santiago', day: 'numeric', month: 'long' });

/** «a las 16.20 (hora de Santiago)», with the day when it is not today's. */
export const when = (at: RefusalDetails[string] | undefined): string => {
  if (!(at instanceof Date)) return `a las ${hour(at)}`;
  const then = minuteAfter(at);
  const today = dayOf(then) === dayOf(new Date());
  return today ? `a las ${hour(at)}` : `el ${day.format(then)} a las ${hour(at)}`;
};

/** How many tries are left. */
export const tries = (left: number): string => (left === 1 ? 'Le queda 1 intento' : `Le quedan ${left} intentos`);

/** The same, of a day. */
export const triesLeft = (left: number): string => (left > 0 ? `${tries(left)} hoy.` : 'No le quedan intentos hoy.');
