import test from 'ava';
import { cellsOf, missingProof, proofIn, read } from './helpers/named-proofs.ts';

/** Items of the acceptance checklist that have to have a row. */
const items = [
  ...Array.from({ length: 25 }, (_, place) => place + 1),
  ...Array.from({ length: 14 }, (_, place) => place + 28),
  ...[44, 45, 46, 47, 48, 51, 52, 53, 54, 55, 56],
];

const rows = read('docs/security.md')
  .split('\n')
  .map((line) => cellsOf(line))
  .filter(([, item = '']) => /^\d+$/.test(item))
  .map(([, item = '', , , proof = '']) => ({ item: Number(item), proof: proofIn(proof) }));

test('every promise has a row, once and in order', (t) => {
  t.deepEqual(
    rows.map(({ item }) => item),
    items,
  );
});

test('every promise is proved by tests that carry its id, or by a command', (t) => {
  for (const { item, proof } of rows) t.deepEqual(missingProof(`security ${item}`, proof), [], String(item));
});
