import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { argon2Hasher } from '../../src/adapters/argon2-hasher.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { PlainKey } from '../../src/domain/key.ts';
import { CHEAP_HASH } from '../helpers/seeds.ts';

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

test('a hash of another cost than that of the hasher opens, and is renewed', async (t) => {
  const secrets = deriveSecrets([one]);
  const cheap = await (await argon2Hasher(secrets, CHEAP_HASH)).hash(key);
  t.regex(cheap, /:\$argon2id\$v=19\$m=1024,p=1,t=1\$/);
  const hasher = await argon2Hasher(secrets);
  t.true(await hasher.matches(cheap, key));
  t.true(hasher.isOld(cheap));
  t.false(hasher.isOld(await hasher.hash(key)));
});

test('only what opens a house in a test names another cost: a server has no setting for it', (t) => {
  const src = fileURLToPath(new URL('../../src/', import.meta.url));
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const naming = names.filter((name) => readFileSync(src + name, 'utf8').includes('hashCost'));
  t.deepEqual(naming.sort(), ['create-world.ts', 'surroundings.ts']);
});

test('after SECRETS_KEY turned, old hashes still match and are renewed', async (t) => {
  const old = await (await argon2Hasher(deriveSecrets([one]))).hash(key);
  const hasher = await argon2Hasher(deriveSecrets([two, one]));
  t.true(await hasher.matches(old, key));
  t.true(hasher.isOld(old));
  t.false(hasher.isOld(await hasher.hash(key)));
});
