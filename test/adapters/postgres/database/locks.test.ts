import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { auditSealer } from '../../../../src/adapters/postgres/audit/seals.ts';
import { locks } from '../../../../src/adapters/postgres/database/locks.ts';
import { alone } from '../../../../src/adapters/postgres/keyring/rows.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { now, openTrail, SECRETS_KEY } from '../../../helpers/trail.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const home = path.join('src', 'adapters', 'postgres', 'database', 'locks.ts');
const sources = ['src', 'migrations'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith('.ts') && name !== home),
);

/** The arguments of a call of PostgreSQL's lock functions, with one key or with a class and a key. */
const calls = (text: string): readonly string[] =>
  [...text.matchAll(/pg_(?:try_)?advisory_(?:xact_)?(?:un)?lock(?:_shared)?\(([^)]*)\)/g)].map(([, keys = '']) => keys);

test('[R4] every advisory lock has a number of its own', (t) => {
  const numbers = Object.values(locks);
  t.true(numbers.length >= 3);
  t.is(new Set<number>(numbers).size, numbers.length);
  for (const number of numbers) t.true(Number.isSafeInteger(number) && number > 0 && number < 2 ** 31, String(number));
});

test('[R4] no statement writes the number of a lock itself: each is a parameter that comes from locks.ts', (t) => {
  let found = 0;
  for (const file of sources) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const keys of calls(text)) {
      found += 1;
      t.regex(keys, /^(?:\?|\$\d)(?:, (?:\?|\$\d))?$/, `${file}: ${keys}`);
      t.regex(text, /import \{[^}]*\blocks\b[^}]*\} from '[./\w-]*\/locks\.ts'/, file);
    }
    for (const number of Object.values(locks)) t.notRegex(text, new RegExp(`\\b${number}\\b`), file);
  }
  t.true(found >= 3, 'the statements are still written as this test reads them');
});

test('[R4] the trail is sealed while keys change', async (t) => {
  const { database, write } = await openTrail(t);
  await write(3);
  const seal = auditSealer(database, deriveSecrets([SECRETS_KEY]), now);
  const { promise: held, resolve: tookIt } = Promise.withResolvers<void>();
  const { promise: done, resolve: release } = Promise.withResolvers<void>();
  const changing = alone(database, async () => {
    tookIt();
    await done;
  });
  await held;
  try {
    t.deepEqual(await seal(), { sealed: 3, more: false });
  } finally {
    release();
    await changing;
  }
});
