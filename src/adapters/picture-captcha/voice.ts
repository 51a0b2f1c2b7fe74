import { readFileSync } from 'node:fs';
import { LETTERS } from './letters.ts';
import { decodeWav } from './wav.ts';

/** Who speaks: each has its own voice, speed, pitch and words (voice/README.md). */
export const SPEAKERS = ['1', '2', '3', '4', '5', '6'] as const;
type Speaker = (typeof SPEAKERS)[number];

const RECORDINGS = new Map(
  SPEAKERS.flatMap((speaker) => [...LETTERS].map((letter) => [speaker + letter, read(speaker, letter)] as const)),
);

/** A speaker's recording of a letter, at SAMPLE_RATE, from -1 to 1. Throws RangeError for anything outside LETTERS. */
export function recordingOf(letter: string, speaker: Speaker): Float32Array {
  const recording = RECORDINGS.get(speaker + letter);
  if (recording === undefined) throw new RangeError('not a letter of the captcha');
  return recording;
}

function read(speaker: Speaker, letter: string): Float32Array {
  return decodeWav(readFileSync(new URL(`./voice/${speaker}/${letter}.wav`, import.meta.url)));
}
