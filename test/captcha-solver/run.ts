/**
 * `npm run captcha-solver`: how many fresh captchas simple programs solve, because no budget relies on them.
 * `-- --short` for fewer; `-- --code FOLDER` for the drawing of another version
 * (`git archive COMMIT src/adapters/picture-captcha | tar x -C FOLDER`).
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { captchasIn } from './captchas.ts';
import { correlationSolver } from './correlation-solver.ts';
import { pictureSolver } from './picture-solver.ts';
import { lineOf, rateOf } from './rates.ts';
import { hasTesseract, readByTesseract } from './tesseract.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean' }, code: { type: 'string', default: '.' } } });
const [tries, lessons] = values.short ? [20, 300] : [200, 1500];
const top = values.code === '.' ? fileURLToPath(new URL('../../', import.meta.url)) : path.resolve(values.code);
const captchas = await captchasIn(path.join(top, 'src/adapters/picture-captcha'));
const { drawLetters, speakLetters, decodeWav, LETTERS, recordings } = captchas;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`${tries} fresh captchas for each solver, ${recordings.length} published recordings`);
const listen = correlationSolver(recordings);
const sound = rateOf(captchas, tries, (letters, seed, count) => listen(decodeWav(speakLetters(letters, seed)), count));
say(lineOf('sound, correlation of spectrograms with the recordings at 7 speeds', sound));

if (hasTesseract()) {
  const read = rateOf(captchas, tries, (letters, seed) => readByTesseract(drawLetters(letters, seed), LETTERS));
  say(lineOf('picture, tesseract after one opening', read));
} else say('picture, tesseract: not installed here, skipped');

const look = pictureSolver(captchas, lessons);
const seen = rateOf(captchas, tries, (letters, seed, count) => look(drawLetters(letters, seed), count));
say(lineOf(`picture, a network of 96 units taught by ${lessons} pictures`, seen));
