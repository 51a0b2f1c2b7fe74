import test from 'ava';
import { cellsOf, idIn, missingProof, proofIn, read } from './helpers/named-proofs.ts';

/** The last cells of the rows of docs/threats.md that name a proof. */
const proofs = read('docs/threats.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => cellsOf(line).slice(1, -1))
  .filter(([first = '']) => first !== 'Path' && first !== 'Thing' && !/^-+$/.test(first))
  .map((cells) => cells.at(-1) ?? '');

test('the tables cover who shows a card, who has less, and every way into an account', (t) => {
  t.true(proofs.length >= 45, String(proofs.length));
  t.is(new Set(proofs.map(idIn)).size, proofs.length, 'each row has an id of its own');
});

test('every threat is met by tests that carry its id', (t) => {
  for (const proof of proofs) t.deepEqual(missingProof(idIn(proof), proofIn(proof)), [], proof);
});
