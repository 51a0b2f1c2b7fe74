import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { FILE_BYTES } from '../../../src/domain/files.ts';

const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

/** A photograph without anything else. */
export const jpeg = (width = 640, height = 480): Promise<Buffer> => flat(width, height).jpeg().toBuffer();
export const png = (width = 640, height = 480): Promise<Buffer> => flat(width, height).png().toBuffer();

const SCRIPT = '<script>alert(1)</script>';

/** A photograph with the place where it was taken, and a script in its description. */
export const jpegWithPlace = (): Promise<Buffer> =>
  flat(640, 480)
    .jpeg()
    .withExif({
      IFD0: { ImageDescription: SCRIPT, Copyright: 'EJEMPLO' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 27/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '70/1 40/1 0/1' },
    })
    .toBuffer();

export const cmykJpeg = (): Promise<Buffer> => flat(300, 200).toColourspace('cmyk').jpeg().toBuffer();
export const deepPng = (): Promise<Buffer> => flat(300, 200).toColourspace('rgb16').png().toBuffer();

/** A chunk of a PNG. */
export function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG that says to be this large, with as many rows of zeros as asked. */
export function claimedPng(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0], 8);
  const row = Math.ceil(width / 8) + 1;
  const pixels = deflateSync(Buffer.alloc(row * rows));
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', pixels), end]);
}

const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const end = chunk('IEND', Buffer.alloc(0));
const HEAD_OF_PNG = 33;

/** A PNG that says to be an animation of two frames. */
export async function animatedPng(): Promise<Buffer> {
  const still = await png(64, 64);
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  return Buffer.concat([still.subarray(0, HEAD_OF_PNG), chunk('acTL', control), still.subarray(HEAD_OF_PNG)]);
}

/** A picture of exactly so many bytes: the rest is a chunk that no reader knows. */
export async function pngOf(bytes = FILE_BYTES): Promise<Buffer> {
  const small = await png(64, 64);
  const rest = Buffer.alloc(bytes - small.length - 12);
  return Buffer.concat([small.subarray(0, HEAD_OF_PNG), chunk('teSt', rest), small.subarray(HEAD_OF_PNG)]);
}

/** A photograph that is also a page with a script and an archive. */
export const jpegAndPage = async (): Promise<Buffer> =>
  Buffer.concat([await jpeg(), Buffer.from(`${SCRIPT}PK\x03\x04<html><body>hola</body></html>`)]);

export const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`);
export const html = Buffer.from(`<!doctype html>${SCRIPT}`);
/** The harmless text that every scanner reports as a virus (eicar.org). */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** What words of a file would show in its pixels, if they were kept. */
export const traces = ['script', 'GPS', 'Exif', 'EJEMPLO', 'alert', 'html', 'acTL', 'EICAR'];
