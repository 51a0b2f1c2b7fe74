import type { Stand } from './lettering.ts';
import type { Dab } from './raster.ts';
import { between, type Random } from './seeded-random.ts';
import { type Point, type Stroke, subdivide } from './shapes.ts';
import { strokesOf, widthOf } from './strokes.ts';
import type { Warp } from './warp.ts';

const REACH_PX = 3;

/** The dabs of a letter where it stands, one list for each stroke; leaning, turned, sized and bent by chance. */
export function writeLetter(stand: Stand, warp: Warp, random: Random): readonly (readonly Dab[])[] {
  const place = placing(stand, random);
  const radius = between(random, 2, 2.7);
  return strokesOf(stand.letter).map((stroke) =>
    swell(subdivide(stroke.map(place), REACH_PX).map(warp), radius, 0.22, random),
  );
}

/** A pen of `radius` led along a stroke, pressing harder and softer by a `share` of it. */
export function swell(stroke: Stroke, radius: number, share: number, random: Random): readonly Dab[] {
  const [start, pace] = [between(random, 0, 2 * Math.PI), between(random, 0.2, 0.45)];
  return stroke.map((at, index) => ({ at, radius: radius * (1 + share * Math.sin(start + index * pace)) }));
}

function placing(stand: Stand, random: Random): (point: Point) => Point {
  const [tall, wide] = [between(random, 38, 46), stand.unit * between(random, 0.92, 1.08)];
  const [turn, lean] = [between(random, -0.24, 0.24), between(random, -0.15, 0.15)];
  const middle = widthOf(stand.letter) / 2;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return ([x, y]) => {
    const v = (y - 0.5) * tall;
    const u = (x - middle) * wide + v * lean;
    return [stand.x + u * cos - v * sin, stand.y + u * sin + v * cos];
  };
}
