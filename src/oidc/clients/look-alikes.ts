/**
 * Signs that are read as a Latin letter: digits and signs of ASCII, letters of other shapes that NFKD keeps, and those of
 * Cyrillic and Greek that are drawn alike (after the confusables of Unicode, UTS 39). `i` and `l` are one: so are 1 and |.
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
 * A text as somebody reads it at a glance, word by word: width, case, marks and what is not seen are gone, look-alikes are
 * one. Two texts with the same words are taken for each other; the words themselves are no names and stand nowhere.
 */
export function wordsAsRead(text: string): readonly string[] {
  const folded = text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  const seen = folded.replace(/[\p{M}\p{Cf}]/gu, '');
  const read = [...seen].map((sign) => latin.get(sign) ?? sign).join('');
  const joined = pairs.reduce((words, [pair, one]) => words.replaceAll(pair, one), read);
  return joined.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The same without its spaces. */
export const asRead = (text: string): string => wordsAsRead(text).join('');
