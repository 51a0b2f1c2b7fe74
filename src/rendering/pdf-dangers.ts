import { inflateSync } from 'node:zlib';
import { NotDrawn } from './not-drawn.ts';

/** Names of what acts, asks or carries another file (ISO 32000-2, 12.6.4 and 7.11.4). */
const ACTIVE =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|Movie|Sound|Rendition|SubmitForm|ImportData|GoToE|GoToR|XFA)(?![\w-])/;
const ENCRYPTED = /\/Encrypt(?![\w-])/;

/** Bytes that one object stream may have when it is opened, and all of them together. */
const STREAM_BYTES = 8_000_000;
const ALL_BYTES = 32_000_000;
/** How many object streams are opened. */
const STREAMS = 2000;
/** Characters before the word `stream` in which its dictionary is looked for. */
const DICTIONARY = 400;

/**
 * Throws NotDrawn for a PDF in which something that acts is seen: in the file as it is, and in its object streams.
 * Names are read as a reader of PDF reads them, whose letters may be written as `#4a`. What is not seen is drawn as
 * pixels like all else, and does nothing.
 */
export function assertPassive(content: Buffer): void {
  const text = content.toString('latin1');
  judge(text);
  for (const opened of objectStreams(content, text)) judge(opened);
}

function judge(text: string): void {
  const plain = text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (ENCRYPTED.test(plain)) throw new NotDrawn('file-encrypted');
  if (ACTIVE.test(plain)) throw new NotDrawn('file-active');
}

function* objectStreams(content: Buffer, text: string): Generator<string> {
  let [left, streams] = [ALL_BYTES, STREAMS];
  for (const { index, 0: word } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    if (!/\/ObjStm/.test(text.slice(Math.max(0, index - DICTIONARY), index))) continue;
    streams -= 1;
    const opened = inflated(content.subarray(index + word.length), Math.min(STREAM_BYTES, left));
    left -= opened.length;
    if (left <= 0 || streams <= 0) throw new NotDrawn('file-unreadable');
    yield opened;
  }
}

/** Empty where it is no such stream: it is then drawn, or not, by what reads PDF. */
function inflated(packed: Buffer, maxOutputLength: number): string {
  try {
    return inflateSync(packed, { maxOutputLength }).toString('latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new NotDrawn('file-unreadable');
    return '';
  }
}
