import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the project as text, by its path from the top. */
export const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

/** The text between backticks in a cell: files of tests, titles below them, and commands. */
export const namedIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/(`+)(.+?)\1/g)].map((match) => match[2] ?? '');

/** The cells of a row of a table; `|` between word characters separates none. */
export const cellsOf = (line: string): readonly string[] => line.split(/(?<!\|)\s*\|\s*/);

/** Titles with the file in which each has to be. */
export function titlesOf(named: readonly string[]): readonly (readonly [file: string, title: string])[] {
  let file = '';
  return named.flatMap((one) => {
    if (one.startsWith('npm run ')) return [];
    if (!one.startsWith('test/')) return [[file, one] as const];
    file = one;
    return [];
  });
}

/** Whether a test of this title is in the file. */
export const stands = (file: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => read(file).includes(quote + title + quote));

/** Commands that are named and that package.json does not have. */
export function unknownCommands(named: readonly string[]): readonly string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const names = [...named.join('\n').matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
  return names.filter((name) => !(name in scripts));
}
