import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { openKeyring } from '../../src/adapters/postgres/keyring/keyring.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Connection } from '../helpers/database.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { NEW_KEY, openTrail, SECRETS_KEY } from '../helpers/trail.ts';

const command = operatorCommand('cli/audit.ts');

/** Runs the command as an operator would. */
const run = (connection: Connection, ...words: readonly string[]) =>
  command(connection, { SECRETS_KEY, CLAVE_POLICY: 'guia' }, words);

test('[security 53] verify reports that the trail is intact, or names the place where it is not', async (t) => {
  const trail = await openTrail(t);
  await trail.write(12);
  await trail.seal();
  await trail.write(1);
  const intact = await run(trail.connection, 'verify');
  t.is(intact.code, 0, intact.errors);
  const [, head = ''] =
    /^12 filas, 1 sellos, último (1:[0-9a-f]{64}), intact; 1 filas todavía sin sello\n$/.exec(intact.output) ?? [];
  t.is((await run(trail.connection, 'verify', '--head', head)).code, 0);
  t.like(await run(trail.connection, 'verify', '--head', `9${head}`), {
    code: 1,
    output: 'broken: falta el sello 91, que es el dado: el último es 1\n',
  });
  await trail.tamper(`update audit set act = 'login.succeeded' where id = 7`);
  t.like(await run(trail.connection, 'verify'), {
    code: 1,
    output: 'broken: la fila 7 fue cambiada (sello 1)\n',
    errors: '',
  });
});

test('export writes a line of JSON for each row that is wanted', async (t) => {
  const trail = await openTrail(t);
  const accountId = '00000000-0000-4000-8000-000000000001';
  const visitor = { network: '198.51.100.7', device: 'Chrome en Android', reference: 'CS-7F3K-92QX' };
  await trail.writeMany(12_000);
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
  t.deepEqual(Object.keys(all[0]), ['id', 'at', 'act', 'mac']);
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

test('a wrong command line gets the usage and exit 2', async (t) => {
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
    t.regex(errors, /^uso: npm run -s audit -- verify/m);
  }
});

test('[A11] accept writes two names into the trail, once there is something to accept, and the sealing goes on', async (t) => {
  const trail = await openTrail(t);
  await trail.write(3);
  await trail.tamper(`update audit set act = 'login.succeeded' where id = 2`);
  t.is(await trail.seal(), 1);
  t.like(await run(trail.connection, 'verify'), {
    code: 1,
    output: 'broken: la fila 2 no es como la escribió el servidor: fue agregada o cambiada antes de su sello\n',
  });
  const by = ['--by', 'Ana Rojas', '--by', 'Luis Soto'];
  const accepted = await run(trail.connection, 'accept', '--row', '2', ...by);
  t.is(accepted.code, 0, accepted.errors);
  t.regex(accepted.output, /^aceptado por Ana Rojas y Luis Soto: la fila 2 no es como la escribió el servidor/);
  t.is(await trail.seal(), 3);
  t.regex(
    (await run(trail.connection, 'verify')).output,
    /intact; 1 filas que el servidor no escribió, aceptadas por dos/,
  );
  const nothing = await run(trail.connection, 'accept', '--row', '1', ...by);
  t.like(nothing, { code: 1, output: '', errors: 'la fila 1 es como la escribió el servidor\n' });
  for (const words of [
    ['accept', ...by],
    ['accept', '--row', '2', '--by', 'Ana Rojas'],
    ['accept', '--row', '2', '--by', 'Ana Rojas', '--by', 'Ana Rojas'],
    ['accept', '--row', '2', '--by', 'Ana Rojas', '--by', '44.000.001-0'],
    ['accept', '--row', 'x', ...by],
    ['accept', '--row', '2', '--head', `1:${'a'.repeat(64)}`, ...by],
  ])
    t.is((await run(trail.connection, ...words)).code, 2, words.join(' '));
});

test('[A11] verify compares with the head that the server kept in its file', async (t) => {
  const trail = await openTrail(t);
  for (const _ of [1, 2]) {
    await trail.write(1);
    await trail.seal();
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'head-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const env = { SECRETS_KEY, CLAVE_POLICY: 'guia', TRAIL_HEAD_FILE: path.join(folder, 'head') };
  const { output } = await command(trail.connection, env, ['verify']);
  writeFileSync(env.TRAIL_HEAD_FILE, `${/2:[0-9a-f]{64}/.exec(output)?.[0]}\n`);
  t.is((await command(trail.connection, env, ['verify'])).code, 0);
  await trail.tamper('delete from audit where id = 2; delete from audit_seals where number = 2');
  t.like(await command(trail.connection, env, ['verify']), {
    code: 1,
    output: 'broken: falta el sello 2, que es el dado: el último es 1\n',
  });
});

test('[A11] with another SECRETS_KEY than that of the servers nothing is accepted', async (t) => {
  const trail = await openTrail(t);
  await openKeyring(trail.database, deriveSecrets([SECRETS_KEY]), new Date());
  await trail.write(1);
  await trail.tamper(`update audit set act = 'login.succeeded'`);
  const words = ['accept', '--row', '1', '--by', 'Ana Rojas', '--by', 'Luis Soto'];
  const stranger = await command(trail.connection, { SECRETS_KEY: NEW_KEY, CLAVE_POLICY: 'guia' }, words);
  t.is(stranger.code, 1);
  t.is((await trail.database.run<object[]>((sql) => sql('audit'))).length, 1);
});
