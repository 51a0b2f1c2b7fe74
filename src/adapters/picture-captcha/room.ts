import { swaying } from './curve.ts';
import { between, type Random } from './seeded-random.ts';

const [WALLS, NEAREST, FARTHEST] = [3, 12, 110];

/** The sound as it is heard in some room, from near or far: early echoes, and treble that comes and goes. */
export function inRoom(sound: Float32Array, random: Random): Float32Array {
  const echoes = Array.from({ length: WALLS }, () => ({
    delay: Math.round(between(random, NEAREST, FARTHEST)),
    share: between(random, -0.35, 0.35),
  }));
  const treble = swaying(between(random, 0.1, 0.4), 2, 0.8, random);
  return sound.map((sample, at) => {
    let heard = sample - treble(at / sound.length) * (sound[at - 1] ?? 0);
    for (const { delay, share } of echoes) heard += share * (sound[at - delay] ?? 0);
    return heard;
  });
}
