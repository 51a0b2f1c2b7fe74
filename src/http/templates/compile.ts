import { compileFileClient } from 'pug';
import { type MarkedText, plainOf } from './marks.ts';
import { markingRuntime } from './runtime.ts';

/** A view that is filled in with its locals. */
export type Template = (locals: Readonly<Record<string, unknown>>) => MarkedText;

/**
 * Compiles a view whose filled-in values are marked. A text in the template's own source (labels, ids) is as public as
 * the template, and so is what `isPublic` knows and what a list offers. Throws when there is no such file.
 */
export function compileMarked(file: string, basedir: string, isPublic: (value: string) => boolean): Template {
  const source = compileFileClient(file, { basedir, compileDebug: false, inlineRuntimeFunctions: false });
  const words = wordsOf(source);
  const isOpen = (value: string): boolean => isPublic(value) || isWord(words, value);
  const template = new Function('pug', `${source}\nreturn template;`)(markingRuntime(isOpen)) as Template;
  return (locals) => {
    const text = template(locals);
    return (text.includes('<opt') ? text.replace(OFFERED, plainOf) : text) as MarkedText;
  };
}

/** The options of a list: they are the same for every user, so they need no marks (a test looks at each list). */
const OFFERED = /<opt(?:ion|group)\b[^<>]*>[^<>]*/g;

/** The quoted texts of a source. A misread quote still yields a piece of the source. */
const wordsOf = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(/(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , word = '']) => word.trim()));

/** A text of the template, or ids of it with the ending of their error or hint («rut-e rut-p»). */
const isWord = (words: ReadonlySet<string>, value: string): boolean =>
  words.has(value) ||
  words.has(value.trim()) ||
  (ENDING.test(value) && value.split(' ').every((id) => isPart(words, id)));

const ENDING = /-[ept]$/;
const isPart = (words: ReadonlySet<string>, id: string): boolean => ENDING.test(id) && words.has(id.slice(0, -2));
