import test from 'ava';
import { cellsOf, missingProof, proofIn, read } from './helpers/named-proofs.ts';

/** Faults that were found from outside on 28 November 2026: how many in each group, in the order of the table. */
const groups: readonly (readonly [group: string, faults: number])[] = [
  ['A', 17],
  ['B', 11],
  ['R', 8],
  ['S', 5],
  ['O', 21],
  ['P', 14],
];
const ids = groups.flatMap(([group, faults]) => Array.from({ length: faults }, (_, place) => `${group}${place + 1}`));

/** Rows by id; one that is left to a later step says so and names no proof. */
const rows = read('docs/faults.md')
  .split('\n')
  .map((line) => cellsOf(line))
  .filter(([, id = '']) => /^[A-Z]\d+$/.test(id))
  .map(([, id = '', , done = '', , proof = '']) => ({ id, done, proof: proofIn(proof) }));

test('every fault that was found has a row', (t) => {
  t.deepEqual(
    rows.map(({ id }) => id),
    ids,
  );
});

test('every fault is held by tests that carry its id, or is said to wait', (t) => {
  for (const { id, done, proof } of rows) if (!done.startsWith('Waits: ')) t.deepEqual(missingProof(id, proof), [], id);
});
