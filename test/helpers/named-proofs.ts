import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the project as text, by its path from the top. */
export const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

/** The cells of a row of a table; `||` within a cell separates nothing. */
export const cellsOf = (line: string): readonly string[] => line.split(/(?<!\|)\s*\|\s*/);

/** What a cell of a document names as proof: files of tests and commands, each between backticks. */
export interface Proof {
  readonly files: readonly string[];
  readonly commands: readonly string[];
}

export function proofIn(cell: string): Proof {
  const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  return {
    files: named.filter((name) => name.startsWith('test/')),
    commands: named.filter((name) => name.startsWith('npm run ')),
  };
}

/** The id in brackets with which a cell begins: "[threat 3] `test/…`" is "threat 3". */
export const idIn = (cell: string): string => /^\[([^\]]+)\]/.exec(cell)?.[1] ?? '';

/**
 * What is wrong with the proof of a promise: it names nothing, a command that package.json does not have, or a file in
 * which no title carries the id of the promise. Titles begin with their ids, so that their words may change:
 * "[A9, security 8] thirty people with right keys get in".
 */
export function missingProof(id: string, { files, commands }: Proof): readonly string[] {
  if (files.length + commands.length === 0) return [`${id}: no proof`];
  const silent = files.filter((file) => !idsOf(file).has(id)).map((file) => `${file}: no title with [${id}]`);
  return [...silent, ...unknownCommands(commands)];
}

/** The ids with which titles of a file begin. */
function idsOf(file: string): ReadonlySet<string> {
  const groups = [...read(file).matchAll(/['"`]\[([^\]'"`]+)\] /g)];
  return new Set(groups.flatMap(([, ids = '']) => ids.split(', ')));
}

/** Commands that are named and that package.json does not have. */
export function unknownCommands(named: readonly string[]): readonly string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const names = [...named.join('\n').matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
  return names.filter((name) => !(name in scripts));
}
