/** Control characters, which no HTML may hold: they stand around what a page fills in. */
const OPENING = '\u0001';
const CLOSING = '\u0002';
const MARKS = new RegExp(`[${OPENING}${CLOSING}]`, 'g');

/** Bytes of the marks in UTF-8. */
export const markBytes = { opening: 1, closing: 2 } as const;

/**
 * HTML in which every value that a page fills in stands between marks, and what the template itself says does not. Only
 * `plainOf` gives what may be sent.
 */
export type MarkedText = string & { readonly marked: never };

/** The value between marks; marks inside it are dropped. An empty one needs none. */
export const filledIn = (value: string): string => (value === '' ? '' : `${OPENING}${plainOf(value)}${CLOSING}`);

/** The text without marks. */
export const plainOf = (text: string): string => text.replace(MARKS, '');
