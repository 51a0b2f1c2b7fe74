import { randomBytes, randomInt } from 'node:crypto';
import type { Captchas } from './captchas.ts';

const LENGTH = 5;

/** The results of a solver with fresh captchas. */
export interface Rate {
  readonly solved: number;
  /** Characters that were right, at their place. */
  readonly letters: number;
  readonly of: number;
  /** CPU time of the solver, in milliseconds each. */
  readonly cpu: number;
}

/** Lets a solver try `of` fresh captchas, each with characters and seed of its own. */
export function rateOf(
  captchas: Captchas,
  of: number,
  solve: (letters: string, seed: Buffer, count: number) => string,
): Rate {
  const start = process.cpuUsage();
  let [solved, letters] = [0, 0];
  for (let turn = 0; turn < of; turn++) {
    const asked = captchas.pickLetters((max) => randomInt(max));
    const said = solve(asked, randomBytes(16), LENGTH);
    if (said === asked) solved += 1;
    letters += [...asked].filter((letter, place) => said[place] === letter).length;
  }
  const { user, system } = process.cpuUsage(start);
  return { solved, letters, of, cpu: (user + system) / 1000 / of };
}

/** The rate as a line of the report. */
export function lineOf(solver: string, { solved, letters, of, cpu }: Rate): string {
  const share = ((100 * letters) / (LENGTH * of)).toFixed(0);
  return `${solver}: ${solved} of ${of} solved, ${share} % of the letters right, ${cpu.toFixed(0)} ms of CPU each`;
}
