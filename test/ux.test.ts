import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
const rows = [...read('docs/ux.md').matchAll(/^\| (\d+) \|(.*)\|(.*)\|(.*)\|$/gm)].map((row) =>
  row.slice(1).map((cell) => cell.trim()),
);

test('each of the 36 points has its row, in order', (t) => {
  t.deepEqual(
    rows.map(([place]) => Number(place)),
    Array.from({ length: 36 }, (_, place) => place + 1),
  );
});

test('every row names an existing test, under that title, or has the mark that there is none', (t) => {
  for (const [place, , , proof = ''] of rows) {
    const [, file, title] = /^`(test\/[\w./-]+)` › ([^;]+)/.exec(proof) ?? [];
    if (!file || !title) t.is(proof, 'not made yet', place);
    else t.true(read(file).includes(title), `${place}: ${file} › ${title}`);
  }
});
