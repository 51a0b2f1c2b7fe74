import type { Random } from './seeded-random.ts';
import { arc, type Stroke } from './shapes.ts';

const STROKES: Readonly<Record<string, readonly Stroke[]>> = {
  A: [line(0, 1, 0.36, 0, 0.72, 1), line(0.13, 0.66, 0.59, 0.66)],
  B: [
    [...line(0, 1, 0, 0), ...arc(0.3, 0.24, 0.26, 0.24, -90, 90), ...line(0, 0.48)],
    [...line(0, 0.48), ...arc(0.33, 0.74, 0.29, 0.26, -90, 90), ...line(0, 1)],
  ],
  C: [arc(0.42, 0.5, 0.42, 0.5, -48, -312)],
  D: [[...line(0, 1, 0, 0), ...arc(0.22, 0.5, 0.46, 0.5, -90, 90), ...line(0, 1)]],
  E: [line(0.56, 0, 0, 0, 0, 1, 0.58, 1), line(0, 0.48, 0.48, 0.48)],
  F: [line(0.56, 0, 0, 0, 0, 1), line(0, 0.48, 0.46, 0.48)],
  G: [[...arc(0.42, 0.5, 0.42, 0.5, -48, -320), ...line(0.8, 0.55, 0.46, 0.55)]],
  H: [line(0, 0, 0, 1), line(0.64, 0, 0.64, 1), line(0, 0.5, 0.64, 0.5)],
  J: [[...line(0.52, 0), ...arc(0.26, 0.72, 0.26, 0.28, 0, 170)]],
  K: [line(0, 0, 0, 1), line(0.58, 0, 0, 0.6), line(0.2, 0.4, 0.62, 1)],
  L: [line(0, 0, 0, 1, 0.54, 1)],
  M: [line(0, 1, 0.06, 0, 0.43, 0.72, 0.8, 0, 0.86, 1)],
  N: [line(0, 1, 0, 0, 0.64, 1, 0.64, 0)],
  P: [[...line(0, 1, 0, 0), ...arc(0.3, 0.28, 0.28, 0.28, -90, 90), ...line(0, 0.56)]],
  Q: [arc(0.43, 0.5, 0.43, 0.5, 0, 360), line(0.5, 0.7, 0.88, 1.1)],
  R: [[...line(0, 1, 0, 0), ...arc(0.3, 0.27, 0.28, 0.27, -90, 90), ...line(0, 0.54)], line(0.26, 0.54, 0.62, 1)],
  S: [[...arc(0.31, 0.25, 0.28, 0.25, -30, -270), ...arc(0.31, 0.75, 0.31, 0.25, -90, 150)]],
  T: [line(0, 0, 0.68, 0), line(0.34, 0, 0.34, 1)],
  U: [[...line(0, 0), ...arc(0.31, 0.66, 0.31, 0.34, 180, 0), ...line(0.62, 0)]],
  V: [line(0, 0, 0.35, 1, 0.7, 0)],
  W: [line(0, 0, 0.26, 1, 0.52, 0.2, 0.78, 1, 1.04, 0)],
  X: [line(0, 0, 0.64, 1), line(0.64, 0, 0, 1)],
  Y: [line(0, 0, 0.34, 0.52, 0.68, 0), line(0.34, 0.52, 0.34, 1)],
  Z: [line(0, 0, 0.62, 0, 0, 1, 0.64, 1)],
};

/** Other ways to write some of them, as people do. */
const OTHER_STROKES: Readonly<Record<string, readonly Stroke[]>> = {
  A: [[...line(0, 1), ...arc(0.33, 0.36, 0.33, 0.36, 180, 360), ...line(0.66, 1)], line(0, 0.62, 0.66, 0.62)],
  E: [[...arc(0.34, 0.25, 0.3, 0.25, -40, -270), ...arc(0.34, 0.75, 0.34, 0.25, -90, -320)]],
  F: [line(0.02, 0.04, 0.6, 0), line(0.2, 0.02, 0.14, 1), line(0, 0.5, 0.5, 0.46)],
  G: [arc(0.42, 0.5, 0.42, 0.5, -48, -340), line(0.5, 0.55, 0.84, 0.55, 0.82, 1)],
  J: [line(0.16, 0, 0.74, 0), [...line(0.48, 0), ...arc(0.24, 0.74, 0.24, 0.26, 0, 160)]],
  K: [line(0, 0, 0, 1), [...line(0.58, 0), ...arc(0.5, 0.5, 0.42, 0.1, -100, -260), ...line(0.62, 1)]],
  M: [line(0, 1, 0, 0, 0.4, 0.5, 0.8, 0, 0.8, 1)],
  Q: [arc(0.43, 0.46, 0.43, 0.46, 0, 360), [...arc(0.56, 0.9, 0.2, 0.12, 180, 300), ...line(0.9, 1.04)]],
  R: [
    line(0.1, 0, 0.06, 1),
    [...line(0, 0.06), ...arc(0.32, 0.28, 0.28, 0.26, -90, 100), ...line(0.14, 0.56, 0.66, 1)],
  ],
  T: [line(0, 0.06, 0.68, 0), [...line(0.32, 0.02, 0.32, 0.7), ...arc(0.5, 0.8, 0.18, 0.18, 180, 60)]],
  U: [[...line(0, 0), ...arc(0.31, 0.66, 0.31, 0.34, 180, 0), ...line(0.62, 0, 0.64, 1)]],
  W: [[...arc(0.26, 0.64, 0.26, 0.36, 200, 0), ...arc(0.78, 0.64, 0.26, 0.36, 180, -20)]],
  Y: [[...arc(0.33, 0.1, 0.31, 0.4, 180, 0)], line(0.64, 0, 0.6, 0.5, 0.3, 1)],
  Z: [line(0, 0, 0.62, 0, 0, 1, 0.64, 1), line(0.12, 0.5, 0.5, 0.5)],
};

/**
 * How a hand would write a letter: strokes in a box one unit high, from x = 0 to the letter's width; with `random`, in
 * one of its shapes. Throws RangeError for anything outside LETTERS.
 */
export function strokesOf(letter: string, random?: Random): readonly Stroke[] {
  const strokes = STROKES[letter];
  if (strokes === undefined) throw new RangeError('not a letter of the captcha');
  return random !== undefined && random() < 0.5 ? (OTHER_STROKES[letter] ?? strokes) : strokes;
}

/** How wide a letter is, in the units of its box. */
export function widthOf(letter: string): number {
  return Math.max(...strokesOf(letter).flatMap((stroke) => stroke.map(([x]) => x)));
}

function line(...coordinates: number[]): Stroke {
  return Array.from(
    { length: coordinates.length / 2 },
    (_, i) => [coordinates[2 * i] ?? 0, coordinates[2 * i + 1] ?? 0] as const,
  );
}
