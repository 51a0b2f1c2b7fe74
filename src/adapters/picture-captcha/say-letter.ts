import { bend } from './bend.ts';
import { type Curve, swaying } from './curve.ts';
import { inRoom } from './room.ts';
import { between, type Random } from './seeded-random.ts';
import { stretch } from './stretch.ts';
import { recordingOf, SPEAKERS } from './voice.ts';

/** How loud speech is as a whole: the root of its mean square. */
const LOUDNESS = 0.16;
const [SLOWEST, FASTEST] = [0.6, 1.45];

/**
 * A letter as one of the speakers says it this time: random pace, pitch, melody and room, always about as loud. Throws
 * RangeError for a letter outside LETTERS.
 */
export function sayLetter(letter: string, random: Random): Float32Array {
  const speaker = SPEAKERS[Math.floor(random() * SPEAKERS.length)] ?? '1';
  const pitch = between(random, 0.82, 1.18);
  const stretched = stretch(recordingOf(letter, speaker), paceAt(pitch, random));
  const bent = bend(stretched, swaying(pitch, 0.1, 0.03, random));
  return asLoud(inRoom(bent, random), LOUDNESS * between(random, 0.85, 1.15));
}

/** How fast it is spoken, besides the effect of its pitch: never so fast or slow that words are lost. */
function paceAt(pitch: number, random: Random): Curve {
  const pace = swaying(between(random, 0.85, 1.1), 0.65, 0.22, random);
  return (share) => Math.min(FASTEST, Math.max(SLOWEST, pace(share))) / pitch;
}

function asLoud(sound: Float32Array, loudness: number): Float32Array {
  const squares = sound.reduce((sum, sample) => sum + sample * sample, 1e-9);
  const factor = loudness / Math.sqrt(squares / sound.length);
  return sound.map((sample) => Math.max(-1, Math.min(1, factor * sample)));
}
