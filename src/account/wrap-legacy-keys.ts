import type { Deps } from '../ports/deps.ts';

const BATCH = 25;
const SAY_MS = 60_000;

/** The result of a period of wrapping. */
export interface WrappingRate {
  readonly wrapped: number;
  readonly unreadable: number;
  readonly perSecond: number;
}

/**
 * A job for a ticker: wraps the next 25 keys of the old system in argon2id, one hash at a time, and returns whether
 * more wait. Logs its rate once a minute and at the end of the work.
 */
export function wrapLegacyKeys({ legacyKeys }: Pick<Deps, 'legacyKeys'>, say: (rate: WrappingRate) => void) {
  let tally = { wrapped: 0, unreadable: 0, since: performance.now() };
  return async (): Promise<boolean> => {
    if (tally.wrapped + tally.unreadable === 0) tally.since = performance.now();
    const { wrapped, unreadable, more } = await legacyKeys.wrap(BATCH);
    tally = { ...tally, wrapped: tally.wrapped + wrapped, unreadable: tally.unreadable + unreadable };
    const ms = performance.now() - tally.since;
    if (tally.wrapped + tally.unreadable > 0 && (!more || ms > SAY_MS)) {
      say({
        wrapped: tally.wrapped,
        unreadable: tally.unreadable,
        perSecond: Math.round((tally.wrapped / ms) * 10_000) / 10,
      });
      tally = { wrapped: 0, unreadable: 0, since: performance.now() };
    }
    return more;
  };
}
