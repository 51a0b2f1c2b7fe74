import test from 'ava';
import type { Connection } from '../helpers/database.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { openTrail, SECRETS_KEY } from './trail.ts';

const command = operatorCommand('audit.ts');

/** Runs the command as an operator would. */
const run = (connection: Connection, ...words: readonly string[]) =>
  command(connection, { SECRETS_KEY, CLAVE_POLICY: 'guia' }, words);

test('53 verify says that the trail is intact, and names the place where it is not', async (t) => {
  const trail = await openTrail(t);
  await trail.write(12);
  await trail.seal();
  await trail.write(1);
  const intact = await run(trail.connection, 'verify');
  t.is(intact.code, 0, intact.errors);
  const [, head = ''] =
    /^12 rows, 1 seals, head (1:[0-9a-f]{64}), intact; 1 rows not sealed yet\n$/.exec(intact.output) ?? [];
  t.is((await run(trail.connection, 'verify', '--head', head)).code, 0);
  t.like(await run(trail.connection, 'verify', '--head', `9${head}`), {
    code: 1,
    output: 'broken: seal 91, the given head, is missing: the last one is 1\n',
  });
  await trail.tamper(`update audit set act = 'login.succeeded' where id = 7`);
  t.like(await run(trail.connection, 'verify'), {
    code: 1,
    output: 'broken: row 7 was changed (seal 1)\n',
    errors: '',
  });
});

test('export writes a line of JSON for each row that is wanted', async (t) => {
  const trail = await openTrail(t);
  const accountId = '00000000-0000-4000-8000-000000000001';
  const visitor = { network: '198.51.100.7', device: 'Chrome en Android', reference: 'CS-7F3K-92QX' };
  await trail.database.run((sql) =>
    sql.raw(`insert into audit (at, act) select '2026-01-01T00:00:00Z', 'logout' from generate_series(1, 12000)`),
  );
  await trail.write(1, { act: 'login.succeeded', accountId, visitor });
  const exported = async (...words: readonly string[]) => {
    const { code, output, errors } = await run(trail.connection, 'export', ...words);
    t.is(code, 0, errors);
    return output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  const all = await exported();
  t.deepEqual(
    all.map(({ id }) => id),
    Array.from({ length: 12_001 }, (_, n) => n + 1),
  );
  t.deepEqual(Object.keys(all[0]), ['id', 'at', 'act']);
  const last = all.at(-1);
  t.like(last, { act: 'login.succeeded', account_id: accountId, client_id: 'portal', reference: 'CS-7F3K-92QX' });
  t.deepEqual(last.details, { n: 0, 'ñ"\n': true });
  t.is(new Date(last.at).toISOString(), '2026-11-22T12:00:00.123Z');
  t.false(JSON.stringify(last).includes(visitor.network), 'a network is an HMAC');
  for (const words of [
    ['--account', accountId],
    ['--reference', 'CS-7F3K-92QX'],
    ['--from', '2026-11-22T09:00:00-03:00'],
    ['--from', '2026-11-22', '--to', '2026-11-23'],
  ])
    t.deepEqual(await exported(...words), [last], words.join(' '));
  t.is((await exported('--to', '2026-11-22')).length, 12_000);
  t.deepEqual(await exported('--to', '2026-01-01T00:00:00Z'), []);
});

test('wrong words are answered with the usage and exit 2', async (t) => {
  const { connection } = await openTrail(t);
  const wrong = [
    [],
    ['seal'],
    ['verify', 'more'],
    ['verify', '--head', '3'],
    ['verify', '--from', '2026-11-22'],
    ['export', '--from', 'ayer'],
    ['export', '--to', '2026-11-22T10:00:00'],
    ['export', '--account', '1'],
    ['export', '--reference'],
  ];
  const ran = await Promise.all(wrong.map((words) => run(connection, ...words)));
  for (const [n, { code, output, errors }] of ran.entries()) {
    t.is(code, 2, wrong[n]?.join(' '));
    t.is(output, '');
    t.regex(errors, /^usage: npm run -s audit -- verify/m);
  }
});
