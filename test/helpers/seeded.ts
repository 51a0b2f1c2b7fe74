/** Random choices that are the same for the same seed: a walk that failed is walked again. */
export interface Seeded {
  /** A whole number from 0 to `below`, without it. */
  upTo(below: number): number;
  of<T>(list: readonly T[]): T;
  /** True once in so many times. */
  oneIn(times: number): boolean;
}

/** Mulberry32. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number): number => Math.floor(next() * below);
  return {
    upTo,
    of<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('there is nothing to choose from');
      return list[upTo(list.length)] as T;
    },
    oneIn: (times) => upTo(times) === 0,
  };
}
