import { fileURLToPath } from 'node:url';
import test from 'ava';
import { captchasIn } from '../../captcha-solver/captchas.ts';
import { correlationSolver, resemblance } from '../../captcha-solver/correlation-solver.ts';

const captchas = await captchasIn(fileURLToPath(new URL('../../../src/adapters/picture-captcha/', import.meta.url)));
const { LETTERS, recordings } = captchas;

/** Two speeds are enough: of the sounds of one voice at a steady speed they solved all 6, and 30 of 30 characters. */
const [SPEEDS, SAMPLE] = [[0.94, 1.04], 6];

test('[A6] the sound of a character differs between two captchas in more than noise', (t) => {
  const alike = [...LETTERS].map((character, n) => {
    const one = heard(character, 2 * n + 1).subarray(4200, 11000);
    return resemblance(one, heard(character, 2 * n + 2));
  });
  const mean = alike.reduce((sum, share) => sum + share, 0) / alike.length;
  // One voice under other noise: 0.72.
  t.true(mean < 0.45, `${mean}`);
});

test('[A6] correlation with the published recordings solves at most two of six sounds', (t) => {
  const solve = correlationSolver(recordings, SPEEDS);
  const asked = Array.from({ length: SAMPLE }, (_, n) => LETTERS.slice(2 * n, 2 * n + 5));
  const said = asked.map((characters, n) => solve(heard(characters, n), characters.length));
  const right = asked.flatMap((characters, n) =>
    [...characters].filter((character, place) => said[n]?.[place] === character),
  );
  t.true(asked.filter((characters, n) => said[n] === characters).length <= 2, said.join(' '));
  t.true(right.length <= 27, `${right.length} of 30 characters`);
  t.true(right.length >= 5, 'the solver works at all');
});

function heard(characters: string, n: number): Float32Array {
  return captchas.decodeWav(captchas.speakLetters(characters, seed(n)));
}

function seed(n: number): Buffer {
  return Buffer.alloc(16, n);
}
