import { between, type Random } from './seeded-random.ts';
import { widthOf } from './strokes.ts';

/** Where a letter stands, in pixels: the middle of its box, and the box of one unit it is written in. */
export type Stand = { readonly letter: string; readonly x: number; readonly y: number; readonly unit: number };

const [LARGEST_UNIT, MARGIN, TIGHTEST, LOOSEST] = [50, 14, 0.12, 0.25];

/** Letters side by side that touch or overlap, as large as fits, beginning at a random place. */
export function letterStands(letters: string, width: number, height: number, random: Random): readonly Stand[] {
  const sizes = [...letters].map(() => between(random, 0.92, 1.1));
  const spaces = [...letters].map((letter, index) => {
    return (widthOf(letter) + between(random, TIGHTEST, LOOSEST)) * (sizes[index] ?? 1);
  });
  const total = spaces.reduce((sum, space) => sum + space, 0);
  const unit = Math.min(LARGEST_UNIT, (width - 2 * MARGIN) / total);
  let left = MARGIN + (width - 2 * MARGIN - total * unit) * random();
  return [...letters].map((letter, index) => {
    const space = (spaces[index] ?? 0) * unit;
    left += space;
    return { letter, x: left - space / 2, y: height / 2 + between(random, -3, 3), unit: unit * (sizes[index] ?? 1) };
  });
}
