import type { Dab } from './raster.ts';
import { between, type Random } from './seeded-random.ts';
import type { Stroke } from './shapes.ts';

const [LINES, DOTS, STEP_PX] = [4, 70, 4];

/** Curves from side to side through the letters, so that the letters are not all that hangs together. */
export function noiseLines(width: number, height: number, random: Random): readonly Stroke[] {
  return Array.from({ length: LINES }, (_, index) => noiseLine(width, (height * (index + 1)) / (LINES + 1), random));
}

function noiseLine(width: number, middle: number, random: Random): Stroke {
  const [start, pace] = [between(random, 0, 2 * Math.PI), (2 * Math.PI) / between(random, 120, 260)];
  const [level, slope] = [middle + between(random, -6, 6), between(random, -0.12, 0.12)];
  const swing = between(random, 5, 14);
  return Array.from({ length: width / STEP_PX + 1 }, (_, step) => {
    const x = step * STEP_PX;
    return [x, level + slope * (x - width / 2) + swing * Math.sin(start + x * pace)] as const;
  });
}

/** Dots all over the picture, from dust to the width of a letter's stroke. */
export function noiseDots(width: number, height: number, random: Random): readonly Dab[] {
  return Array.from({ length: DOTS }, () => ({
    at: [random() * width, random() * height] as const,
    radius: 0.4 + 1.2 * random() ** 3,
  }));
}
