/** How a run was asked for. */
export interface Asked {
  /** A few seconds in all, judged by what was recorded; writes no document. */
  readonly short: boolean;
  /** Operations whose name contains this text; all where it is undefined. */
  readonly only: string | undefined;
  /** Counts statements and commits alone, and measures nothing. */
  readonly count: boolean;
  /** Rounds of each operation, of which the median counts. */
  readonly rounds: number;
  /** Seconds of each round that are measured. */
  readonly seconds: number;
  /** Writes statements and commits of this run into `recorded.json`, instead of judging by it. */
  readonly record: boolean;
  /** Writes the ratios too: only right on a quiet machine, and in the short form, which is the one that is judged. */
  readonly ratios: boolean;
}

const SHORT = { rounds: 1, seconds: 0.8 };
const LONG = { rounds: 3, seconds: 15 };

/** Reads `--short`, `--count`, `--only NAME`, `--rounds N`, `--seconds N`, `--record` and `--ratios`; throws for a number that is none. */
export function readArguments(words: readonly string[]): Asked {
  const short = words.includes('--short');
  const { rounds, seconds } = short ? SHORT : LONG;
  return {
    short: short || words.includes('--count'),
    count: words.includes('--count'),
    only: wordAfter(words, '--only'),
    rounds: positive(wordAfter(words, '--rounds') ?? rounds),
    seconds: positive(wordAfter(words, '--seconds') ?? seconds),
    record: words.includes('--record') || words.includes('--ratios'),
    ratios: words.includes('--ratios'),
  };
}

function wordAfter(words: readonly string[], name: string): string | undefined {
  const place = words.indexOf(name);
  return place < 0 ? undefined : words[place + 1];
}

function positive(value: string | number): number {
  const number = Number(value);
  if (!(number > 0 && number <= 600)) throw new Error(`not a number up to 600: ${value}`);
  return number;
}
