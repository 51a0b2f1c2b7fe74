import { letterStands } from './lettering.ts';
import { noiseCuts, noiseDots, noiseHooks, noiseLines } from './noise.ts';
import { COLOURS, type Colour, encodePng } from './png.ts';
import { blankSheet, drawDabs, eraseDabs, type Sheet } from './raster.ts';
import { between, type Random, seededRandom } from './seeded-random.ts';
import { sineWarp } from './warp.ts';
import { swell, writeLetter } from './write-letter.ts';

const [WIDTH, HEIGHT] = [240, 80];
const GROUND: Colour = [0xf0, 0xf6, 0xf7];
const INK: Colour = [0x13, 0x26, 0x2d];
const PALETTE = Array.from({ length: COLOURS }, (_, step) => blend(step / (COLOURS - 1)));

/**
 * The letters as a PNG of 240 by 80 pixels. The same letters and seed give the same bytes, so asking again shows a
 * robot nothing new to average. Stops simple robots only. Throws RangeError for a letter outside LETTERS.
 */
export function drawLetters(letters: string, seed: Buffer): Buffer {
  const random = seededRandom(seed, 'picture');
  const sheet = blankSheet(WIDTH, HEIGHT);
  drawWord(sheet, letters, random);
  drawNoise(sheet, random);
  return encodePng(WIDTH, toPalette(sheet), PALETTE);
}

function drawWord(sheet: Sheet, letters: string, random: Random): void {
  const warp = sineWarp(random);
  for (const stand of letterStands(letters, WIDTH, HEIGHT, random)) {
    for (const stroke of writeLetter(stand, warp, random)) drawDabs(sheet, stroke);
  }
}

function drawNoise(sheet: Sheet, random: Random): void {
  for (const cut of noiseCuts(WIDTH, HEIGHT, random)) {
    eraseDabs(sheet, swell(cut, between(random, 0.1, 0.5), 0.2, random));
  }
  for (const line of noiseLines(WIDTH, HEIGHT, random)) {
    drawDabs(sheet, swell(line, between(random, 0.9, 1.7), 0.35, random));
  }
  for (const hook of noiseHooks(WIDTH, HEIGHT, random)) {
    drawDabs(sheet, swell(hook, between(random, 1, 1.7), 0.3, random));
  }
  for (const dot of noiseDots(WIDTH, HEIGHT, random)) drawDabs(sheet, [dot]);
}

/** The place of each pixel's ink in the palette; a plain loop, for these are 19,200 pixels. */
function toPalette(sheet: Sheet): Uint8Array {
  const places = new Uint8Array(sheet.ink.length);
  for (let pixel = 0; pixel < places.length; pixel++) {
    places[pixel] = Math.round((sheet.ink[pixel] ?? 0) * (COLOURS - 1));
  }
  return places;
}

function blend(ink: number): Colour {
  const mix = (ground: number, dark: number) => Math.round(ground + (dark - ground) * ink);
  return [mix(GROUND[0], INK[0]), mix(GROUND[1], INK[1]), mix(GROUND[2], INK[2])];
}
