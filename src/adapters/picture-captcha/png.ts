import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Two pixels in a byte: a palette of sixteen colours. */
export const COLOURS = 16;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [DEPTH, INDEXED] = [4, 3];

/**
 * A PNG of indexed colours (W3C PNG, third edition); `pixels` are indexes into the palette, row after row; `width` is
 * even.
 */
export function encodePng(width: number, pixels: Uint8Array, palette: readonly Colour[]): Buffer {
  const height = pixels.length / width;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(width, height)),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(scanlines(width, height, pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([DEPTH, INDEXED], 8);
  return data;
}

/** Each row begins with a zero: no filter, the best for so few colours. */
function scanlines(width: number, height: number, pixels: Uint8Array): Buffer {
  const row = 1 + width / 2;
  const data = Buffer.alloc(row * height);
  for (const [index, colour] of pixels.entries()) {
    const x = index % width;
    const at = Math.floor(index / width) * row + 1 + (x >> 1);
    data[at] = (data[at] ?? 0) | (x % 2 === 0 ? colour << 4 : colour);
  }
  return data;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
