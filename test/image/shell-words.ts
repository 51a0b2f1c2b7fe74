/** A word of a command line so far, and the quote that is open in it. */
interface Reading {
  readonly words: readonly string[];
  readonly word?: string | undefined;
  readonly quote?: string | undefined;
}

const start: Reading = { words: [] };

/**
 * The words of a command line as a shell splits them: quotes keep blanks together and are no part of a word. A comment
 * and what a redirection or a pipe names are left out. Throws for a quote that is not closed.
 */
export function shellWords(line: string): readonly string[] {
  let now = start;
  for (const sign of line) {
    if (now.quote === undefined && (/[<>|]/.test(sign) || (sign === '#' && now.word === undefined))) break;
    now = after(now, sign);
  }
  if (now.quote !== undefined) throw new Error(`a quote is open: ${line}`);
  return ended(now).words;
}

function after(now: Reading, sign: string): Reading {
  const { word = '', quote } = now;
  if (sign === quote) return { ...now, quote: undefined };
  if (quote !== undefined) return { ...now, word: word + sign };
  if (sign === '"' || sign === "'") return { ...now, word, quote: sign };
  return /\s/.test(sign) ? ended(now) : { ...now, word: word + sign };
}

const ended = ({ words, word }: Reading): Reading => ({ words: word === undefined ? words : [...words, word] });
