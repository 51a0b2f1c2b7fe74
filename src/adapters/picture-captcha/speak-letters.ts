import { addBabble, addHiss } from './babble.ts';
import { addCrackle } from './crackle.ts';
import { sayLetter } from './say-letter.ts';
import { between, type Random, seededBytes, seededRandom } from './seeded-random.ts';
import { mixIn } from './tape.ts';
import { encodeWav, SAMPLE_RATE } from './wav.ts';

const TAIL_SECONDS = 0.4;

interface Utterance {
  readonly sound: Float32Array;
  readonly start: number;
}

/**
 * The letters said in order, over hiss and other voices, as a WAV of 8 kHz, 8 bit, mono. The same letters and seed give
 * the same bytes, so listening again does not let a robot take the noise away. Throws RangeError for a letter outside
 * LETTERS.
 */
export function speakLetters(letters: string, seed: Buffer): Buffer {
  const random = seededRandom(seed, 'sound');
  const sayings = inOrder(letters, random);
  const tape = new Float32Array(Math.ceil(endOf(sayings) + TAIL_SECONDS * SAMPLE_RATE));
  for (const { sound, start } of sayings) mixIn(tape, sound, { start, speed: 1, loudness: 1 });
  for (const { sound, start } of sayings) addCrackle(tape, start, start + sound.length, random);
  addBabble(tape, random);
  addHiss(tape, seededBytes(seed, 'hiss', tape.length));
  return encodeWav(tape);
}

function inOrder(letters: string, random: Random): readonly Utterance[] {
  const sayings: Utterance[] = [];
  for (const letter of letters) {
    const gap = sayings.length === 0 ? between(random, 0.5, 0.7) : between(random, 0.15, 0.6);
    const start = Math.round(endOf(sayings) + gap * SAMPLE_RATE);
    sayings.push({ sound: sayLetter(letter, random), start });
  }
  return sayings;
}

/** The first sample after the last saying. */
function endOf(sayings: readonly Utterance[]): number {
  const last = sayings.at(-1);
  return last === undefined ? 0 : last.start + last.sound.length;
}
