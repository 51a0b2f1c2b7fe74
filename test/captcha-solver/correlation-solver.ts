import { type Hit, peaksOf, pickHits } from './pick-hits.ts';
import { BANDS, FRAMES_A_SECOND, spectrogram } from './spectrogram.ts';

const [STEP, APART] = [2, Math.round(0.6 * FRAMES_A_SECOND)];

/** A recording as it is published with the source, at 8 kHz. */
export interface Recording {
  readonly letter: string;
  readonly samples: Float32Array;
}

/** The speeds at which recordings are searched, where the attacker spends no more effort. */
export const SPEEDS = [0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15];

/**
 * Solves a sound of `count` letters by normalized cross-correlation of spectrograms with every recording, played at
 * each of the speeds. Waveforms need speeds in steps of 0.2 % for the same result, and a wobble defeats them.
 */
export function correlationSolver(recordings: readonly Recording[], speeds: readonly number[] = SPEEDS) {
  const templates = speeds.flatMap((speed) =>
    recordings.map(({ letter, samples }) => ({ letter, patch: centred(spectrogram(played(samples, speed))) })),
  );
  return (sound: Float32Array, count: number): string => {
    const tape = spectrogram(sound);
    const sums = sumsOf(tape);
    const hits = templates.flatMap(({ letter, patch }) => hitsOf(letter, patch, tape, sums));
    return pickHits(hits, count, APART);
  };
}

function hitsOf(letter: string, patch: Float32Array, tape: Float32Array, sums: Sums): readonly Hit[] {
  const starts = Math.max(0, Math.floor((tape.length - patch.length) / (STEP * BANDS)));
  const curve = Float32Array.from({ length: starts }, (_, at) => likeness(patch, tape, at * STEP * BANDS, sums));
  const middle = patch.length / BANDS / 2;
  return peaksOf(curve, APART / STEP).map((at) => ({ letter, at: at * STEP + middle, score: curve[at] ?? 0 }));
}

/** Pearson's correlation with the tape from a position on; the patch has mean 0 and length 1 already. */
function likeness(patch: Float32Array, tape: Float32Array, from: number, { values, squares }: Sums): number {
  let product = 0;
  for (let at = 0; at < patch.length; at++) product += (tape[from + at] as number) * (patch[at] as number);
  const to = from + patch.length;
  const sum = (values[to] as number) - (values[from] as number);
  const square = (squares[to] as number) - (squares[from] as number);
  return product / Math.sqrt(square - (sum * sum) / patch.length + 1e-6);
}

/** Sums of all values before a position. */
interface Sums {
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

function sumsOf(tape: Float32Array): Sums {
  const [values, squares] = [new Float64Array(tape.length + 1), new Float64Array(tape.length + 1)];
  for (const [at, value] of tape.entries()) {
    values[at + 1] = (values[at] as number) + value;
    squares[at + 1] = (squares[at] as number) + value * value;
  }
  return { values, squares };
}

function centred(patch: Float32Array): Float32Array {
  const mean = patch.reduce((sum, value) => sum + value, 0) / patch.length;
  const length = Math.sqrt(patch.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return patch.map((value) => (value - mean) / length);
}

function played(samples: Float32Array, speed: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / speed) }, (_, at) => {
    const whole = Math.floor(at * speed);
    const [now, next] = [samples[whole] ?? 0, samples[whole + 1] ?? 0];
    return now + (next - now) * (at * speed - whole);
  });
}

/** The highest similarity of two sounds, from -1 to 1: one as a whole, and any part of the other. */
export function resemblance(one: Float32Array, other: Float32Array): number {
  const [patch, tape] = [centred(spectrogram(one)), spectrogram(other)];
  return Math.max(...hitsOf('', patch, tape, sumsOf(tape)).map(({ score }) => score));
}
