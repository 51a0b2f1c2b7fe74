/** The rule book (docs/rules.md): every cited code has an entry, and every entry names existing code. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { citedIn, missingIn } from './helpers/cited-names.ts';
import { read } from './helpers/named-proofs.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const BOOK = 'docs/rules.md';

interface Entry {
  readonly code: string;
  /** Text of the entry in one line. */
  readonly text: string;
}

/** The entries of the rule book by their heading. */
const entries: readonly Entry[] = read(BOOK)
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const end = part.indexOf('\n');
    const [text = ''] = part.slice(end).split(/^## /m);
    return { code: part.slice(0, end), text: text.replace(/\s+/g, ' ') };
  });
const codes = new Set(entries.map(({ code }) => code));

/** Every text file in which a rule may be cited. */
const places = ['src', 'views', 'scripts', 'simulator', 'migrations', 'test', 'docs', 'deploy', 'examples', 'public'];
const files = [
  'README.md',
  ...places.flatMap((place) =>
    readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|cjs|js|pug|md|sh|css|conf|ya?ml)$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${place}/${name}`),
  ),
].filter((name) => name !== 'test/rules.test.ts');

/** A table of `docs` by the first cell of its rows. */
const rowsOf = (name: string): ReadonlySet<string> =>
  new Set([...read(name).matchAll(/^\| ([A-Z]?\d+) \|/gm)].map(([, id = '']) => id));
const rows = { security: rowsOf('docs/security.md'), ux: rowsOf('docs/ux.md'), faults: rowsOf('docs/faults.md') };

/** Steps and chapters of the guides: "N 3.1.4", "N 3.1", and "N 3" where a chapter has parts. */
const steps = [...read('docs/guides.md').matchAll(/^(?:## |\| )([NJ] [\d.]+(?:No)?)/gm)].map(([, step = '']) => step);

/** Numbers of "5", "5 and 7" and "5, 7, 8". */
const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? [];

interface Pattern {
  readonly found: RegExp;
  /** The citations of the first group that do not exist. */
  readonly missing: (cited: string) => readonly string[];
}

const without = (known: ReadonlySet<string>, cited: readonly string[]): readonly string[] =>
  cited.filter((code) => !known.has(code));

const patterns: readonly Pattern[] = [
  {
    found: /\bfloor:? (\d+(?:(?:, (?:and )?| and )\d+)*)/gi,
    missing: (cited) =>
      without(
        codes,
        numbersIn(cited).map((number) => `Floor ${number}`),
      ),
  },
  { found: /(?<![\w+/=-])(C[1-9]\d?[a-z]?)(?![\w+/=-])/g, missing: (cited) => without(codes, [cited]) },
  { found: /\b(M-\d{2,})\b/g, missing: (cited) => without(codes, [cited]) },
  { found: /\brules, ([A-Z][^).;:|,`]*)/g, missing: (cited) => without(codes, [cited.trim()]) },
  { found: /[[(]([ABOPRS]\d{1,2})[\])]/g, missing: (cited) => without(rows.faults, [cited]) },
  { found: /\bsecurity\.md\)? (\d+)/g, missing: (cited) => without(rows.security, [cited]) },
  { found: /\bux\.md\)? (\d+)/g, missing: (cited) => without(rows.ux, [cited]) },
  {
    found: /\bguides\.md, ([NJ] [\d.]*\d(?:(?:, | and )[NJ] [\d.]*\d)*)/g,
    missing: (cited) =>
      (cited.match(/[NJ] [\d.]*\d/g) ?? []).filter(
        (step) => !steps.some((one) => one === step || one.startsWith(`${step}.`)),
      ),
  },
  { found: /\b(docs\/[\w-]+\.md)\b/g, missing: (cited) => (existsSync(path.join(root, cited)) ? [] : [cited]) },
  // A rule is cited by its entry, and by no document that is not in the repository.
  { found: /\((policy, (?:[A-Z]|floor|words))/g, missing: (cited) => [cited] },
  { found: /[;|] (policy, \w+)/g, missing: (cited) => [cited] },
  { found: /\b((?:policy|mechanics|domain|layout|stack|house)\.md)\b/g, missing: (cited) => [cited] },
  { found: /\b(mechanics, [A-Z]\w*|domain annex)/g, missing: (cited) => [cited] },
];

/**
 * The text in which every line break, and the beginning of a line of a comment, is replaced by blanks of the same
 * length.
 */
const joined = (text: string): string =>
  text.replace(/\n[ \t]*(?:\* |\/\/-? |- )?/g, (gap) => ` ${'\0'.repeat(gap.length - 1)}`);

/** "file:line: code" of each citation without an entry. */
function strayIn(name: string): readonly string[] {
  const text = read(name);
  const line = joined(text);
  return patterns.flatMap(({ found, missing }) =>
    [...line.matchAll(new RegExp(found.source.replaceAll(' ', ' \\0*'), found.flags))].flatMap((match) =>
      missing((match[1] ?? '').replaceAll('\0', '')).map(
        (code) => `${name}:${text.slice(0, match.index).split('\n').length}: ${code}`,
      ),
    ),
  );
}

test('every rule that a file cites has an entry in docs/rules.md', (t) => {
  t.true(files.length > 1000);
  t.deepEqual(files.flatMap(strayIn), []);
});

test('citations are found: at least as many of each kind as the repository has', (t) => {
  const all = files.filter((name) => name !== BOOK).map((name) => joined(read(name)).replaceAll('\0', ''));
  const count = (found: RegExp): number => all.reduce((sum, text) => sum + (text.match(found)?.length ?? 0), 0);
  t.true(count(/\bfloor \d/g) > 150);
  t.true(count(/\brules, [A-Z]/g) > 40);
  t.true(count(/\bC[1-9]\d?[a-z]?\b/g) > 80);
  t.true(count(/\bM-\d\d\b/g) > 30);
});

test('every rule of the floor and every row of the policy table has one entry', (t) => {
  const floor = Array.from({ length: 16 }, (_, place) => `Floor ${place + 1}`);
  const table = ['C1', 'C2', 'C3', 'C4', 'C6', 'C8', 'C9', 'C10', 'C11', 'C11b', 'C12', 'C13', 'C14'];
  const all = entries.map(({ code }) => code);
  t.deepEqual(
    all.filter((code) => /^Floor \d/.test(code)),
    floor,
  );
  t.deepEqual(
    all.filter((code) => /^C\d/.test(code)),
    table,
  );
  t.is(codes.size, all.length, 'no code twice');
});

for (const { code, text } of entries) {
  test(`the entry ${code} names where the code decides it, and names what exists`, (t) => {
    t.regex(text, /Code: (?:none yet\.|`)/);
    t.deepEqual(missingIn(text), []);
  });
}

test('the text before the entries of docs/rules.md names files and exports that exist', (t) => {
  t.deepEqual(missingIn(read(BOOK)), []);
});

/** A page as its reader sees it, without the marks of Pug. */
const shown = (file: string): string => read(file).replaceAll("'), ", ' ').replace(/\s+/g, ' ');

for (const { code, text } of entries.filter((entry) => /^M-/.test(entry.code))) {
  test(`the words of ${code} are in a file that its entry names`, (t) => {
    const [said = '', code = ''] = text.split(' Code: ');
    const words = [...said.matchAll(/«([^»]+)»/g)].map(([, one = '']) => one);
    const sources = citedIn(code).map(([file]) => shown(file));
    t.true(words.length > 0);
    for (const one of words)
      t.true(
        sources.some((source) => source.includes(one)),
        one,
      );
  });
}
