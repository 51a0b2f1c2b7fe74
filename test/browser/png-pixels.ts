import { inflateSync } from 'node:zlib';

/** A picture as rows of red, green and blue, one byte each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

const BYTES = 3;

/** Reads a PNG as Chromium writes a screenshot of an opaque page: eight bits each of red, green and blue. */
export function readPng(png: Buffer): Pixels {
  const [width, height, depth, colours] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]];
  if (depth !== 8 || colours !== 2) throw new Error('not a PNG of red, green and blue');
  return { width, height, rgb: unfilter(inflateSync(dataOf(png)), width * BYTES, height) };
}

function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const content = at + 8;
    if (png.toString('latin1', at + 4, content) === 'IDAT')
      parts.push(png.subarray(content, content + png.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

/** Each byte is kept as what it adds to a guess, made of the bytes to its left and above (PNG, 9.2). */
function unfilter(kept: Buffer, length: number, height: number): Buffer {
  const rgb = Buffer.alloc(length * height);
  for (let row = 0; row < height; row += 1) {
    const filter = kept[row * (length + 1)];
    for (let place = 0; place < length; place += 1) {
      const here = row * length + place;
      const left = place < BYTES ? 0 : (rgb[here - BYTES] ?? 0);
      const above = row === 0 ? 0 : (rgb[here - length] ?? 0);
      const corner = row === 0 || place < BYTES ? 0 : (rgb[here - length - BYTES] ?? 0);
      rgb[here] = (kept[here + row + 1] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return rgb;
}

function guess(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? paeth(left, above, corner) : 0;
}

function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
