import test from 'ava';
import { cellsOf, namedIn, read, stands, titlesOf, unknownCommands } from './helpers/named-proofs.ts';

/** Rows of the tables of docs/threats.md: all but their heads and the lines below them. */
const rows = read('docs/threats.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => cellsOf(line).slice(1, -1))
  .filter(([first]) => first !== 'Path' && first !== 'Thing')
  .filter(([first = '']) => !/^-+$/.test(first));

test('the tables cover the user with the card, the user with less, and every way into an account', (t) => {
  t.true(rows.length >= 45, String(rows.length));
});

for (const [place, cells] of rows.entries()) {
  const proof = cells.at(-1) ?? '';
  test(`threat ${place + 1} is proved by existing tests: ${cells.slice(0, 2).join(', ')}`, (t) => {
    const named = namedIn(proof);
    t.true(named.length > 0, 'a row without a proof');
    for (const [file, title] of titlesOf(named)) t.true(stands(file, title), `${file}: ${title}`);
    t.deepEqual(unknownCommands(named), []);
  });
}
