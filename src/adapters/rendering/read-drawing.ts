import { type DrawingRefusal, drawingRefusals, FILE_PAGES, PAGE_BYTES, PAGES_BYTES } from '../../domain/files.ts';
import { isPlainPng } from './plain-png.ts';
import type { Outcome } from './run-program.ts';

const LINE_FEED = 0x0a;
/** Bytes of the first line. */
const HEAD_BYTES = 400;

/** What the program answered. */
export type Drawing =
  | { readonly pages: readonly Buffer[]; readonly refused?: undefined }
  | { readonly refused: DrawingRefusal; readonly pages?: undefined };

/** Bytes that a whole answer may have. */
export const ANSWER_BYTES = HEAD_BYTES + PAGES_BYTES;

/**
 * Reads what the program wrote. It is not trusted: a file may have taken it over. Undefined for anything but a reason
 * of the list, or pages that are plain pictures and as many bytes as they say.
 */
export function readDrawing(outcome: Outcome): Drawing | undefined {
  if (!('output' in outcome)) return undefined;
  const { output } = outcome;
  const end = output.subarray(0, HEAD_BYTES).indexOf(LINE_FEED);
  const { pages, refused } = headOf(output.subarray(0, Math.max(0, end)).toString('utf8'));
  const reason = drawingRefusals.find((code) => code === refused);
  if (reason) return { refused: reason };
  return pagesOf(pages, output.subarray(end + 1));
}

function headOf(line: string): { readonly pages?: unknown; readonly refused?: unknown } {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}

function pagesOf(lengths: unknown, content: Buffer): Drawing | undefined {
  if (!Array.isArray(lengths) || lengths.length < 1 || lengths.length > FILE_PAGES) return undefined;
  let at = 0;
  const pages = lengths.map((length: unknown) => {
    const size = Number.isSafeInteger(length) && (length as number) > 0 ? (length as number) : 0;
    at += size;
    return content.subarray(at - size, at);
  });
  const isWhole = at === content.length && pages.every((page) => page.length <= PAGE_BYTES && isPlainPng(page));
  return isWhole ? { pages } : undefined;
}
