import { spawnSync } from 'node:child_process';
import { encodePng } from '../../src/adapters/picture-captcha/png.ts';
import { type Picture, readPicture } from './read-picture.ts';

const [SCALE, COLOURS] = [3, 16];
const GREYS = Array.from({ length: COLOURS }, (_, step) => {
  const grey = Math.round(255 - (255 * step) / (COLOURS - 1));
  return [grey, grey, grey] as const;
});

/** Whether the program is installed. */
export const hasTesseract = (): boolean => spawnSync('tesseract', ['--version']).status === 0;

/** The text that tesseract reads in a picture after one opening, which removes lines thinner than three pixels. */
export function readByTesseract(png: Buffer, letters: string): string {
  const words = ['-', '-', '--psm', '8', '-c', `tessedit_char_whitelist=${letters}`];
  const input = enlarged(around(around(readPicture(png), Math.min), Math.max));
  const { stdout } = spawnSync('tesseract', words, { input, env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  return stdout.toString().replace(/\s/g, '');
}

/** Each pixel as the lightest or the darkest of its square of nine. */
function around({ width, height, ink }: Picture, pick: (...shades: number[]) => number): Picture {
  const squares = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1];
  return { width, height, ink: ink.map((_, at) => pick(...squares.map((step) => ink[at + step] ?? 0))) };
}

function enlarged({ width, height, ink }: Picture): Buffer {
  const wide = width * SCALE;
  const pixels = Uint8Array.from({ length: wide * height * SCALE }, (_, at) => {
    const [x, y] = [Math.floor((at % wide) / SCALE), Math.floor(at / wide / SCALE)];
    return Math.round((ink[y * width + x] ?? 0) * (COLOURS - 1));
  });
  return encodePng(wide, pixels, GREYS);
}
