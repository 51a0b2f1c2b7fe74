import type { Dab } from './raster.ts';
import { between, type Random } from './seeded-random.ts';
import { arc, type Stroke } from './shapes.ts';

const [LINES, HOOKS, CUTS, DOTS, STEP_PX] = [3, 4, 2, 60, 4];

/** Curves from side to side through the letters, so that not only the letters are connected. */
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

/** Short arcs as letters have them, at no letter's place, so that not every arc belongs to a letter. */
export function noiseHooks(width: number, height: number, random: Random): readonly Stroke[] {
  return Array.from({ length: HOOKS }, () => {
    const [x, y, start] = [random() * width, random() * height, between(random, 0, 360)];
    return arc(x, y, between(random, 5, 14), between(random, 5, 14), start, start + between(random, 60, 150));
  });
}

/** Straight cuts through everything, so that no letter is connected throughout. */
export function noiseCuts(width: number, height: number, random: Random): readonly Stroke[] {
  return Array.from({ length: CUTS }, () => {
    const x = random() * width;
    return random() < 0.5
      ? [[0, random() * height] as const, [width, random() * height] as const]
      : [[x, 0] as const, [x + between(random, -50, 50), height] as const];
  });
}

/** Dots all over the picture, from dust to the width of a letter's stroke. */
export function noiseDots(width: number, height: number, random: Random): readonly Dab[] {
  return Array.from({ length: DOTS }, () => ({
    at: [random() * width, random() * height] as const,
    radius: 0.4 + 1.2 * random() ** 3,
  }));
}
