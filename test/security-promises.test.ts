import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

/** Items of the acceptance checklist that have to have a row. */
const items = [...Array.from({ length: 25 }, (_, place) => place + 1), 40, 41, 44, 51, 52, 53, 55, 56];

interface Row {
  readonly item: number;
  /** What stands between backticks in the last column: files, titles below them, and commands. */
  readonly named: readonly string[];
}

const rows: readonly Row[] = read('docs/security.md')
  .split('\n')
  .flatMap((line) => {
    const [, item, , , proof = ''] = line.split(/(?<!\|)\s*\|\s*/);
    if (!/^\d+$/.test(item ?? '')) return [];
    return [{ item: Number(item), named: [...proof.matchAll(/(`+)(.+?)\1/g)].map((match) => match[2] ?? '') }];
  });

/** Titles with the file in which each has to stand. */
function titlesOf({ named }: Row): readonly (readonly [file: string, title: string])[] {
  let file = '';
  return named.flatMap((one) => {
    if (one.startsWith('npm run ')) return [];
    if (!one.startsWith('test/')) return [[file, one] as const];
    file = one;
    return [];
  });
}

const quoted = (title: string): readonly string[] => ["'", '"', '`'].map((quote) => `${quote}${title}${quote}`);

test('every promise has a row, once and in order', (t) => {
  t.deepEqual(
    rows.map(({ item }) => item),
    items,
  );
});

for (const row of rows) {
  test(`promise ${row.item} is proved by tests that are there, or by a command`, (t) => {
    t.true(row.named.length > 0);
    for (const [file, title] of titlesOf(row))
      t.true(
        quoted(title).some((one) => read(file).includes(one)),
        title,
      );
    const scripts = JSON.parse(read('package.json')).scripts;
    for (const [, name = ''] of row.named.join('\n').matchAll(/npm run ([\w-]+)/g)) t.true(name in scripts, name);
  });

  test(`promise ${row.item} is named by a test that begins with its number`, (t) => {
    const titles = titlesOf(row).map(([, title]) => title);
    const own = titles.filter((title) => title.split(' ').slice(0, 2).includes(String(row.item)));
    t.true(own.length > 0, titles.join('\n'));
  });
}
