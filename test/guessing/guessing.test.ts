import test from 'ava';
import { read } from '../helpers/named-proofs.ts';
import { admitted } from './admitted.ts';
import { outcomes } from './secrets-guessed.ts';
import { tableOf } from './table.ts';

test('windows begin with their first try and end by themselves', (t) => {
  t.is(admitted(60, [{ limit: 3, seconds: 60 }]), 3);
  t.is(admitted(61, [{ limit: 3, seconds: 60 }]), 6);
  t.is(
    admitted(600, [
      { limit: 3, seconds: 60 },
      { limit: 10, seconds: 600 },
    ]),
    10,
  );
});

test('[A4] docs/security.md has the tries that the current budgets allow in a year', (t) => {
  t.true(read('docs/security.md').includes(tableOf(outcomes())), tableOf(outcomes()));
});

test('[A4] a year at one account finds no card without further data, no code and no provisional key', (t) => {
  const [card, , code, key] = outcomes();
  t.true((card?.chance ?? 1) < 1e-5);
  t.true((code?.chance ?? 1) < 1e-3);
  t.true((key?.chance ?? 1) < 1e-6);
});
