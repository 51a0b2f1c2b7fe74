import test from 'ava';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { sealedTokens } from '../../src/adapters/tokens.ts';

const one = 'the first secret of this test, long enough';
const two = 'the second secret of this test, long enough';

test('[security 52] a sealed value opens in its place and nowhere else', (t) => {
  const secrets = deriveSecrets([one]);
  const sealed = secrets.seal('ñandú', 'account:1');
  t.is(secrets.open(sealed, 'account:1'), 'ñandú');
  t.throws(() => secrets.open(sealed, 'account:2'));
  t.false(sealed.includes('and'));
  t.notDeepEqual(secrets.seal('ñandú', 'account:1'), sealed);
});

test('a value with a changed byte does not open', (t) => {
  const secrets = deriveSecrets([one]);
  for (const place of [0, 5, 20, -1]) {
    const sealed = secrets.seal('ñandú', 'x');
    const at = place < 0 ? sealed.length - 1 : place;
    sealed[at] = (sealed[at] ?? 0) ^ 1;
    t.throws(() => secrets.open(sealed, 'x'));
  }
});

test('older keys open old values, new values are sealed under the first', (t) => {
  const sealed = deriveSecrets([one]).seal('a', 'x');
  t.is(deriveSecrets([two, one]).open(sealed, 'x'), 'a');
  t.throws(() => deriveSecrets([two]).open(sealed, 'x'));
  t.is(deriveSecrets([two]).open(deriveSecrets([two, one]).seal('b', 'x'), 'x'), 'b');
});

test('each purpose has a key of its own', (t) => {
  const { hmac } = deriveSecrets([one]);
  const purposes = ['throttle', 'audit', 'forms', 'devices'] as const;
  t.is(new Set(purposes.map((purpose) => hmac(purpose, 'a').toString('hex'))).size, 4);
  t.notDeepEqual(hmac('forms', 'ab', 'c'), hmac('forms', 'a', 'bc'));
});

test('a packed address cannot be read, changed or used for something else', (t) => {
  const tokens = sealedTokens(deriveSecrets([one]));
  const packed = tokens.pack('receipt', { a: 1 });
  t.deepEqual(tokens.unpack('receipt', packed), { a: 1 });
  t.is(tokens.unpack('other', packed), undefined);
  for (const broken of ['', 'x', packed.slice(0, -4), `${packed.startsWith('A') ? 'B' : 'A'}${packed.slice(1)}`])
    t.is(tokens.unpack('receipt', broken), undefined, broken);
  t.not(tokens.csrfToken('browser', 'a'), tokens.csrfToken('browser', 'b'));
});
