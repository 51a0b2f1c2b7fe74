import pug from 'pug';
import { filledIn, plainOf } from './marks.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** What a compiled template calls (pug-runtime 3): it is passed to the template as its `pug`. */
interface Runtime {
  escape(value: unknown): unknown;
  attr(key: string, value: unknown, escaped: boolean, terse: boolean): string;
  attrs(all: Attributes, terse: boolean): string;
  classes(value: unknown): string;
  style(value: unknown): string;
}

const { runtime } = pug as unknown as { readonly runtime: Runtime };

/**
 * Pug's runtime, in which every value that a template fills in is marked, as text and in attributes; `isPublic` says
 * which stay unmarked because the template itself contains the same.
 */
export function markingRuntime(isPublic: (value: string) => boolean): Runtime {
  const mark = (value: string): string => {
    const plain = plainOf(value);
    return isPublic(plain) ? plain : filledIn(plain);
  };
  const attr = (key: string, value: unknown, escaped: boolean, terse: boolean): string => {
    const plain = plainOf(runtime.attr(key, value, escaped, terse));
    // Classes define how a page looks; they are names of the style sheet.
    if (key === 'class') return plain;
    const start = plain.indexOf('=') + 2;
    return start < 2 ? plain : plain.slice(0, start) + mark(plain.slice(start, -1)) + plain.slice(-1);
  };
  return {
    ...runtime,
    attr,
    // undefined, null and booleans stay unchanged: they decide whether an attribute is present.
    escape: (value) => (isText(value) ? mark(String(runtime.escape(value))) : value),
    attrs: (all, terse) =>
      Object.entries(all)
        .sort(([one], [other]) => Number(other === 'class') - Number(one === 'class'))
        .map(([key, value]) => attr(key, simple(key, value), false, terse))
        .join(''),
  };
}

const isText = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** Lists and objects that are one attribute. */
function simple(key: string, value: unknown): unknown {
  if (key === 'class') return runtime.classes(value);
  return key === 'style' ? runtime.style(value) : value;
}
