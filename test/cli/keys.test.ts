import test, { type ExecutionContext } from 'ava';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { openKeyring } from '../../src/adapters/postgres/keyring/keyring.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { type Connection, freshDatabase } from '../helpers/database.ts';
import { runKeys } from '../helpers/keys-command.ts';

const SECRETS_KEY = 'a secret that only the command of the keys knows';

const run = (connection: Connection, words: readonly string[], secret = SECRETS_KEY) =>
  runKeys(connection, words, secret);

/** A database with keys, and what the command lists of them: kid, algorithm, purpose, state, from, until. */
async function open(t: ExecutionContext) {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 2);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  await openKeyring(database, deriveSecrets([SECRETS_KEY]));
  const list = async () => {
    const { code, output, errors } = await run(connection, ['list']);
    t.is(code, 0, errors);
    return output
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
  };
  return { connection, database, list };
}

test('[security 54] an operator lists, rotates, retires and removes keys, and reads why a command is refused', async (t) => {
  const { connection, list } = await open(t);
  const states = async () =>
    (await list()).map(([, algorithm, purpose, state]) => [algorithm, purpose, state].join(' '));
  t.deepEqual(await states(), [
    'ES256 signing signs',
    'HMAC cookies signs',
    'RS256 signing signs',
    'SALT subjects signs',
  ]);
  const [[old = '']] = (await list()) as [string[]];
  const rotated = await run(connection, ['rotate', '--alg', 'ES256']);
  t.is(rotated.code, 0, rotated.errors);
  const [, kid = '', day = ''] = /^ES256 (\S+) está publicada, y firma desde (\S+)\n$/.exec(rotated.output) ?? [];
  t.deepEqual((await states()).slice(0, 2), ['ES256 signing signs', 'ES256 signing published']);
  t.deepEqual((await list())[1]?.slice(-2), [day, day]);

  const again = await run(connection, ['rotate']);
  t.like(again, { code: 1, output: '' });
  t.regex(
    again.errors,
    new RegExp(`^ya hay una sucesora en camino, no se hizo nada: ES256 ${kid} firma desde ${day}\n$`),
  );
  const early = await run(connection, ['retire', old]);
  t.like(early, { code: 1, output: '' });
  t.regex(early.errors, /firma ahora\. Publique una sucesora \(npm run -s keys -- rotate --alg ES256\)/);

  const out = await run(connection, ['compromise', old]);
  t.is(out.code, 0, out.errors);
  t.is(
    out.output,
    `${old} quedó fuera, con todo lo que firmó; cada instancia la sigue en menos de un minuto\nES256 ${kid} firma\n`,
  );
  t.deepEqual((await states()).slice(0, 2), ['ES256 signing signs', 'ES256 signing compromised']);
  t.is((await run(connection, ['rotate', '--alg', 'HMAC'])).code, 0);
  const [withdrawn = ''] = (await list()).find(([, , , state]) => state === 'published') ?? [];
  t.is((await run(connection, ['retire', withdrawn])).output, `HMAC ${withdrawn} terminó\n`);
});

test('[security 54] a command with another SECRETS_KEY puts no key in place', async (t) => {
  const { connection, list } = await open(t);
  const { code, errors } = await run(connection, ['rotate'], 'a secret that no server of this database has');
  t.is(code, 1);
  t.regex(errors, /la firmó una llave que SECRETS_KEY no nombra/);
  t.is((await list()).length, 4);
});

test('a wrong command line gets the usage and exit 2', async (t) => {
  const { connection } = await open(t);
  const wrong = [
    [],
    ['turn'],
    ['list', 'all'],
    ['list', '--alg', 'ES256'],
    ['rotate', 'ES256'],
    ['rotate', '--alg', 'SALT'],
    ['rotate', '--alg'],
    ['retire'],
    ['retire', 'one', 'two'],
    ['compromise', '--alg', 'ES256', 'one'],
    ['compromise', '--now'],
  ];
  const ran = await Promise.all(wrong.map((words) => run(connection, words)));
  for (const [n, { code, output, errors }] of ran.entries()) {
    t.is(code, 2, wrong[n]?.join(' '));
    t.is(output, '');
    t.regex(errors, /^uso: npm run -s keys -- list/m);
  }
});

test('[A11] the command names a key that does not verify, and changes nothing', async (t) => {
  const { connection, database, list } = await open(t);
  const [[kid = '']] = (await list()) as [string[]];
  await database.run((sql) => sql('keyring').where({ id: kid }).update({ purpose: 'cookies' }));
  for (const words of [['list'], ['rotate'], ['compromise', kid]])
    t.deepEqual(await run(connection, words), {
      code: 1,
      output: '',
      errors: `la fila ${kid} de keyring no verifica: fue cambiada, movida o copiada\n`,
    });
  t.is((await database.run<unknown[]>((sql) => sql('keyring'))).length, 4);
});
