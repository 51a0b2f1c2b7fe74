import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Drawing from '../../src/adapters/picture-captcha/draw-letters.ts';
import type * as Lettering from '../../src/adapters/picture-captcha/lettering.ts';
import type * as Letters from '../../src/adapters/picture-captcha/letters.ts';
import type * as Randoms from '../../src/adapters/picture-captcha/seeded-random.ts';
import type * as Speaking from '../../src/adapters/picture-captcha/speak-letters.ts';
import type * as Warps from '../../src/adapters/picture-captcha/warp.ts';
import type * as Wavs from '../../src/adapters/picture-captcha/wav.ts';
import type { Recording } from './correlation-solver.ts';

/** The captcha's code in a folder, of this version or another one, as an attacker has it: the source is public. */
export type Captchas = Awaited<ReturnType<typeof captchasIn>>;

/** Loads the code and the recordings of a folder. */
export async function captchasIn(folder: string) {
  const load = async <T>(name: string): Promise<T> => import(pathToFileURL(path.join(folder, `${name}.ts`)).href);
  const { drawLetters } = await load<typeof Drawing>('draw-letters');
  const { speakLetters } = await load<typeof Speaking>('speak-letters');
  const { letterStands } = await load<typeof Lettering>('lettering');
  const { LETTERS, pickLetters } = await load<typeof Letters>('letters');
  const { seededRandom } = await load<typeof Randoms>('seeded-random');
  const { sineWarp } = await load<typeof Warps>('warp');
  const { decodeWav } = await load<typeof Wavs>('wav');
  return {
    drawLetters,
    speakLetters,
    letterStands,
    LETTERS,
    pickLetters,
    seededRandom,
    sineWarp,
    decodeWav,
    recordings: recordingsIn(path.join(folder, 'voice'), decodeWav),
  };
}

function recordingsIn(folder: string, decode: (wav: Buffer) => Float32Array): readonly Recording[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
  return names.map((name) => ({
    letter: path.basename(name, '.wav'),
    samples: decode(readFileSync(path.join(folder, name))),
  }));
}
