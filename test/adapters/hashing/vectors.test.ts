import { argon2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import test from 'ava';
import { argon2Engine } from '../../../src/adapters/hashing/argon2.ts';
import { chooseEngine } from '../../../src/adapters/hashing/choose-engine.ts';
import { argon2Hasher } from '../../../src/adapters/hashing/hasher.ts';
import { chooseHashing, sayHashing } from '../../../src/adapters/hashing/hashing-report.ts';
import { nodeRsEngine } from '../../../src/adapters/hashing/node-rs.ts';
import { readPhc, writePhc } from '../../../src/adapters/hashing/phc.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { Secret } from '../../../src/domain/key.ts';
import type { HashPurpose } from '../../../src/ports/hasher.ts';

interface Vectors {
  readonly secretsKey: string;
  readonly digests: readonly {
    readonly text: string;
    readonly secret: string;
    readonly salt: string;
    readonly memoryCost: number;
    readonly timeCost: number;
    readonly parallelism: number;
    readonly digest: string;
    readonly phc: string;
  }[];
  readonly stored: readonly {
    readonly madeBy: string;
    readonly purpose: HashPurpose;
    readonly id: string;
    readonly text: string;
    readonly hash: string;
  }[];
}

const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'));
const secrets = deriveSecrets([vectors.secretsKey]);

for (const load of [nodeRsEngine, argon2Engine])
  test(`[S3] ${load.name} computes the digests of the vector file, as Node itself does`, async (t) => {
    const { digest } = await load();
    for (const { text, secret, salt, digest: wanted, phc, ...costs } of vectors.digests) {
      const work = { ...costs, secret: Buffer.from(secret, 'hex'), salt: Buffer.from(salt, 'hex') };
      t.is((await digest(text, work)).toString('hex'), wanted, phc);
      t.is(byNode(text, work), wanted, phc);
      t.deepEqual(readPhc(phc), { ...costs, salt: work.salt, digest: Buffer.from(wanted, 'hex') });
      t.is(writePhc({ ...costs, salt: work.salt, digest: Buffer.from(wanted, 'hex') }), phc);
    }
  });

/** The same by Node's own library, which none of our engines uses. */
function byNode(
  text: string,
  work: { memoryCost: number; timeCost: number; parallelism: number; salt: Buffer; secret: Buffer },
): string {
  const { salt: nonce, secret, memoryCost: memory, timeCost: passes, parallelism } = work;
  return argon2Sync('argon2id', { message: text, nonce, secret, memory, passes, parallelism, tagLength: 32 }).toString(
    'hex',
  );
}

for (const load of [nodeRsEngine, argon2Engine])
  test(`[S3] ${load.name} verifies the stored hashes of the vector file, whichever engine made them`, async (t) => {
    const hasher = await argon2Hasher(secrets, undefined, await load());
    for (const { madeBy, purpose, id, text, hash } of vectors.stored) {
      t.true(await hasher.matches(hash, new Secret(text), { purpose, id }), madeBy);
      t.false(await hasher.matches(hash, new Secret(`${text}.`), { purpose, id }), madeBy);
      t.is(hasher.isOld(hash), madeBy.endsWith('before'), madeBy);
    }
  });

test('[S3] the first engine that works is chosen, another one elsewhere, and the reason is given', async (t) => {
  t.like(await chooseEngine(), { engine: { name: '@node-rs/argon2' }, reason: 'the first one works' });
  const missing = () => Promise.reject(new Error("Cannot find package '@node-rs/argon2'\n    at somewhere"));
  const other = await chooseEngine([missing, argon2Engine]);
  t.like(other, { engine: { name: 'argon2' }, reason: "Cannot find package '@node-rs/argon2'" });
  await t.throwsAsync(chooseEngine([missing]), { message: /no argon2id here/ });
});

test('[S3] an engine that computes something else is not used', async (t) => {
  const wrong = async () => ({ name: 'wrong', digest: async () => Buffer.alloc(32) });
  const other = await chooseEngine([wrong, argon2Engine]);
  t.like(other, { engine: { name: 'argon2' }, reason: 'wrong computes another digest' });
});

test('[S3] the start says which engine hashes and why, and warns where hashes can fill the pool of threads', async (t) => {
  const cores = availableParallelism();
  for (const [threads, warns] of [
    [cores + 4, false],
    [cores, true],
  ] as const) {
    const said: object[] = [];
    const log = {
      info: (fields: object) => void said.push({ level: 'info', ...fields }),
      warn: (fields: object) => void said.push({ level: 'warn', ...fields }),
    };
    sayHashing(log, { ...(await chooseHashing()), threads });
    const [first, ...more] = said;
    t.like(first, {
      level: 'info',
      engine: '@node-rs/argon2',
      reason: 'the first one works',
      atOnce: cores,
      threads,
    });
    t.is(more.length, warns ? 1 : 0);
    if (warns) t.like(more[0], { level: 'warn', UV_THREADPOOL_SIZE: cores + 4 });
  }
});
