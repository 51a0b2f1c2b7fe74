import { between, type Random } from './seeded-random.ts';
import { widthOf } from './strokes.ts';

/** Where a letter stands, in pixels: the middle of its box, and the box of one unit it is written in. */
export type Stand = { readonly letter: string; readonly x: number; readonly y: number; readonly unit: number };

const [LARGEST_UNIT, MARGIN] = [48, 10];

/** Letters side by side, close enough to touch, as large as fits, beginning at no certain place. */
export function letterStands(letters: string, width: number, height: number, random: Random): readonly Stand[] {
  const spaces = [...letters].map((letter) => widthOf(letter) + between(random, 0.23, 0.34));
  const total = spaces.reduce((sum, space) => sum + space, 0);
  const unit = Math.min(LARGEST_UNIT, (width - 2 * MARGIN) / total);
  let left = MARGIN + (width - 2 * MARGIN - total * unit) * random();
  return [...letters].map((letter, index) => {
    const space = (spaces[index] ?? 0) * unit;
    left += space;
    return { letter, x: left - space / 2, y: height / 2 + between(random, -3, 3), unit };
  });
}
