import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['src', 'views', 'test', 'docs', 'scripts', 'simulator', 'examples', 'migrations', 'deploy'];

/** Words for which the field has a term: user, caller, client, operator, server, notification, first-party client. */
const DIALECT =
  /\b(who(?:m|so)?ever|nobody|somebody|anybody|the house|bells?|wings?|hopeless|untold|mend(?:s|ed|ing)?)\b/i;
/** Names of the world that contain one of them. */
const NAMES = /in-house|the user nobody/gi;

/** What a developer reads and writes in a file: a document, or the comments and test titles of code. */
function proseOf(name: string, text: string): string {
  if (name.endsWith('.md')) return text.replace(/`[^`]*`/g, '');
  const comments = text.match(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm) ?? [];
  const titles = [...text.matchAll(/\btest(?:\.\w+)?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*?)\1/g)].map(
    ([, , title = '']) => title,
  );
  return [...comments, ...titles].join('\n').replace(/`[^`\n]*`/g, '');
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|md|pug|cjs|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name)),
);

test('comments, titles and documents use the terms of the field', (t) => {
  const found = files.flatMap((name) =>
    proseOf(name, readFileSync(join(ROOT, name), 'utf8'))
      .split('\n')
      .filter((line) => DIALECT.test(line.replace(NAMES, '')))
      .map((line) => `${name}: ${line.trim()}`),
  );
  t.deepEqual(found, []);
});
