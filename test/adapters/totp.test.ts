import test from 'ava';
import { otplibTotp } from '../../src/adapters/totp.ts';
import { digitsAt } from '../helpers/totp.ts';

/** The secret of the table in RFC 6238, appendix B, in base32: "12345678901234567890". */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => otplibTotp(() => new Date(seconds * 1000));

test('codes of the table in RFC 6238 are right at their second, by both programs', (t) => {
  for (const [seconds, digits] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ] as const) {
    t.is(digitsAt(SECRET, new Date(seconds * 1000)), digits);
    t.is(at(seconds).stepOf(SECRET, digits, 0), Math.floor(seconds / 30));
  }
});

test('a code is right one step before and after its own, and no further', (t) => {
  const now = new Date('2026-11-29T12:00:10Z');
  const seconds = now.getTime() / 1000;
  const step = Math.floor(seconds / 30);
  const totp = at(seconds);
  const found = [-2, -1, 0, 1, 2].map((drift) => totp.stepOf(SECRET, digitsAt(SECRET, now, drift), 0));
  t.deepEqual(found, [undefined, step - 1, step, step + 1, undefined]);
});

test('[security 16] a step that is not later than the last one is refused, and so is every step after a clock was put back', (t) => {
  const seconds = 1_800_000_000;
  const step = seconds / 30;
  const digits = digitsAt(SECRET, new Date(seconds * 1000));
  t.is(at(seconds).stepOf(SECRET, digits, step - 1), step);
  for (const after of [step, step + 1, step + 100_000]) t.is(at(seconds).stepOf(SECRET, digits, after), undefined);
});

test('what is no code is refused without an error', (t) => {
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456', '-12345', '000000\n', '０００００0'])
    t.is(at(1_800_000_000).stepOf(SECRET, typed, 0), undefined, typed);
});

test('a secret has 160 bits, and its address names issuer and account', (t) => {
  const totp = at(0);
  const secret = totp.newSecret();
  t.regex(secret, /^[A-Z2-7]{32}$/);
  t.not(totp.newSecret(), secret);
  const address = new URL(totp.address(secret, '44.000.003-7'));
  t.is(address.protocol, 'otpauth:');
  t.is(address.searchParams.get('secret'), secret);
  t.is(address.searchParams.get('issuer'), 'Clave Sence');
  t.regex(decodeURIComponent(address.pathname), /Clave Sence:44\.000\.003-7$/);
});
