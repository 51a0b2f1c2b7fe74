/** Control characters, which no HTML may contain: they enclose what a page fills in. */
const OPENING = '\u0001';
const CLOSING = '\u0002';

/** Bytes of the marks in UTF-8. */
export const markBytes = { opening: 1, closing: 2 } as const;

/**
 * HTML in which every filled-in value is between marks, and the template's own text is not. Only `plainOf` returns what
 * may be sent.
 */
export type MarkedText = string & { readonly marked: never };

/** The value between marks; marks inside it are dropped. An empty one needs none. */
export const filledIn = (value: string): string => (value === '' ? '' : `${OPENING}${plainOf(value)}${CLOSING}`);

/** The text without marks. */
export const plainOf = (text: string): string =>
  hasMarks(text) ? text.replaceAll(OPENING, '').replaceAll(CLOSING, '') : text;

const hasMarks = (text: string): boolean => text.includes(OPENING) || text.includes(CLOSING);
