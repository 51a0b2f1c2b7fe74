/** Fewer people than this are not told apart. */
export const FEWEST_SHOWN = 10;

/**
 * A count of people as a chart shows it: rounded to tens, and undefined below ten, so that no person can be told from a
 * change of one.
 */
export function shownPeople(count: number): number | undefined {
  return count < FEWEST_SHOWN ? undefined : Math.round(count / FEWEST_SHOWN) * FEWEST_SHOWN;
}
