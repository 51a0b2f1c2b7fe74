/** Costs of the lightest and the heaviest bcrypt hash that is kept; the work of a hash is two to its cost. */
export interface BcryptCosts {
  readonly lightest: number;
  readonly heaviest: number;
}

/** The lightest cost that bcrypt knows. */
const MINIMUM = 4;

/**
 * Costs of the hashes that are computed beside a key's own one, whose cost is `own`, or instead of it where there is
 * none. For every `own` the work adds up to the same, in as many calls: each call takes some hundredths of a
 * millisecond by itself, which a timing measurement would reveal. The sum is the work of the heaviest, and a little
 * more where several costs are kept.
 */
export function costsBeside(own: number | undefined, { lightest, heaviest }: BcryptCosts): readonly number[] {
  const gap = heaviest - lightest;
  // The heaviest cannot be composed of lighter ones: calls that take half as long make up for the greater number of
  // calls of the others.
  if (own === heaviest) return of(2 * gap, MINIMUM);
  const parts = [lightest, ...Array.from({ length: gap }, (_, step) => lightest + step)];
  const rest = own === undefined ? parts : parts.toSpliced(parts.indexOf(own), 1);
  return [...rest, ...of(gap, MINIMUM + 1)];
}

const of = (length: number, cost: number): readonly number[] => Array.from({ length }, () => cost);
