import test from 'ava';
import { parseSerial } from '../../src/domain/cedula.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { parseMobile, parsePhone } from '../../src/domain/phone.ts';
import { asProvisionalKey } from '../../src/domain/provisional-key.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { readCode } from '../../src/http/forms/read-code.ts';
import { invisible, odd, wide } from '../helpers/pasted.ts';

/** Each reader with a text in groups, and the same text without them. */
const readers = {
  RUT: [parseRut, '12.345.678-5', '12345678-5'],
  RUN: [parseRun, '44.000.010-K', '44000010-K'],
  NIE: [parseNie, '199.000.001-4', '199000001-4'],
  mobile: [parseMobile, '+56 9 4000-0001', '+56940000001'],
  telephone: [parsePhone, '(56) 2-2345 6789', '+56223456789'],
  'card number': [parseSerial, 'A012.345-678', 'A012345678'],
  code: [readCode, '123-456', '123456'],
  'provisional key': [(typed: string) => asProvisionalKey(new Secret(typed))?.reveal(), 'J537-22W8', 'J53722W8'],
} as const satisfies Record<string, readonly [(typed: string) => unknown, written: string, read: string]>;

for (const [what, [read, written, expected]] of Object.entries(readers)) {
  test(`[B7] a ${what} is read with every invisible mark before, within and after it`, (t) => {
    for (const mark of invisible) {
      const name = mark.codePointAt(0)?.toString(16);
      for (const typed of [`${mark}${written}`, `${written}${mark}`, [...written].join(mark)])
        t.is(read(typed), expected, `U+${name} in ${typed}`);
    }
  });

  test(`[B7] a ${what} is read with every kind of dash and blank, and in wide characters`, (t) => {
    for (const dash of odd.dashes)
      t.is(read(written.replaceAll('-', dash)), expected, dash.codePointAt(0)?.toString(16));
    for (const blank of odd.blanks)
      for (const typed of [`${blank}${written}${blank}`, written.replaceAll(/[ .-]/g, blank)])
        t.is(read(typed), expected, blank.codePointAt(0)?.toString(16));
    t.is(read(wide(written)), expected);
  });
}

test('[B7] an invalid text stays invalid: a mark neither hides a character nor replaces one', (t) => {
  for (const mark of invisible) {
    t.throws(() => parseRut(`12.345.678${mark}`), { message: 'rut-invalid' });
    t.throws(() => readCode(`12345${mark}`), { message: 'code-wrong' });
  }
  t.throws(() => parseRut('12.345.678-5; drop'), { message: 'rut-invalid' });
  t.throws(() => parseRut([...invisible].join('')), { message: 'rut-missing' });
  t.is(parsePhone([...invisible].join(' ')), undefined);
  t.is(parseSerial('\u200B'), undefined);
});
