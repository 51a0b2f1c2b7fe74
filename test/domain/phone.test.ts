import test from 'ava';
import { formatPhone, parseMobile, parsePhone } from '../../src/domain/phone.ts';

for (const [typed, shown] of [
  ['32 2911111', '+56 32 291 1111'],
  ['322911111', '+56 32 291 1111'],
  ['2 2345 6789', '+56 2 2345 6789'],
  ['(61) 2 223344', '+56 61 222 3344'],
  ['75 2 311122', '+56 75 231 1122'],
  ['9 4000 0001', '+56 9 4000 0001'],
] as const)
  test(`[P10] a telephone is shown by its area code: ${typed} is ${shown}`, (t) => {
    const phone = parsePhone(typed);
    t.is(phone && formatPhone(phone), shown);
  });

test('[P10] a mobile is shown in two groups of four', (t) => {
  t.is(formatPhone(parseMobile('40000001')), '+56 9 4000 0001');
});
