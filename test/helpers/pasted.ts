const range = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step));

/** Invisible characters that are copied along with a number from a page, a PDF or a chat. */
export const invisible: readonly string[] = [
  '\u00AD',
  '\u034F',
  '\u061C',
  '\u180E',
  ...range(0x200b, 0x200f),
  ...range(0x202a, 0x202e),
  ...range(0x2060, 0x2064),
  ...range(0x2066, 0x206f),
  '\u3164',
  '\uFE0F',
  '\uFEFF',
  '\u{E0020}',
];

/** Dashes and blanks that keyboards, word processors and pages use instead of the plain ones. */
export const odd = {
  dashes: [...range(0x2010, 0x2015), '\u2212', '\u2E3A', '\uFE58', '\uFE63', '\uFF0D', '\u058A'],
  blanks: ['\t', '\n', '\u0085', '\u00A0', ...range(0x2000, 0x200a), '\u2028', '\u202F', '\u205F', '\u2800', '\u3000'],
} as const;

/** The same in the full-width forms of East Asian keyboards. */
export const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
