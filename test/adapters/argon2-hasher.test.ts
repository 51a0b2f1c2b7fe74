import test from 'ava';
import { argon2Hasher } from '../../src/adapters/argon2-hasher.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { PlainKey } from '../../src/domain/key.ts';

const one = 'the first secret of this test, long enough';
const two = 'the second secret of this test, long enough';
const key = new PlainKey('Quiltro-77');

test('a hash is argon2id with the parameters of the floor, under a pepper', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]));
  const hash = await hasher.hash(key);
  t.regex(hash, /^[0-9a-f]{8}:\$argon2id\$v=19\$m=19456,p=1,t=2\$|^[0-9a-f]{8}:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  t.true(await hasher.matches(hash, key));
  t.false(await hasher.matches(hash, new PlainKey('quiltro-77')));
  t.false(await hasher.matches(undefined, key));
  const stranger = await argon2Hasher(deriveSecrets([two]));
  t.false(await stranger.matches(hash, key), 'another pepper opens nothing');
});

test('after SECRETS_KEY turned, old hashes still match and are renewed', async (t) => {
  const old = await (await argon2Hasher(deriveSecrets([one]))).hash(key);
  const hasher = await argon2Hasher(deriveSecrets([two, one]));
  t.true(await hasher.matches(old, key));
  t.true(hasher.isOld(old));
  t.false(hasher.isOld(await hasher.hash(key)));
});
