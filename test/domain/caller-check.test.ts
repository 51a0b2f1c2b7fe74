import { randomBytes } from 'node:crypto';
import test from 'ava';
import { callAnswer, drawNumbers, NUMBER_BYTES } from '../../src/domain/caller-check.ts';

const drawn = Array.from({ length: 3000 }, () => drawNumbers(randomBytes(NUMBER_BYTES)));

test('four numbers of two digits, of which one is said; no digit occurs twice in the four, and none is zero', (t) => {
  for (const { said, offered } of drawn) {
    t.is(offered.length, 4);
    t.true(offered.includes(said));
    t.regex(offered.join(''), /^[1-9]{8}$/);
    t.is(new Set(offered.join('')).size, 8, offered.join(' '));
  }
});

test('[threat 241] the place of the said number among the four shows nothing: each has a quarter', (t) => {
  for (const place of [0, 1, 2, 3]) {
    const { length } = drawn.filter(({ said, offered }) => offered[place] === said);
    t.true(length > 600 && length < 900, `${length} of 3000 in place ${place}`);
  }
});

test('every number of two different digits from 1 to 9 is said', (t) => {
  t.is(new Set(drawn.map(({ said }) => said)).size, 72);
});

test('the said number confirms, «No llamé» denies, and any other text is another number', (t) => {
  const numbers = { said: '47', offered: ['18', '29', '47', '63'] };
  t.is(callAnswer(numbers, '47'), 'confirmada');
  t.is(callAnswer(numbers, 'no'), 'negada');
  for (const pressed of ['18', '74', '047', '47 ', 'si', '']) t.is(callAnswer(numbers, pressed), 'otro-numero');
});
