/** Bytes 0x80 to 0x9F as windows-1252 shows them; the other bytes are the characters of their number. */
const SHOWN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** The first byte of a multi-byte character and a continuation byte after it, as windows-1252 shows them. */
const MISREAD = new RegExp(`[\\u00C2-\\u00F4][\\u00A0-\\u00BF${SHOWN}]`);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A text that was UTF-8 and was read as windows-1252 ("DÃ­az"), repaired ("Díaz"). Any other text is unchanged: no name
 * has a letter such as "Ã" before the sign of a continuation byte, and a text with a character that windows-1252 does
 * not have was never misread so.
 */
export function repaired(text: string): string {
  if (!MISREAD.test(text)) return text;
  const bytes = [...text].map(byteOf);
  if (bytes.includes(undefined)) return text;
  try {
    return utf8.decode(Uint8Array.from(bytes as number[]));
  } catch {
    return text;
  }
}

function byteOf(character: string): number | undefined {
  const shown = SHOWN.indexOf(character);
  if (shown >= 0) return 0x80 + shown;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? code : undefined;
}
