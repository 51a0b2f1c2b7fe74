import { readFileSync } from 'node:fs';
import { LETTERS } from './letters.ts';
import { decodeWav } from './wav.ts';

const RECORDINGS = new Map([...LETTERS].map((letter) => [letter, read(letter)]));

/** The recording of a letter, at SAMPLE_RATE, from -1 to 1. Throws RangeError for anything outside LETTERS. */
export function recordingOf(letter: string): Float32Array {
  const recording = RECORDINGS.get(letter);
  if (recording === undefined) throw new RangeError('not a letter of the captcha');
  return recording;
}

function read(letter: string): Float32Array {
  return decodeWav(readFileSync(new URL(`./voice/${letter}.wav`, import.meta.url)));
}
