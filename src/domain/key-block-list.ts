import mostUsed from './most-used-keys.json' with { type: 'json' };
import { Refusal } from './refusal.ts';

/** The 10,000 most used passwords of eight characters or more, in lower case (see most-used-keys.md). */
const listed: ReadonlySet<string> = new Set(mostUsed);

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Why a key is easy to guess: much used, the service's name, characters in a row, or what is known of the person. */
export type Weakness = 'used' | 'named' | 'row' | 'own';

/** The known data of a person; any part may be absent. */
export type Known = readonly (string | undefined)[];

/**
 * Why a key is one that an attacker tries first (floor 9): one of the most used, "sence" with years or digits, one
 * character repeated or a run such as 12345678, or the person's own RUT, name, e-mail or telephone.
 */
export function weaknessOf(key: string, known: Known): Weakness | undefined {
  const plain = withoutAccents(key);
  if (namesPerson(plain, known)) return 'own';
  if (named(plain)) return 'named';
  if (monotonous(plain)) return 'row';
  return listed.has(plain) ? 'used' : undefined;
}

/** Refuses a key that is easy to guess: throws `key-guessable` with the reason. */
export function assertNotGuessable(key: string, known: Known): void {
  const why = weaknessOf(key, known);
  if (why) throw new Refusal('key-guessable', { why });
}

const named = (key: string): boolean => /^[\W\d_]*(clave|sence|clavesence|senceclave)+[\W\d_]*$/.test(key);

function monotonous(key: string): boolean {
  const codes = [...key].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, place) => code - (codes[place] ?? 0)));
  return steps.size <= 1 && [...steps].every((step) => Math.abs(step) <= 1);
}

/** Whether little is left of a key without the words by which the person is known. */
function namesPerson(key: string, known: Known): boolean {
  const words = known.flatMap(wordsOf).sort((one, other) => other.length - one.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), key);
  return rest !== key && rest.replace(/[^a-z]/g, '').length < 3;
}

function wordsOf(about = ''): string[] {
  const plain = withoutAccents(about);
  const whole = plain.replace(/[^a-z0-9]/g, '');
  // A telephone is compared by its last eight or nine digits, without its prefix.
  const telephone = plain.startsWith('+') ? [whole.slice(-9), whole.slice(-8)] : [];
  return [whole, ...telephone, ...plain.split(/[^a-z0-9]+/)].filter((word) => word.length >= 3);
}
