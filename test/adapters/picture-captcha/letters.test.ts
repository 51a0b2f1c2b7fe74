import test from 'ava';
import { LETTERS, pickLetters } from '../../../src/adapters/picture-captcha/letters.ts';

test('the captcha uses 24 different capitals, never I or O', (t) => {
  t.regex(LETTERS, /^[A-HJ-NP-Z]{24}$/);
  t.is(new Set(LETTERS).size, 24);
});

test('five characters are picked, each by its own draw among all of them', (t) => {
  const draws = [0, 23, 8, 23, 1];
  const asked: number[] = [];
  const characters = pickLetters((max) => {
    asked.push(max);
    return draws[asked.length - 1] ?? 0;
  });
  t.is(characters, 'AZJZB');
  t.deepEqual(asked, [24, 24, 24, 24, 24]);
});
