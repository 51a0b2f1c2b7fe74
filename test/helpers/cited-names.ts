import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read } from './named-proofs.ts';

const PATH = /`((?:src|views|scripts|simulator|migrations|test|docs)\/[\w./-]+)`(?: \((`\w+`(?:, `\w+`)*)\))?/g;

/** Files and folders that a text cites, each with the exports in parentheses after it; lines may break anywhere. */
export const citedIn = (text: string): readonly (readonly [file: string, names: readonly string[]])[] =>
  [...text.replace(/\s+/g, ' ').matchAll(PATH)].map(([, file = '', names = '']) => [file, names.match(/\w+/g) ?? []]);

const isThere = (file: string): boolean => existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)));

const isExported = (file: string, name: string): boolean =>
  new RegExp(`^export (?:async )?(?:const|function\\*?|class|type|interface) ${name}\\b`, 'm').test(read(file));

/** What a text cites that does not exist: a path, or "path: name". */
export const missingIn = (text: string): readonly string[] =>
  citedIn(text).flatMap(([file, names]) =>
    isThere(file) ? names.filter((name) => !isExported(file, name)).map((name) => `${file}: ${name}`) : [file],
  );
