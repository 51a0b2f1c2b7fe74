import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { hashOfBefore } from '../../../scripts/synth/hash-of-before.ts';
import { argon2Engine } from '../../../src/adapters/hashing/argon2.ts';
import { argon2Hasher } from '../../../src/adapters/hashing/hasher.ts';
import { nodeRsEngine } from '../../../src/adapters/hashing/node-rs.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { Secret } from '../../../src/domain/key.ts';
import type { HashPlace, HashPurpose } from '../../../src/ports/hasher.ts';
import { CHEAP_HASH } from '../../helpers/seeds.ts';

const one = 'the first secret of this test, long enough';
const two = 'the second secret of this test, long enough';
const key = new Secret('Quiltro-77');
const place: HashPlace = { purpose: 'key', id: '4a1c5b5e-0000-4000-8000-000000000001' };
const elsewhere: HashPlace = { purpose: 'key', id: '4a1c5b5e-0000-4000-8000-000000000002' };

test('a hash is argon2id with the parameters of the floor, under a pepper', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]));
  const hash = await hasher.hash(key, place);
  t.regex(hash, /^b1:[0-9a-f]{8}:\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  t.true(await hasher.matches(hash, key, place));
  t.false(await hasher.matches(hash, new Secret('quiltro-77'), place));
  t.false(await hasher.matches(undefined, key, place));
  const stranger = await argon2Hasher(deriveSecrets([two]));
  t.false(await stranger.matches(hash, key, place), 'another pepper opens nothing');
});

test('[A11] a hash matches at its own account and for its own purpose, and nowhere else', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]), CHEAP_HASH);
  const purposes: readonly HashPurpose[] = [
    'key',
    'answer',
    'provisional',
    'legacy',
    'code:sign-in',
    'code:contest',
    'code:recovery',
    'code:update',
  ];
  for (const purpose of purposes) {
    const hash = await hasher.hash(key, { ...place, purpose });
    for (const other of purposes) {
      t.is(await hasher.matches(hash, key, { ...place, purpose: other }), purpose === other, `${purpose} as ${other}`);
      t.false(await hasher.matches(hash, key, { ...elsewhere, purpose: other }), `${purpose} at another account`);
    }
  }
});

test('[A11] two accounts with one key have nothing in common in their hashes', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]), CHEAP_HASH);
  const [hash, other] = [await hasher.hash(key, place), await hasher.hash(key, elsewhere)];
  const [, , , , salt, digest] = hash.split('$');
  t.false(other.includes(salt ?? ''));
  t.false(other.includes(digest ?? ''));
});

test('[A11] a hash is bound by no text in its own row: no associated data, no id, no purpose', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]), CHEAP_HASH);
  const hash = await hasher.hash(key, place);
  t.notRegex(hash, /data=|keyid=|key:|4a1c5b5e/);
});

test('[A11] a hash that was shortened, or whose work was raised, opens nothing and costs no more', async (t) => {
  const hasher = await argon2Hasher(deriveSecrets([one]), CHEAP_HASH);
  const hash = await hasher.hash(key, place);
  const [body = '', digest = ''] = [hash.slice(0, -43), hash.slice(-43)];
  const changed = [
    `${body}${digest.slice(0, 6)}`,
    hash.replace('m=1024', 'm=4194304'),
    hash.replace('t=1', 't=100000'),
    hash.replace('p=1', 'p=200'),
    hash.replace('argon2id', 'argon2i'),
    hash.replace('$m=', '$data=QUJD,m='),
    hash.replace('b1:', 'b2:'),
    hash.replace('b1:', ''),
    body,
    '',
    'no hash',
  ];
  for (const stored of changed) t.false(await hasher.matches(stored, key, place), stored);
  for (const stored of changed) t.true(hasher.isOld(stored), stored);
});

test('[S3] no hash, a wrong key and a hash that cannot be read cost the same work', async (t) => {
  const engine = await argon2Engine();
  const asked: unknown[] = [];
  const counted: typeof engine = {
    ...engine,
    digest: (text, { memoryCost, timeCost, parallelism, salt, secret }) => {
      const sizes = [salt.length, secret.length];
      asked.push({ memoryCost, timeCost, parallelism, sizes });
      return engine.digest(text, { memoryCost, timeCost, parallelism, salt, secret });
    },
  };
  const hasher = await argon2Hasher(deriveSecrets([one]), CHEAP_HASH, counted);
  const hash = await hasher.hash(key, place);
  const unread = hash.replace(/^b1:[0-9a-f]{8}/, 'b1:00000000');
  for (const stored of [undefined, hash, unread, 'no hash'])
    t.false(await hasher.matches(stored, new Secret('not this one'), place));
  t.is(asked.length, 5);
  for (const work of asked) t.deepEqual(work, asked[0]);
});

test('[A11] a hash of an earlier version opens, is outdated, and the one that replaces it is bound', async (t) => {
  const secrets = deriveSecrets([one]);
  const hasher = await argon2Hasher(secrets, CHEAP_HASH);
  const before = await hashOfBefore(secrets, key.reveal(), CHEAP_HASH);
  for (const stored of [before, before.replace('t=1,p=1', 'p=1,t=1')]) {
    t.true(await hasher.matches(stored, key, place), stored);
    t.false(await hasher.matches(stored, new Secret('quiltro-77'), place));
    t.true(hasher.isOld(stored));
  }
  t.false(hasher.isOld(await hasher.hash(key, place)));
});

test('a hash of another cost than that of the hasher opens, and is renewed', async (t) => {
  const secrets = deriveSecrets([one]);
  const cheap = await (await argon2Hasher(secrets, CHEAP_HASH)).hash(key, place);
  t.regex(cheap, /:\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
  const hasher = await argon2Hasher(secrets);
  t.true(await hasher.matches(cheap, key, place));
  t.true(hasher.isOld(cheap));
  t.false(hasher.isOld(await hasher.hash(key, place)));
});

test('only what opens an app in a test names another cost or engine: a server has no setting for it', (t) => {
  const src = fileURLToPath(new URL('../../../src/', import.meta.url));
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const naming = (word: string) => names.filter((name) => readFileSync(src + name, 'utf8').includes(word)).toSorted();
  t.deepEqual(naming('hashCost'), ['app/app-options.ts', 'app/dependencies.ts']);
  t.deepEqual(naming('hashEngine'), ['app/app-options.ts', 'app/app.ts', 'app/dependencies.ts']);
});

test('after SECRETS_KEY turned, old hashes still match and are renewed', async (t) => {
  const old = await (await argon2Hasher(deriveSecrets([one]))).hash(key, place);
  const hasher = await argon2Hasher(deriveSecrets([two, one]));
  t.true(await hasher.matches(old, key, place));
  t.true(hasher.isOld(old));
  t.false(hasher.isOld(await hasher.hash(key, place)));
});

test('[S3] what one engine hashed, the other verifies', async (t) => {
  const engines = [await nodeRsEngine(), await argon2Engine()];
  const hashers = await Promise.all(engines.map((engine) => argon2Hasher(deriveSecrets([one]), CHEAP_HASH, engine)));
  for (const made of hashers) {
    const hash = await made.hash(key, place);
    for (const read of hashers) {
      t.true(await read.matches(hash, key, place));
      t.false(await read.matches(hash, key, elsewhere));
      t.false(read.isOld(hash));
    }
  }
});
