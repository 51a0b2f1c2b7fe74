/** The zones of the specimens of ICAO Doc 9303, parts 4 (passport), 5 (TD1) and 6 (TD2), and what is no such zone. */
import test from 'ava';
import { checkDigitOf, mrzFields, namesFit, readMrz } from '../../src/domain/mrz.ts';

const passport = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const card = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];

for (const [name, lines] of Object.entries({ passport, card, td2 }))
  test(`the specimen fits: ${name}`, (t) => {
    const read = readMrz(lines.join('\n'));
    t.deepEqual(read?.wrong, []);
    t.is(String(read?.expires), '2012-04-15');
    t.deepEqual(read?.names, ['ERIKSSON', 'ANNA', 'MARIA']);
    t.deepEqual(readMrz(` ${lines.join(' \r\n').toLowerCase()}\n`), read, 'as a person types it');
  });

test('the check digits of the examples of part 3', (t) => {
  t.is(checkDigitOf('520727'), 3);
  t.is(checkDigitOf('AB2134<<<'), 5);
});

test('[threat 408] each digit that was changed is found, in its field and over all', (t) => {
  const changed = (place: number, sign: string): readonly string[] | undefined => {
    const [first = '', second = ''] = passport;
    return readMrz(`${first}\n${second.slice(0, place)}${sign}${second.slice(place + 1)}`)?.wrong;
  };
  t.deepEqual(changed(1, '9'), ['numero', 'todo']);
  t.deepEqual(changed(14, '5'), ['nacimiento', 'todo']);
  t.deepEqual(changed(22, '3'), ['vencimiento', 'todo']);
  t.deepEqual(changed(30, '2'), ['personal', 'todo']);
  t.deepEqual(changed(43, '1'), ['todo']);
  t.is(mrzFields.length, 5);
});

test('a card whose number is longer than nine characters has the rest, and its digit, behind it', (t) => {
  const rest = 'XY';
  const digit = checkDigitOf(`D23145890${rest}`);
  const first = `I<UTOD23145890<${rest}${digit}`.padEnd(30, '<');
  const second = '7408122F1204159UTO<<<<<<<<<<<';
  const all = checkDigitOf(first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29));
  t.deepEqual(readMrz([first, `${second}${all}`, card[2]].join('\n'))?.wrong, []);
});

test('what has another length or number of lines is no zone', (t) => {
  for (const typed of ['', 'P<UTO', passport[0] ?? '', [...passport, card[0]].join('\n'), card.slice(0, 2).join('\n')])
    t.is(readMrz(typed), undefined, typed);
});

test('names agree by the first of each, without accents', (t) => {
  t.true(namesFit({ given: 'Ána María', paternal: 'Eriksson' }, ['ERIKSSON', 'ANA']));
  t.true(namesFit({ given: 'José', paternal: 'Núñez', maternal: 'Soto' }, ['NUNEZ', 'SOTO', 'JOSE']));
  t.false(namesFit({ given: 'José', paternal: 'Rojas' }, ['NUNEZ', 'JOSE']));
  t.false(namesFit({}, ['NUNEZ']));
});
