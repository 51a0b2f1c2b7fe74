import type { Catalogue } from '../../locales/locale.ts';

/** A moment as a page shows it, and as machines read it. */
export interface Moment {
  readonly text: string;
  readonly iso: string;
}

/** «Hoy, 15.48», «Ayer, 20.15», «18 de noviembre, 9.10», with the year if it is another one; in Santiago. */
export function momentOf({ moments }: Catalogue, at: Date, now: Date): Moment {
  return { text: moments.moment(at, now), iso: at.toISOString() };
}
