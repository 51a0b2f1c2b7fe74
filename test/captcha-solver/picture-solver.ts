import { randomBytes, randomInt } from 'node:crypto';
import { bestRow } from './best-row.ts';
import type { Captchas } from './captchas.ts';
import { type Edges, edgesOf, middleOf, windowAt, windowSize, windowsIn } from './edges.ts';
import { network } from './network.ts';
import { readPicture } from './read-picture.ts';

const [WIDTH, HEIGHT, ROUNDS, RATE] = [240, 80, 5, 0.01];
const [NEAR_PX, FAR_PX] = [3, 9];

interface Lesson {
  readonly edges: Edges;
  readonly column: number;
  /** An index in LETTERS, or its length for "no letter's middle". */
  readonly right: number;
}

/**
 * Solves pictures with a network trained on `count` pictures that the captcha's own code drew: the source is public.
 */
export function pictureSolver(captchas: Captchas, count: number) {
  const { LETTERS } = captchas;
  const lessons = Array.from({ length: count }, () => lessonsOf(captchas)).flat();
  const size = windowSize((lessons[0] as Lesson).edges);
  const taught = network(size, LETTERS.length + 1, () => randomInt(2 ** 32) / 2 ** 32);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { edges, column, right } of shuffled(lessons))
      taught.teach(windowAt(edges, column), right, RATE * (1 - round / ROUNDS));
  }
  return (png: Buffer, letters: number): string => {
    const edges = edgesOf(readPicture(png));
    const said = Array.from({ length: windowsIn(edges) }, (_, column) => taught.ask(windowAt(edges, column)));
    return bestRow(said, letters)
      .map((letter) => LETTERS[letter])
      .join('');
  };
}

function lessonsOf(captchas: Captchas): readonly Lesson[] {
  const [letters, seed] = [captchas.pickLetters((max) => randomInt(max)), randomBytes(16)];
  const edges = edgesOf(readPicture(captchas.drawLetters(letters, seed)));
  const middles = middlesOf(captchas, letters, seed);
  return Array.from({ length: windowsIn(edges) }, (_, column) => column).flatMap((column) => {
    const distances = middles.map((middle) => Math.abs(middle - middleOf(column)));
    const nearest = Math.min(...distances);
    if (nearest < NEAR_PX) {
      const letter = letters[distances.indexOf(nearest)] ?? '';
      return [{ edges, column, right: captchas.LETTERS.indexOf(letter) }];
    }
    return nearest > FAR_PX && column % 2 === 0 ? [{ edges, column, right: captchas.LETTERS.length }] : [];
  });
}

/** The positions of the letters, as the drawing begins: with the same seed. */
function middlesOf({ seededRandom, sineWarp, letterStands }: Captchas, letters: string, seed: Buffer) {
  const random = seededRandom(seed, 'picture');
  const warp = sineWarp(random);
  return letterStands(letters, WIDTH, HEIGHT, random).map(({ x, y }) => warp([x, y])[0]);
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
