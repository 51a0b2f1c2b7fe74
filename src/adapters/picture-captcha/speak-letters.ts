import { addBabble, addHiss } from './babble.ts';
import { between, type Random, seededBytes, seededRandom } from './seeded-random.ts';
import { mixIn, playedLength, type Take } from './tape.ts';
import { recordingOf } from './voice.ts';
import { encodeWav, SAMPLE_RATE } from './wav.ts';

const [LEAD_SECONDS, TAIL_SECONDS] = [0.5, 0.4];

type Saying = Take & { readonly sound: Float32Array };

/**
 * The letters said in order, over hiss and babble, as a WAV of 8 kHz, 8 bit, mono. The same letters and seed give the
 * same bytes, so listening again does not let a robot take the noise away. Throws RangeError for a letter outside LETTERS.
 */
export function speakLetters(letters: string, seed: Buffer): Buffer {
  const random = seededRandom(seed, 'sound');
  const sayings = inOrder(letters, random);
  const tape = new Float32Array(Math.ceil(endOf(sayings) + TAIL_SECONDS * SAMPLE_RATE));
  for (const saying of sayings) mixIn(tape, saying.sound, saying);
  addBabble(tape, random);
  addHiss(tape, seededBytes(seed, 'hiss', tape.length));
  return encodeWav(tape);
}

function inOrder(letters: string, random: Random): readonly Saying[] {
  const sayings: Saying[] = [];
  for (const letter of letters) {
    const gap = sayings.length === 0 ? LEAD_SECONDS : between(random, 0.45, 0.8);
    sayings.push({
      sound: recordingOf(letter),
      start: Math.round(endOf(sayings) + gap * SAMPLE_RATE),
      speed: between(random, 0.92, 1.1),
      loudness: between(random, 0.6, 0.85),
    });
  }
  return sayings;
}

/** The first sample after the last saying. */
function endOf(sayings: readonly Saying[]): number {
  const last = sayings.at(-1);
  return last === undefined ? 0 : last.start + playedLength(last.sound, last.speed);
}
