/** The letters a captcha may ask for: the capitals without I and O, which are read as 1 and 0. */
export const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const COUNT = 5;

/** Five letters, each drawn on its own; `random(max)` gives a whole number from 0 up to and without `max`. */
export function pickLetters(random: (max: number) => number): string {
  return Array.from({ length: COUNT }, () => LETTERS.charAt(random(LETTERS.length))).join('');
}
