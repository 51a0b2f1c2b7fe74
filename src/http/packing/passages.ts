import { createHash } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import type { TemplateBytes } from './template-bytes.ts';

/** As far back as DEFLATE points. */
const WINDOW = 32_768;

/** From this length on a text of the template is worth codes of its own. */
const PASSAGE = 1000;

/** How many bytes of the template follow in a row, if they are a passage and begin here; else 0. */
export function passageAt({ runs }: TemplateBytes, place: number): number {
  if (place > 0 && runs[place - 1] !== 0) return 0;
  let end = place;
  while (runs[end]) end += runs[end] as number;
  return end - place >= PASSAGE ? end - place : 0;
}

/** Where the next passage begins, or the page ends. */
export function mixedEnd(page: TemplateBytes, from: number): number {
  let place = from + 1;
  while (place < page.bytes.length && passageAt(page, place) === 0) place += 1;
  return place;
}

/** How many compressed passages are kept, those that were used last. */
const KEPT = 400;

/** Compressed passages by the digest of what zlib saw: text of templates, and zeros. */
const kept = new Map<string, Buffer>();

/**
 * A passage compressed by zlib, which knows the preceding bytes except the filled-in ones: there it sees zeros, which
 * no template has, so that it never points there. The result depends on nothing that was filled in except its length, and
 * is kept: the fixed parts of a page are compressed once.
 */
export function packPassage({ bytes, runs }: TemplateBytes, from: number, to: number): Buffer {
  const start = Math.max(0, from - WINDOW);
  const before = Buffer.from(bytes.subarray(start, from));
  for (let place = 0; place < before.length; place += 1) if (runs[start + place] === 0) before[place] = 0;
  const passage = bytes.subarray(from, to);
  const key = createHash('sha256').update(`${before.length} `).update(before).update(passage).digest('base64');
  const packed = kept.get(key) ?? deflated(passage, before);
  kept.delete(key);
  kept.set(key, packed);
  const [oldest = key] = kept.keys();
  if (kept.size > KEPT) kept.delete(oldest);
  return packed;
}

function deflated(passage: Buffer, before: Buffer): Buffer {
  const dictionary = before.length > 0 ? { dictionary: before } : {};
  return deflateRawSync(passage, { ...dictionary, level: 9, finishFlush: constants.Z_SYNC_FLUSH });
}
