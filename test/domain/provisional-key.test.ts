import { randomBytes } from 'node:crypto';
import test from 'ava';
import { Secret } from '../../src/domain/key.ts';
import { asProvisionalKey, PROVISIONAL_BYTES, provisionalKey, smsCode } from '../../src/domain/provisional-key.ts';

const drawn = (...bytes: readonly number[]): string => provisionalKey(Uint8Array.from(bytes)).reveal();
const read = (typed: string): string | undefined => asProvisionalKey(new Secret(typed))?.reveal();

test('the guide shows J53722W1; ours has the same form without the characters that people confuse', (t) => {
  t.regex(provisionalKey(randomBytes(PROVISIONAL_BYTES)).reveal(), /^[2-9A-HJ-NP-Z]{8}$/);
});

test('[security 13] each byte gives one of 32 characters, each of them eight times in 256: eight characters are 40 bits', (t) => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const sign = drawn(byte, 0, 0, 0, 0, 0, 0, 0).charAt(0);
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  t.is(counts.size, 32);
  t.deepEqual(new Set(counts.values()), new Set([8]));
  t.is(Math.log2(counts.size) * 8, 40);
});

test('every position uses a byte of its own', (t) => {
  const first = drawn(0, 0, 0, 0, 0, 0, 0, 0);
  for (let place = 0; place < 8; place += 1) {
    const bytes = Array.from({ length: 8 }, (_, at) => (at === place ? 31 : 0));
    t.is([...drawn(...bytes)].filter((sign, at) => sign !== first.charAt(at)).length, 1);
  }
});

test('neither I nor O nor 0 nor 1 is ever drawn', (t) => {
  const all = Array.from({ length: 32 }, (_, byte) => drawn(byte, byte, byte, byte, byte, byte, byte, byte)).join('');
  t.notRegex(all, /[IO01]/);
});

test('too few random bytes give no key', (t) => {
  t.throws(() => provisionalKey(randomBytes(7)));
});

test('case and surrounding spaces do not matter: it is the same key', (t) => {
  for (const typed of ['J53722WX', 'j53722wx', 'j53722Wx', '  J53722WX ']) t.is(read(typed), 'J53722WX');
});

test('a text of another form is no provisional key', (t) => {
  for (const typed of ['', 'J53722W', 'J53722WXY', 'J53722W1', 'O53722WX', 'J5372 WX', 'J53722Wñ', 'Quiltro-77'])
    t.is(read(typed), undefined, typed);
});

test('it prints itself as [clave]', (t) => {
  t.is(
    `${provisionalKey(randomBytes(8))} ${JSON.stringify({ key: smsCode(randomBytes(4)) })}`,
    '[clave] {"key":"[clave]"}',
  );
});

test('a code of the SMS has six digits, also when it is small', (t) => {
  t.is(smsCode(Uint8Array.from([0, 0, 0, 7])).reveal(), '000007');
  t.is(smsCode(Uint8Array.from([255, 255, 255, 255])).reveal(), '967295');
  for (let round = 0; round < 200; round += 1) t.regex(smsCode(randomBytes(4)).reveal(), /^\d{6}$/);
});
