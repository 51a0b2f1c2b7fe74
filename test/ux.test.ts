import test from 'ava';
import { missingProof, proofIn, read } from './helpers/named-proofs.ts';

const rows = [...read('docs/ux.md').matchAll(/^\| (\d+) \|(.*)\|(.*)\|(.*)\|$/gm)].map((row) =>
  row.slice(1).map((cell) => cell.trim()),
);

test('each of the 36 points has its row, in order', (t) => {
  t.deepEqual(
    rows.map(([place]) => Number(place)),
    Array.from({ length: 36 }, (_, place) => place + 1),
  );
});

test('every row names tests that carry its id, or says that nothing is', (t) => {
  for (const [place, , , proof = ''] of rows)
    if (proof !== 'not made yet') t.deepEqual(missingProof(`ux ${place}`, proofIn(proof)), [], place);
});
