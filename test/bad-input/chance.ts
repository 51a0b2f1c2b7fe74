/** A pseudo-random source: the same seed gives the same run. */
export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  number(below: number): number;
  /** One of the items; there must be one. */
  pick<T>(items: readonly T[]): T;
}

/** A small generator with 32 bits of state (xorshift32, Marsaglia 2003): fast and repeatable, nothing more. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const number = (below: number): number => next() % below;
  return {
    number,
    pick: <T>(items: readonly T[]) => items[number(items.length)] as T,
  };
}
