import type { Catalogue } from '../../locales/locale.ts';

/** When something ends by itself, as a page says it: the hour, and how many seconds are left for its script. */
export const termOf = (end: Date, now: Date, { formats }: Catalogue) => ({
  at: formats.clock(end),
  seconds: Math.max(0, Math.round((end.getTime() - now.getTime()) / 1000)),
});
