import { LETTERS } from './letters.ts';
import { between, type Random } from './seeded-random.ts';
import { mixIn } from './tape.ts';
import { recordingOf } from './voice.ts';
import { SAMPLE_RATE } from './wav.ts';

const [VOICES_A_SECOND, HISS] = [2, 0.02];

/**
 * Quiet letters said backwards, here and there. They are drawn from all letters, those of the answer too: if the
 * answer's were left out, the babble would tell which they are not.
 */
export function addBabble(tape: Float32Array, random: Random): void {
  const count = Math.round((tape.length / SAMPLE_RATE) * VOICES_A_SECOND);
  for (let voice = 0; voice < count; voice++) {
    const letter = LETTERS.charAt(Math.floor(random() * LETTERS.length));
    const start = Math.floor(random() * tape.length);
    const [speed, loudness] = [between(random, 0.8, 1.2), between(random, 0.04, 0.09)];
    mixIn(tape, recordingOf(letter).toReversed(), { start, speed, loudness });
  }
}

/** Hiss over the whole tape, one random byte a sample, softened so that it does not hurt the ear. */
export function addHiss(tape: Float32Array, bytes: Buffer): void {
  let soft = 0;
  for (let at = 0; at < tape.length; at++) {
    soft = (soft + (bytes[at] ?? 0) / 127.5 - 1) / 2;
    tape[at] = (tape[at] ?? 0) + 2 * HISS * soft;
  }
}
