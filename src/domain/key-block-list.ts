import mostUsed from './most-used-keys.json' with { type: 'json' };

/** The 10,000 most used passwords of eight characters or more, in small letters (see most-used-keys.md). */
const listed: ReadonlySet<string> = new Set(mostUsed);

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Whether a key is one that anybody would try first (floor 9): the most used ones, "sence" with years or digits, one
 * character over and over, a run such as 12345678, or the person's own RUT, name, e-mail or telephone.
 */
export function guessable(key: string, known: readonly (string | undefined)[]): boolean {
  const plain = withoutAccents(key);
  return listed.has(plain) || named(plain) || monotonous(plain) || tells(plain, known);
}

const named = (key: string): boolean => /^[\W\d_]*(clave|sence|clavesence|senceclave)+[\W\d_]*$/.test(key);

function monotonous(key: string): boolean {
  const codes = [...key].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, place) => code - (codes[place] ?? 0)));
  return steps.size <= 1 && [...steps].every((step) => Math.abs(step) <= 1);
}

/** A key tells of the person when little is left of it without the words by which the person is known. */
function tells(key: string, known: readonly (string | undefined)[]): boolean {
  const words = known.flatMap(wordsOf).sort((one, other) => other.length - one.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), key);
  return rest !== key && rest.replace(/[^a-z]/g, '').length < 3;
}

function wordsOf(about = ''): string[] {
  const plain = withoutAccents(about);
  const whole = plain.replace(/[^a-z0-9]/g, '');
  // A telephone is known by its last eight or nine digits, not by what stands before them.
  const telephone = plain.startsWith('+') ? [whole.slice(-9), whole.slice(-8)] : [];
  return [whole, ...telephone, ...plain.split(/[^a-z0-9]+/)].filter((word) => word.length >= 3);
}
