import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { openTestApp } from './helpers/app.ts';
import { openBrowser } from './helpers/browser.ts';
import { idIn, missingProof, proofIn } from './helpers/named-proofs.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const guides = read('docs/guides.md');

/** The rows of every table below a heading, without their head. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line));
  return lines.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}
const chapters = new Map(
  guides
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part] as const),
);
const chapter = (name: string): string[][] => rowsOf(chapters.get(name) ?? '');
const steps = [...chapters.keys()].filter((name) => /^[NJ] \d/.test(name)).flatMap(chapter);

const sources = ['views', 'src/http', 'src/features', 'src/locales/es-CL']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(pug|ts)$/.test(name) && !name.startsWith('dev'))
      .map((name) => read(path.join(folder, name))),
  )
  .join('\n')
  .toLowerCase();

test('every numbered step of both guides has a row', (t) => {
  const numbered: readonly (readonly [chapter: string, steps: number])[] = [
    ...([
      ['N 2', 7],
      ['N 3.1', 9],
      ['N 3.2', 9],
      ['N 3.3', 9],
      ['N 4', 6],
      ['N 5', 7],
    ] as const),
    ...([
      ['J 2', 7],
      ['J 3.1', 8],
      ['J 3.2', 9],
      ['J 3.2.No', 3],
      ['J 3.3', 5],
      ['J 4', 6],
      ['J 5', 8],
    ] as const),
  ];
  const named = steps.map(([step]) => step);
  for (const [name, count] of numbered)
    for (let step = 1; step <= count; step += 1)
      t.is(named.filter((one) => one === `${name}.${step}`).length, 1, `${name}.${step}`);
});

test('every page that the steps name is there, with the words by which it is named', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const browser = openBrowser();
  const answered = new Map<string, number>();
  for (const [step = '', , page = ''] of steps) {
    const [, address = '', title = ''] = /^`(\/[^`]*)` «(.+)»$/.exec(page) ?? [];
    t.truthy(title, `${step}: ${page}`);
    t.true(sources.includes(title.toLowerCase()), `${step}: ${title}`);
    if (!answered.has(address))
      answered.set(address, (await browser.follow(await browser.get(app.issuer + address), app.issuer)).status);
    t.is(answered.get(address), 200, address);
  }
});

test('every test that is named is there and carries its id', (t) => {
  const named = chapter('Tests').map(([short = '', file = '']) => [`guide ${short}`, file] as const);
  const instead = chapter('What `segura` does instead').map(([, , , proof = '']) => [idIn(proof), proof] as const);
  t.true(named.length + instead.length > 30);
  for (const [id, proof] of [...named, ...instead]) t.deepEqual(missingProof(id, proofIn(proof)), [], id);
});

test('every step names a test and only marks that are explained, and each of those is used', (t) => {
  const explained = {
    tests: new Set(chapter('Tests').map(([short]) => short ?? '')),
    marks: new Set(chapter('Changes').map(([mark]) => mark ?? '')),
  };
  const used = { tests: new Set<string>(), marks: new Set<string>() };
  for (const [step = '', , , changes = '', named = ''] of steps) {
    for (const short of named.split(', ')) t.true(explained.tests.has(short), `${step}: ${short}`);
    for (const short of named.split(', ')) used.tests.add(short);
    for (const mark of changes.split(/[,;:] /)) if (explained.marks.has(mark)) used.marks.add(mark);
    for (const word of changes.split(';')[0]?.split(', ') ?? [])
      t.true(word === '' || explained.marks.has(word) || word.includes(' '), `${step}: ${word}`);
  }
  t.deepEqual([...explained.tests].sort(), [...used.tests].sort());
  t.deepEqual([...explained.marks].sort(), [...used.marks].sort());
});
