import { internalClientNames } from '../../domain/internal-clients.ts';

/**
 * Characters that look like a Latin letter: digits and signs of ASCII, letters of other shapes that NFKD keeps, and
 * those of Cyrillic and Greek that are drawn alike (after the confusables of Unicode, UTS 39). `i` and `l` are one: so
 * are 1 and |.
 */
const readAs: Readonly<Record<string, string>> = {
  a: '4@аαɑᴀ',
  b: '86вʙƀ',
  c: 'сϲ¢ᴄɔ(',
  d: 'ԁđɗᴅ',
  e: '3еэεєɛәǝ€ᴇ',
  f: 'ƒꜰ',
  g: '9ɡɢց',
  h: 'нһħʜ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: '1iıɩɪіӏιł|!£ʟ',
  m: 'мᴍ',
  n: 'пηиɴո',
  o: '0оοσøθɵᴏօ',
  p: 'рρᴘ',
  q: 'ԛ',
  r: 'гʀ',
  s: '5ѕꜱʂ$',
  t: '7тτᴛŧ+',
  u: 'υսᴜц',
  v: 'ѵνᴠ',
  w: 'ωшԝᴡ',
  x: 'хχ',
  y: 'уγʏ',
  z: '2ᴢƶ',
};

const latin = new Map(Object.entries(readAs).flatMap(([letter, signs]) => [...signs].map((sign) => [sign, letter])));

/** Two letters that are read as one, and letters that are written as two. */
const pairs: readonly (readonly [string, string])[] = [
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['rn', 'm'],
  ['vv', 'w'],
];

/**
 * A text as a reader sees it at a glance, word by word: width, case, marks and invisible characters are removed,
 * look-alikes become one. Two texts with the same words are mistaken for each other; the words themselves are never
 * shown or stored.
 */
function wordsAsRead(text: string): readonly string[] {
  const folded = text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  const seen = folded.replace(/[\p{M}\p{Cf}]/gu, '');
  const read = [...seen].map((sign) => latin.get(sign) ?? sign).join('');
  const joined = pairs.reduce((words, [pair, one]) => words.replaceAll(pair, one), read);
  return joined.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The same without its spaces. */
const asRead = (text: string): string => wordsAsRead(text).join('');

/** Letters, digits and separators: nothing that is invisible, breaks the line or changes the direction of writing. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

/** The characters of a name in Spanish: a letter of another script can look like a Latin one. */
const latinOnly = /^(\p{Script=Latin}|\p{M}|[\d\s!-/:-@[-`{-~¡¿«»“”‘’–—·°ºª€])+$/u;

/**
 * Names that no client may have as a whole, beside those of other clients: of this service, its office and its pages.
 */
const OFFICE = ['SENCE', 'Servicio Nacional de Capacitación y Empleo', ...Object.values(internalClientNames)];

/** Names that no other name may contain either, with or without spaces. */
const SERVICES = ['Clave Sence', 'Clave Única', 'Clave Tributaria'].map(asRead);

/**
 * What is wrong with the name that a client gives itself; users know it by nothing else (RFC 7591, 5). It may not look
 * like one of `taken` (with or without their remark in brackets), SENCE itself or a key of the State.
 */
export function wrongName(name: string, taken: readonly string[]): string | undefined {
  if (unseen.test(name) || asRead(name) === '') return 'must be letters that everybody sees, in one line';
  if (!latinOnly.test(name)) return 'must be written in Latin letters: those of other scripts are taken for them';
  if (isOfSence(name)) return 'is read as a name of SENCE or of a key of the State';
  const others = [...taken, ...taken.map(withoutRemark)].map(asRead);
  return others.includes(asRead(name)) || others.includes(asRead(withoutRemark(name)))
    ? 'is the name of another platform'
    : undefined;
}

function isOfSence(name: string): boolean {
  const read = asRead(name);
  const names = OFFICE.map(asRead);
  return (
    [read, asRead(withoutRemark(name))].some((one) => names.includes(one)) ||
    SERVICES.some((service) => read.includes(service)) ||
    wordsAsRead(name).includes(asRead('Sence'))
  );
}

/** "Despega MIPE (simulada)" is known as "Despega MIPE". */
const withoutRemark = (name: string): string => name.replace(/\s*\([^()]*\)\s*$/, '');
