import test from 'ava';
import pg from 'pg';
import { freshDatabase } from '../helpers/database.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { urlOf } from '../helpers/server-process.ts';

const command = operatorCommand('cli/database-roles.ts');

test('[A11] the command prints the SQL of both roles by their names, without a password and without a connection', async (t) => {
  const nowhere = { host: '/nowhere', port: 1, user: 'x', database: 'x' };
  const { code, output, errors } = await command(nowhere, {}, [
    '--server',
    'servidor',
    '--owner',
    'dueno',
    '--database',
    'base',
  ]);
  t.is(code, 0, errors);
  for (const said of [
    'create role "servidor" login nosuperuser',
    'alter database "base" owner to "dueno";',
    'grant select, insert on table public.audit to "servidor";',
    'revoke all on all tables in schema public from public, "servidor";',
    'alter default privileges revoke all on functions from public;',
  ])
    t.true(output.includes(said), said);
  t.notRegex(output, /password '/);
  t.regex((await command(nowhere, {})).output, /"clave_servidor"/);
});

test('[A11] apply gives the role of DATABASE_URL its rights over MIGRATIONS_DATABASE_URL, and reports what is missing', async (t) => {
  const { connection, drop } = await freshDatabase();
  t.teardown(drop);
  const client = new pg.Client({ ...connection });
  await client.connect();
  const role = `orden_${process.pid}`;
  const secret = connection.password ? ` password ${pg.escapeLiteral(connection.password)}` : '';
  await client.query(`create role ${role} login${secret}`);
  t.teardown(async () => {
    await client.query(`drop owned by ${role}; drop role ${role}`);
    await client.end();
  });
  const server = { ...connection, user: role };
  const env = { MIGRATIONS_DATABASE_URL: urlOf(connection) };
  t.like(await command(server, env, ['apply']), {
    code: 0,
    output: `el esquema está al día, y "${role}" tiene los derechos del servidor y ningún otro\n`,
  });
  const { rows } = await client.query(
    `select has_table_privilege($1, 'audit', 'insert') as adds, has_table_privilege($1, 'audit', 'delete') as deletes`,
    [role],
  );
  t.deepEqual(rows, [{ adds: true, deletes: false }]);
  const missing = await command(server, {}, ['apply']);
  t.is(missing.code, 1);
  t.regex(missing.errors, /MIGRATIONS_DATABASE_URL: indique la dirección/);
  const unknown = await command(server, env, ['apply', '--server', 'nadie']);
  t.is(unknown.code, 1);
  t.regex(unknown.errors, /^no existe el rol "nadie"/);
  t.notRegex(unknown.errors, /\n +at /);
});

test('[A11] arguments that are no names of roles are refused with the usage', async (t) => {
  const nowhere = { host: '/nowhere', port: 1, user: 'x', database: 'x' };
  for (const words of [
    ['drop'],
    ['apply', 'more'],
    ['apply', '--owner', 'dueno'],
    ['--server', 'x; drop table accounts'],
    ['--server', 'Servidor'],
    ['--server', 'uno', '--owner', 'uno'],
    ['--password', 'x'],
  ]) {
    const { code, output, errors } = await command(nowhere, {}, words);
    t.is(code, 2, words.join(' '));
    t.is(output, '');
    t.regex(errors, /^uso: npm run -s database-roles/m);
  }
});
