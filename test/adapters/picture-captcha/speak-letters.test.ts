import { readdirSync, statSync } from 'node:fs';
import test from 'ava';
import { LETTERS } from '../../../src/adapters/picture-captcha/letters.ts';
import { speakLetters } from '../../../src/adapters/picture-captcha/speak-letters.ts';
import { recordingOf, SPEAKERS } from '../../../src/adapters/picture-captcha/voice.ts';
import { decodeWav } from '../../../src/adapters/picture-captcha/wav.ts';

const VOICE = new URL('../../../src/adapters/picture-captcha/voice/', import.meta.url);

test('the sound is a WAV of 8 kHz, 8 bit, mono, whose lengths are true', (t) => {
  const wav = speakLetters('LQPEK', seed(1));
  t.is(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
  t.is(wav.toString('hex', 16, 36), '1000000001000100401f0000401f000001000800');
  t.is(wav.toString('latin1', 36, 40), 'data');
  t.is(wav.readUInt32LE(4), wav.length - 8);
  t.true([0, 1].includes(wav.length - 44 - wav.readUInt32LE(40)));
});

test('five characters take from 3 to 15 seconds, the shortest and the longest too', (t) => {
  for (const characters of ['UUUUU', 'XXXXX', 'LQPEK', 'YWXYW']) {
    for (let n = 0; n < 5; n++) {
      const seconds = secondsOf(speakLetters(characters, seed(n)));
      t.true(seconds > 3 && seconds < 15, `${characters} takes ${seconds}`);
    }
  }
});

test('the same seed gives the same bytes, and another seed others', (t) => {
  t.deepEqual(speakLetters('LQPEK', seed(1)), speakLetters('LQPEK', seed(1)));
  t.notDeepEqual(speakLetters('LQPEK', seed(1)), speakLetters('LQPEK', seed(2)));
});

test('every speaker has a recording of its own of every character, between half a second and two, and loud', (t) => {
  const recordings = SPEAKERS.flatMap((speaker) => [...LETTERS].map((character) => recordingOf(character, speaker)));
  t.is(new Set(recordings.map((recording) => recording.join())).size, SPEAKERS.length * LETTERS.length);
  for (const recording of recordings) {
    t.true(recording.length > 4000 && recording.length < 16000);
    t.true(loudness(recording) > 0.08);
  }
});

test('a character that the captcha does not use is refused', (t) => {
  for (const characters of ['ABIDE', 'abcde', 'AB.DE'])
    t.throws(() => speakLetters(characters, seed(1)), { instanceOf: RangeError });
});

test('a character is at least four times as loud as the noise before it, yet the noise is there', (t) => {
  for (let n = 0; n < 20; n++) {
    const samples = decodeWav(speakLetters('B', seed(n)));
    const [noise, speech] = [loudness(samples.subarray(0, 3600)), loudness(samples.subarray(4000, 10000))];
    t.true(noise > 0.005, `the noise is ${noise}`);
    t.true(speech > 4 * noise, `the speech is ${speech} over ${noise}`);
  }
});

test('no sound is clipped for long', (t) => {
  const samples = decodeWav(speakLetters('LQPEK', seed(1)));
  t.true(samples.filter((sample) => Math.abs(sample) >= 1).length < samples.length / 1000);
});

test('the characters are not in clear in the bytes', (t) => {
  for (let n = 0; n < 20; n++) t.false(speakLetters('LQPEK', seed(n)).includes('LQPEK'));
});

test('the recordings are the 24 characters of each speaker and no more, and take less than 250 KB each', (t) => {
  t.deepEqual(foldersIn(VOICE), [...SPEAKERS]);
  for (const speaker of SPEAKERS) {
    const folder = new URL(`${speaker}/`, VOICE);
    const files = readdirSync(folder);
    t.deepEqual(
      files.toSorted(),
      [...LETTERS].map((character) => `${character}.wav`),
    );
    t.true(files.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0) < 250 * 1024);
  }
});

test('a recording of another format is refused', (t) => {
  const wav = speakLetters('A', seed(1));
  wav.writeUInt32LE(44100, 24);
  t.throws(() => decodeWav(wav), { instanceOf: RangeError });
});

function seed(n: number): Buffer {
  return Buffer.alloc(16, n);
}

function foldersIn(place: URL): readonly string[] {
  const entries = readdirSync(place, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
}

function secondsOf(wav: Buffer): number {
  return wav.readUInt32LE(40) / 8000;
}

/** The root of the mean square. */
function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
