import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read } from '../helpers/named-proofs.ts';
import { shellWords } from './shell-words.ts';

const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** Commands of an operator: those that package.json starts from src/, except the server itself. */
export const operatorCommands: readonly string[] = Object.entries(scripts)
  .filter(([name, line]) => name !== 'start' && line.startsWith('node src/'))
  .map(([name]) => name);

/** The scripts that npm runs before and after a command by itself. */
export const hooksOf = (name: string): readonly string[] =>
  [`pre${name}`, `post${name}`].filter((hook) => scripts[hook]);

/** The file that a command starts. */
export const fileOf = (name: string): string => scripts[name]?.split(' ')[1] ?? '';

/** A command line of the docs: its words behind `npm run`, as a shell splits them. */
export interface Documented {
  readonly file: string;
  readonly name: string;
  readonly words: readonly string[];
}

/** Every line of the docs with a command of an operator; comments and redirections are left out. */
export function documentedCommands(): readonly Documented[] {
  const folder = fileURLToPath(new URL('../../docs', import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.flatMap((name) =>
    [...read(`docs/${name}`).matchAll(/^ {4}(?:[A-Z_]+=\S+ )*npm run (?:-s )?([\w-]+)(.*)$/gm)]
      .filter(([, command = '']) => operatorCommands.includes(command))
      .map(([, command = '', rest = '']) => ({
        file: `docs/${name}`,
        name: command,
        words: shellWords(rest).filter((word) => word !== '--'),
      })),
  );
}
