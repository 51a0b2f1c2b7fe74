import { type MarkedText, markBytes } from '../templates/marks.ts';

/** The bytes of a page, and which of them belong to the template. */
export interface TemplateBytes {
  readonly bytes: Buffer;
  /**
   * For each byte how many bytes of the template follow in a row, itself included, 258 at most; 0 for a filled-in
   * value.
   */
  readonly runs: Uint16Array;
}

/** The longest match of DEFLATE. */
const LONGEST = 258;

/** Removes the marks from a page, and keeps their positions. */
export function templateBytesOf(text: MarkedText): TemplateBytes {
  const marked = Buffer.from(text);
  const bytes = Buffer.allocUnsafe(marked.length);
  const runs = new Uint16Array(marked.length + 1);
  let length = 0;
  let ofTemplate = 1;
  for (let at = 0; at < marked.length; at += 1) {
    const byte = marked[at] as number;
    if (byte === markBytes.opening) ofTemplate = 0;
    else if (byte === markBytes.closing) ofTemplate = 1;
    else {
      runs[length] = ofTemplate;
      bytes[length] = byte;
      length += 1;
    }
  }
  for (let at = length - 1; at >= 0; at -= 1) if (runs[at]) runs[at] = Math.min(LONGEST, (runs[at + 1] ?? 0) + 1);
  return { bytes: bytes.subarray(0, length), runs: runs.subarray(0, length) };
}
