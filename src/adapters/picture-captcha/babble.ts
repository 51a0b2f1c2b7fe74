import { LETTERS } from './letters.ts';
import { between, type Random } from './seeded-random.ts';
import { mixIn } from './tape.ts';
import { recordingOf, SPEAKERS } from './voice.ts';
import { SAMPLE_RATE } from './wav.ts';

const [VOICES_A_SECOND, HISS] = [3, 0.015];

/**
 * Pieces of recordings, forwards and backwards, far quieter than the letters and all over them. They are drawn from all
 * letters, those of the answer too: without the answer's, the babble would reveal which letters it does not contain.
 */
export function addBabble(tape: Float32Array, random: Random): void {
  const count = Math.round((tape.length / SAMPLE_RATE) * VOICES_A_SECOND);
  for (let voice = 0; voice < count; voice++) {
    const start = Math.floor(random() * tape.length);
    const [speed, loudness] = [between(random, 0.8, 1.2), between(random, 0.08, 0.22)];
    mixIn(tape, piece(random), { start, speed, loudness });
  }
}

/** The first or second half of a recording, or so. */
function piece(random: Random): Float32Array {
  const letter = LETTERS.charAt(Math.floor(random() * LETTERS.length));
  const recording = recordingOf(letter, SPEAKERS[Math.floor(random() * SPEAKERS.length)] ?? '1');
  const from = Math.floor(random() * 0.5 * recording.length);
  const part = recording.subarray(from, from + Math.floor(0.5 * recording.length));
  return random() < 0.5 ? part : part.toReversed();
}

/** Hiss over the whole tape, one random byte a sample, softened so that it does not hurt the ear. */
export function addHiss(tape: Float32Array, bytes: Buffer): void {
  let soft = 0;
  for (let at = 0; at < tape.length; at++) {
    soft = (soft + (bytes[at] ?? 0) / 127.5 - 1) / 2;
    tape[at] = (tape[at] ?? 0) + 2 * HISS * soft;
  }
}
