import test from 'ava';
import { cellsOf, namedIn, read, stands, titlesOf, unknownCommands } from './helpers/named-proofs.ts';

/** Items of the acceptance checklist that need a row. */
const items = [
  ...Array.from({ length: 25 }, (_, place) => place + 1),
  ...Array.from({ length: 14 }, (_, place) => place + 28),
  ...[44, 45, 51, 52, 53, 54, 55, 56],
];

interface Row {
  readonly item: number;
  /** Of the last column: files, titles below them, and commands. */
  readonly named: readonly string[];
}

const rows: readonly Row[] = read('docs/security.md')
  .split('\n')
  .flatMap((line) => {
    const [, item, , , proof = ''] = cellsOf(line);
    return /^\d+$/.test(item ?? '') ? [{ item: Number(item), named: namedIn(proof) }] : [];
  });

test('every promise has a row, once and in order', (t) => {
  t.deepEqual(
    rows.map(({ item }) => item),
    items,
  );
});

for (const { item, named } of rows) {
  test(`promise ${item} is proved by existing tests, or by a command`, (t) => {
    t.true(named.length > 0);
    for (const [file, title] of titlesOf(named)) t.true(stands(file, title), title);
    t.deepEqual(unknownCommands(named), []);
  });

  test(`promise ${item} is named by a test that begins with its number`, (t) => {
    const titles = titlesOf(named).map(([, title]) => title);
    const own = titles.filter((title) => title.split(' ').slice(0, 2).includes(String(item)));
    t.true(own.length > 0, titles.join('\n'));
  });
}
