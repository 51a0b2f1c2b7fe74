import { crc32, inflateSync } from 'node:zlib';
import test from 'ava';
import { drawLetters } from '../../../src/adapters/picture-captcha/draw-letters.ts';
import { letterStands } from '../../../src/adapters/picture-captcha/lettering.ts';
import { LETTERS } from '../../../src/adapters/picture-captcha/letters.ts';
import { seededRandom } from '../../../src/adapters/picture-captcha/seeded-random.ts';
import { sineWarp } from '../../../src/adapters/picture-captcha/warp.ts';
import { writeLetter } from '../../../src/adapters/picture-captcha/write-letter.ts';

const ROW = 1 + 240 / 2;

test('the picture is a PNG of 240 by 80 pixels in 16 colours, and every chunk keeps its checksum', (t) => {
  const chunks = chunksOf(drawLetters('LQPEK', seed(1)));
  t.deepEqual([...chunks.keys()], ['IHDR', 'PLTE', 'IDAT', 'IEND']);
  t.is(chunks.get('IHDR')?.toString('hex'), '000000f0000000500403000000');
  t.is(chunks.get('PLTE')?.length, 16 * 3);
  t.is(chunks.get('PLTE')?.toString('hex', 0, 3), 'f0f6f7');
  t.is(chunks.get('PLTE')?.toString('hex', 45), '13262d');
});

test('the picture holds every row, unfiltered, and more ground than ink', (t) => {
  const rows = inflateSync(chunksOf(drawLetters('LQPEK', seed(1))).get('IDAT') ?? Buffer.alloc(0));
  t.is(rows.length, ROW * 80);
  t.true(Array.from({ length: 80 }, (_, y) => rows[y * ROW]).every((filter) => filter === 0));
  const dark = inkOf(rows);
  t.true(dark > 0.1 && dark < 0.3, `${dark} of the picture is ink`);
});

test('the same characters and seed give the same bytes', (t) => {
  t.deepEqual(drawLetters('LQPEK', seed(1)), drawLetters('LQPEK', seed(1)));
});

test('another seed draws the same characters in a very different way', (t) => {
  const [one, other] = [1, 2].map((n) => inflateSync(chunksOf(drawLetters('LQPEK', seed(n))).get('IDAT') ?? ''));
  const changed = one?.filter((byte, at) => byte !== other?.[at]).length ?? 0;
  t.true(changed > 2000, `${changed} bytes differ`);
});

test('every character has a shape of its own', (t) => {
  const pictures = new Set([...LETTERS].map((character) => drawLetters(character, seed(3)).toString('latin1')));
  t.is(pictures.size, LETTERS.length);
});

test('a character that the captcha does not use is refused', (t) => {
  for (const characters of ['ABIDE', 'abcde', 'ABC 1'])
    t.throws(() => drawLetters(characters, seed(1)), { instanceOf: RangeError });
});

test('the characters are not in clear in the bytes', (t) => {
  for (let n = 0; n < 50; n++) t.false(drawLetters('LQPEK', seed(n)).includes('LQPEK'));
});

test('the picture stays under 6 KB, even with the widest characters', (t) => {
  for (const characters of ['WWWWW', 'MWQGB', 'LLLLL']) {
    for (let n = 0; n < 20; n++) t.true(drawLetters(characters, seed(n)).length < 6 * 1024);
  }
});

test('no character leaves the picture, whatever the seed', (t) => {
  for (const character of LETTERS) {
    for (let n = 0; n < 100; n++) {
      t.true(
        pointsOf(character.repeat(5), n).every(([x, y]) => x > 0 && x < 240 && y > 0 && y < 80),
        `${character} ${n}`,
      );
    }
  }
});

test('five characters stand from left to right and fill most of the picture', (t) => {
  for (let n = 0; n < 100; n++) {
    const places = letterStands('QWERT', 240, 80, seededRandom(seed(n), 'test')).map(({ x }) => x);
    t.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    t.true((places.at(-1) ?? 0) - (places[0] ?? 0) > 120);
  }
});

function pointsOf(characters: string, n: number) {
  const random = seededRandom(seed(n), characters);
  const warp = sineWarp(random);
  return letterStands(characters, 240, 80, random).flatMap((stand) =>
    writeLetter(stand, warp, random).flatMap((dabs) => dabs.map(({ at }) => at)),
  );
}

function seed(n: number): Buffer {
  return Buffer.alloc(16, n);
}

function inkOf(rows: Buffer): number {
  const pixels = [...rows].filter((_, at) => at % ROW !== 0).flatMap((byte) => [byte >> 4, byte & 15]);
  return pixels.filter((place) => place > 7).length / pixels.length;
}

/** Reads the chunks as a browser would; throws when a signature or a checksum is wrong. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  if (png.toString('hex', 0, 8) !== '89504e470d0a1a0a') throw new Error('not a PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) throw new Error('a chunk is damaged');
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
    at = end + 4;
  }
  return chunks;
}
