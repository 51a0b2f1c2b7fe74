import { between, type Random } from './seeded-random.ts';
import { SAMPLE_RATE } from './wav.ts';

const [A_SECOND, SHORTEST_SECONDS, LONGEST_SECONDS, LOUDEST] = [3.5, 0.02, 0.05, 0.34];

/**
 * Short bursts of noise over speech, as on a bad line: a listener fills in what they cover, a comparison by program
 * does not.
 */
export function addCrackle(tape: Float32Array, from: number, to: number, random: Random): void {
  const count = Math.round(((to - from) / SAMPLE_RATE) * A_SECOND);
  for (let rush = 0; rush < count; rush++) {
    const start = Math.floor(between(random, from, to));
    const length = Math.floor(between(random, SHORTEST_SECONDS, LONGEST_SECONDS) * SAMPLE_RATE);
    const swell = LOUDEST * between(random, 0.5, 1);
    for (let at = 0; at < length && start + at < tape.length; at++) {
      const noise = swell * Math.sin((Math.PI * at) / length) * between(random, -1, 1);
      tape[start + at] = (tape[start + at] ?? 0) + noise;
    }
  }
}
