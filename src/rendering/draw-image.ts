import { type FileKind, IMAGE_PIXELS, PAGE_BYTES } from '../domain/files.ts';
import { NotDrawn } from './not-drawn.ts';
import { sharp, toPng } from './to-png.ts';

/** Side of an image beyond which it is no photograph or scan. */
const LONGEST = 20_000;

/** The first picture of an image, upright; throws NotDrawn where it is too large or not whole. */
export async function drawImage(kind: FileKind, content: Buffer): Promise<Buffer> {
  const options = { failOn: 'error', limitInputPixels: IMAGE_PIXELS, pages: 1, sequentialRead: true } as const;
  const { format, width, height } = await sharp(content, { ...options, limitInputPixels: false }).metadata();
  if (format !== kind) throw new NotDrawn('file-unreadable');
  if (width * height > IMAGE_PIXELS || Math.max(width, height) > LONGEST) throw new NotDrawn('file-too-many-pixels');
  return toPng(() => sharp(content, options).autoOrient(), PAGE_BYTES);
}
