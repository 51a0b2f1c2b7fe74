import test from 'ava';
import { cellsOf, namedIn, read, stands, titlesOf, unknownCommands } from './helpers/named-proofs.ts';

/** Faults found by a review on 28 November 2026: how many in each group, in the order of the table. */
const groups: readonly (readonly [group: string, faults: number])[] = [
  ['A', 17],
  ['B', 11],
  ['R', 8],
  ['S', 5],
  ['O', 21],
  ['P', 14],
];
const ids = groups.flatMap(([group, faults]) => Array.from({ length: faults }, (_, place) => `${group}${place + 1}`));

/** Rows by id; one that is left to a later step is marked so and names no proof. */
const rows = new Map(
  read('docs/faults.md')
    .split('\n')
    .map((line) => cellsOf(line))
    .filter(([, id = '']) => /^[A-Z]\d+$/.test(id))
    .map(([, id = '', , done = '', , proof = '']) => [id, { done, named: namedIn(proof) }] as const),
);

test('every fault that was found has a row', (t) => {
  t.deepEqual([...rows.keys()], ids);
});

for (const [id, { done, named }] of rows) {
  test(`fault ${id} is covered by existing tests, or is marked as waiting`, (t) => {
    if (named.length === 0) return t.regex(done, /^Waits: /);
    const titles = titlesOf(named);
    for (const [file, title] of titles) t.true(stands(file, title), `${file}: ${title}`);
    t.true(
      titles.some(([, title]) => title.includes(id)),
      'no title begins with its id',
    );
    t.deepEqual(unknownCommands(named), []);
  });
}
