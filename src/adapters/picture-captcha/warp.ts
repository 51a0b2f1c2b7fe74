import { between, type Random } from './seeded-random.ts';
import type { Point } from './shapes.ts';

/** Moves a place of the picture, in pixels. */
export type Warp = (point: Point) => Point;

/** A bending of the whole picture by overlapping waves, some pixels each, so that no letter keeps its proportions. */
export function sineWarp(random: Random): Warp {
  const [across, acrossFine] = [wave(random, 2, 4, 60, 110), wave(random, 0.5, 1, 24, 36)];
  const [down, downFine] = [wave(random, 3, 6, 100, 160), wave(random, 0.5, 1.2, 26, 40)];
  return ([x, y]) => [x + across(y) + acrossFine(y + x / 2), y + down(x) + downFine(x + y / 2)];
}

function wave(random: Random, lowest: number, highest: number, shortest: number, longest: number) {
  const height = between(random, lowest, highest);
  const pace = (2 * Math.PI) / between(random, shortest, longest);
  const start = between(random, 0, 2 * Math.PI);
  return (at: number): number => height * Math.sin(start + at * pace);
}
