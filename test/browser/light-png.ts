import { crc32, deflateSync } from 'node:zlib';
import { type Pixels, readPng } from './png-pixels.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const MOST = 256;
const COMMONEST = 96;

/**
 * The same picture in 256 colours, every other in the nearest of them: a third of the weight, and on pages of few colours
 * the difference is not visible.
 */
export function lighten(png: Buffer): Buffer {
  const pixels = readPng(png);
  const counts = countColours(pixels.rgb);
  const palette = choosePalette(counts);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  return write(pixels, palette, places);
}

/** The commonest, and then the commonest of each shade: what is small and has a colour of its own, as a sign, keeps it. */
function choosePalette(counts: ReadonlyMap<number, number>): readonly number[] {
  const sorted = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = sorted.slice(0, COMMONEST);
  const shades = new Set(palette.map(shadeOf));
  for (const colour of sorted.slice(COMMONEST)) {
    if (palette.length === MOST || shades.has(shadeOf(colour))) continue;
    shades.add(shadeOf(colour));
    palette.push(colour);
  }
  return palette;
}

const shadeOf = (colour: number): number => colour & 0xf0f0f0;

function countColours(rgb: Buffer): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, other] of palette.entries()) {
    const far = distance(colour, other);
    if (far < least) [best, least] = [place, far];
  }
  return best;
}

const distance = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

function write(
  { width, height, rgb }: Pixels,
  palette: readonly number[],
  places: ReadonlyMap<number, number>,
): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = places.get(rgb.readUIntBE(pixel * 3, 3)) ?? 0;
    rows[pixel + Math.floor(pixel / width) + 1] = colour;
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', body), chunk('IEND')]);
}

function chunk(kind: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
