/** Fewest different characters; 32 random hexadecimal digits have 14 of 16 on average. */
const FEWEST_DIFFERENT = 8;

/** Fewest bits by Shannon's measure over the whole text; 32 random hexadecimal digits have 115, seldom less than 95. */
const FEWEST_BITS = 80;

/** Largest share of steps from one character to the next that may be the same or a neighbour. */
const MOST_STEPS = 0.6;

/** Fewest different pairs of characters that follow each other, as a share of all pairs: a repeated word has few. */
const FEWEST_PAIRS = 0.6;

/** Sequences that people type from memory. */
const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/**
 * Whether a secret was typed and not made by a random source: one letter repeated, a repeated word, a sequence, too few
 * characters. A text that passes is not proved to be good: only a generated secret has at least 128 bits of entropy.
 */
export function isGuessable(secret: string): boolean {
  const characters = [...secret];
  const pairs = characters.slice(1).map((next, place) => `${characters[place]}${next}`);
  return (
    new Set(characters).size < FEWEST_DIFFERENT ||
    shannonBits(characters) < FEWEST_BITS ||
    new Set(pairs).size < pairs.length * FEWEST_PAIRS ||
    pairs.filter(isStep).length > pairs.length * MOST_STEPS
  );
}

/** Bits of the whole text, by the frequency of each of its characters. */
function shannonBits(characters: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const one of characters) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / characters.length), 0);
}

function isStep(pair: string): boolean {
  const [one = '', next = ''] = pair.toLowerCase();
  return one === next || rows.some((row) => row.includes(one + next) || row.includes(next + one));
}
