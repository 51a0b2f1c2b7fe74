import { between, type Random } from './seeded-random.ts';

/** A value for each share of a sound, from 0 at its beginning to 1 at its end. */
export type Curve = (share: number) => number;

/** A curve around `middle` that glides by up to `glide` of it from end to end and sways by up to `sway` of it. */
export function swaying(middle: number, glide: number, sway: number, random: Random): Curve {
  const [slope, depth] = [between(random, -glide, glide), between(random, sway / 2, sway)];
  const [turns, start] = [between(random, 1.5, 4), between(random, 0, 2 * Math.PI)];
  return (share) => middle * (1 + slope * (share - 0.5) + depth * Math.sin(start + 2 * Math.PI * turns * share));
}
