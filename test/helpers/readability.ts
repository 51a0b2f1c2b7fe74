import { wordsOf } from './words.ts';

const BLOCK = /<(p|li|h1|h2|h3|legend|label|summary|dt)\b[^>]*>([\s\S]*?)<\/\1>/g;
/** A second line of a label is a sentence of its own. */
const SECOND_LINE = /<(br|small|span class="pista")\b[^>]*>/g;

/** The sentences of a page, in order; fragments of fewer than three words are left out. */
export function sentencesOf(html: string): readonly string[] {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const blocks = [...main.matchAll(BLOCK)].map(([, , inside = '']) => wordsOf(inside.replace(SECOND_LINE, '. ')));
  return blocks.flatMap((text) => text.split(/(?<=[.:;?!»])\s+/)).filter((sentence) => wordsIn(sentence).length > 2);
}

/** The words of a sentence: tokens with a letter of the alphabet. */
export const wordsIn = (sentence: string): readonly string[] =>
  sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word));

// A strong vowel with the weak ones around it, or weak ones alone; two strong ones are two syllables.
const NUCLEUS = /[iuü]?[aeoáéíóú][iuüy]?|[iuüy]+/g;

const syllables = (word: string): number => {
  const sounded = word
    .toLowerCase()
    .replace(/qu(?=[eiéí])/g, 'q')
    .replace(/gu(?=[eiéí])/g, 'g');
  return Math.max(1, sounded.match(NUCLEUS)?.length ?? 0);
};

/** INFLESZ (Barrio-Cantalejo 2007): 206.835 − 62.3 × syllables for each word − words for each sentence; 55 to 65 is normal. */
export function inflesz(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsIn);
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
  return 206.835 - (62.3 * sounds) / words.length - words.length / sentences.length;
}
