import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { withSettings } from '../scripts/settings/table.ts';
import { settings } from '../src/config/schema.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
const readme = read('README.md');

test('the table of settings is as the schema has it; npm run settings writes it', (t) => {
  t.is(readme, withSettings(readme));
  t.deepEqual(
    [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map((match) => match[1]),
    settings.map(({ name }) => name),
  );
});

test('every command that the README names exists', (t) => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const named = [...readme.matchAll(/npm (?:run )?(?:-s )?([a-z-]+)/g)].map((match) => match[1] ?? '');
  for (const name of named) t.true(scripts.includes(name), name);
  const listed = [...readme.matchAll(/^\| (`npm run [^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(?:npm run )?([a-z-]+)`/g)].map((match) => match[1] ?? ''),
  );
  t.true(listed.length > 15);
  for (const name of listed) t.true(scripts.includes(name), name);
});

test('every page of docs is in its index, and nothing else is', (t) => {
  const listed = [...read('docs/README.md').matchAll(/\]\(([\w.-]+)\)/g)].map((match) => match[1] ?? '').sort();
  const there = readdirSync(fileURLToPath(new URL('../docs/', import.meta.url))).filter((name) => name !== 'README.md');
  t.deepEqual(listed, there.sort());
});

test('every folder and file that the README names exists', (t) => {
  const named = [...readme.matchAll(/`((?:src|views|public|migrations|clients|examples|test|docs)[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  );
  t.true(named.length > 8);
  for (const name of named) t.true(existsSync(fileURLToPath(new URL(`../${name}`, import.meta.url))), name);
});
