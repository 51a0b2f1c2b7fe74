import type { Stand } from './lettering.ts';
import type { Dab } from './raster.ts';
import { between, type Random } from './seeded-random.ts';
import { type Point, type Stroke, subdivide } from './shapes.ts';
import { strokesOf, widthOf } from './strokes.ts';
import type { Warp } from './warp.ts';

const REACH_PX = 3;
const [LOWEST, TALLEST, ROOM] = [35, 47, 50];

/** The dabs of a letter at its stand, one list for each stroke; shape, slant, rotation, size and bend are random. */
export function writeLetter(stand: Stand, warp: Warp, random: Random): readonly (readonly Dab[])[] {
  const place = placing(stand, random);
  const unsteady = unsteadyHand(random);
  const radius = between(random, 1.8, 2.7);
  return strokesOf(stand.letter, random).map((stroke) =>
    swell(subdivide(stroke.map(unsteady).map(place), REACH_PX).map(warp), radius, 0.22, random),
  );
}

/** A pen of `radius` led along a stroke, pressing harder and softer by a `share` of it. */
export function swell(stroke: Stroke, radius: number, share: number, random: Random): readonly Dab[] {
  const [start, pace] = [between(random, 0, 2 * Math.PI), between(random, 0.2, 0.45)];
  return stroke.map((at, index) => ({ at, radius: radius * (1 + share * Math.sin(start + index * pace)) }));
}

/** Moves the places of a letter's box a little, near ones alike: no two letters of a kind have the same shape. */
function unsteadyHand(random: Random): (point: Point) => Point {
  const [a, b, c, d] = [random(), random(), random(), random()].map((share) => 2 * Math.PI * share);
  return ([x, y]) => [
    x + 0.04 * Math.sin((a ?? 0) + 4 * y + 2 * x) + 0.02 * Math.sin((b ?? 0) + 9 * y),
    y + 0.04 * Math.sin((c ?? 0) + 4 * x - 2 * y) + 0.02 * Math.sin((d ?? 0) + 9 * x),
  ];
}

function placing(stand: Stand, random: Random): (point: Point) => Point {
  const [tall, wide] = [between(random, LOWEST, TALLEST), stand.unit * between(random, 0.92, 1.08)];
  const [turn, lean] = [between(random, -0.22, 0.22), between(random, -0.18, 0.18)];
  const [middle, height] = [widthOf(stand.letter) / 2, stand.y + (between(random, -1, 1) * (ROOM - tall)) / 2];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return ([x, y]) => {
    const v = (y - 0.5) * tall;
    const u = (x - middle) * wide + v * lean;
    return [stand.x + u * cos - v * sin, height + u * sin + v * cos];
  };
}
