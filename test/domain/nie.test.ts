import test from 'ava';
import { formatIdentifier } from '../../src/domain/account.ts';
import { niePolicy, parseNie } from '../../src/domain/nie.ts';
import { checkDigit } from '../../src/domain/rut.ts';

for (const text of ['199000001-4', '199.000.001-4', ' 199000001 4 ', '0199000001–4', '199 000 001‐4'])
  test(`"${text}" is read as one NIE`, (t) => t.is(String(parseNie(text)), '199000001-4'));

test('a lower-case k is a K, and the printed form has dots', (t) => {
  t.is(String(parseNie('199000107-k')), '199000107-K');
  t.is(formatIdentifier(parseNie('1990001 07k')), '199.000.107-K');
});

for (const text of ['199000001-5', '1', '0-0', 'abc', '1999999999-9', '19900000a-4', '-4', '199000001-4-4'])
  test(`"${text}" is no NIE`, (t) => void t.throws(() => parseNie(text), { message: 'nie-invalid' }));

test('an empty field is distinguished from an invalid one', (t) =>
  void t.throws(() => parseNie(' . - '), { message: 'nie-missing' }));

test('the first and the last number are in the range, and each of their neighbours needs another check character', (t) => {
  for (const number of [niePolicy.min, niePolicy.max]) {
    const right = checkDigit(String(number));
    t.is(String(parseNie(`${number}-${right}`)), `${number}-${right}`);
    for (const digit of '0123456789K') if (digit !== right) t.throws(() => parseNie(`${number}-${digit}`));
  }
});
