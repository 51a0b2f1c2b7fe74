import test from 'ava';
import { checkDigit, formatRut, parseRun, parseRut } from '../../src/domain/rut.ts';

const vectors = [
  '12.345.678-5',
  '1.000.005-K',
  '9.999.999-3',
  '1.234.567-4',
  '10.000.013-K',
  '10.000.004-0',
  '76.000.006-K',
  '76.000.000-0',
];

for (const printed of vectors) {
  test(`${printed} is read and printed again as on documents`, (t) => t.is(formatRut(parseRut(printed)), printed));
}

const writings = [
  '12345678-5',
  '12.345.678-5',
  '123456785',
  '12345678 5',
  ' 12.345.678–5 ',
  '12345678‐5',
  '0012345678-5',
  '12 345 678 - 5',
  '１２３４５６７８５',
];

for (const typed of writings) {
  test(`[ux 18] "${typed}" is the RUT 12345678-5`, (t) => t.is(parseRut(typed), '12345678-5' as never));
}

test('a lower-case k is a K', (t) => t.is(parseRut('44000010k'), '44000010-K' as never));

for (const typed of ['12.345.678-6', '12345678', 'K', '1-9', 'abc', '0-0', '12345678-5; drop']) {
  test(`"${typed}" is refused`, (t) =>
    t.like(
      t.throws(() => parseRut(typed)),
      { code: 'rut-invalid' },
    ));
}

for (const typed of ['12345678-55', '100.000.004-K', '199.000.001-4', '0199000002-2'])
  test(`[P3] "${typed}" has nine digits, and is refused for that and not for its check digit`, (t) =>
    t.like(
      t.throws(() => parseRut(typed)),
      { code: 'rut-too-long' },
    ));

test('an empty field is distinguished from an invalid one', (t) =>
  t.like(
    t.throws(() => parseRut(' . - ')),
    { code: 'rut-missing' },
  ));

test('the RUT of a company is not that of a person (M-03)', (t) => {
  t.like(
    t.throws(() => parseRun('54.000.001-8')),
    { code: 'rut-of-company' },
  );
  t.is(
    parseRun('49999999-0'.replace(/-0$/, `-${checkDigit('49999999')}`)),
    `49999999-${checkDigit('49999999')}` as never,
  );
});

test('the check digit finds every single wrong digit', (t) => {
  const body = '44000001';
  for (let place = 0; place < body.length; place += 1) {
    for (const digit of '0123456789') {
      if (digit === body[place]) continue;
      t.not(checkDigit(body.slice(0, place) + digit + body.slice(place + 1)), checkDigit(body));
    }
  }
});
