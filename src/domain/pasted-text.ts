/** Invisible marks: zero width, direction, soft hyphen, and controls that are no blank. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|[^\P{Cc}\p{White_Space}]/gu;
/** Every dash and minus of Unicode; compatibility forms are plain ones already. */
const DASH = /\p{Dash}/gu;
/** Every blank, a line feed and the blank cell of Braille among them. */
const BLANK = /[\p{White_Space}\u2800]+/gu;

/** Text without invisible marks, on its own lines: what a program compares is what a reader sees. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '').trim();

/** Text without invisible marks; blanks are one space, and none at the ends. */
export function withoutMarks(text: string): string {
  return text.replace(INVISIBLE, '').replace(BLANK, ' ').trim();
}

/**
 * Text as its writer sees it, for numbers and codes that are typed or pasted: invisible marks are removed, every dash
 * is "-", blanks are one space and none at the ends, wide letters and digits are plain ones (Unicode NFKC). Never for a
 * key.
 */
export function pastedText(text: string): string {
  return withoutMarks(text.normalize('NFKC').replace(DASH, '-'));
}

/** The same in capitals, without the blanks, dots and dashes between its groups: "12.345.678 - k" is "12345678K". */
export function compactText(text: string): string {
  return pastedText(text).replace(/[ .-]/g, '').toUpperCase();
}
