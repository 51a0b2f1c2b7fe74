import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { type BoundTableName, boundTables } from '../../src/adapters/postgres/row-mac/bound-tables.ts';
import { noteTampered } from '../../src/adapters/postgres/row-mac/row-alarms.ts';
import { nameOf } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { CommandRefused, UsageError } from '../../src/cli/args.ts';
import { readRepairArgs } from '../../src/cli/repair-args.ts';
import { answerRepair } from '../../src/cli/repair-command.ts';
import { repairable } from '../../src/cli/repairable.ts';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { rosaNow, tried } from '../helpers/sign-ins.ts';
import { alarmsOf, assertTampered, attack, putBack, rowsOf } from '../helpers/tampered.ts';

const TWO = ['--by', 'Ana Soto', '--and', 'Luis Rojas', '--because', 'falla'];
const command = operatorCommand('cli/repair.ts');

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return { app, id: (await rosaNow(app)).id };
}

async function say({ raw: database, deps: { now } }: TestApp, ...words: readonly string[]): Promise<string> {
  const asked = readRepairArgs(words, repairable);
  if (asked.verb === 'help') throw new Error('the process says it');
  return answerRepair({ database, secrets: deriveSecrets(SECRETS_KEYS), now }, asked);
}

/** Reads Rosa's account as a page does, and notes what did not verify. */
async function look({ deps, raw }: TestApp, id: string): Promise<void> {
  const fault = await deps.accounts.find(id).catch((error: unknown) => error);
  if (fault instanceof TamperedRow) await noteTampered(raw, fault, 'CS-7F3K-92QX', deps.now());
}

const acts = ({ raw }: TestApp) =>
  raw.run<{ account_id: string; details: object }[]>((sql) =>
    sql('audit').where({ act: 'row.repaired' }).orderBy('id').select('account_id', 'details'),
  );

test('[A11] repair: two operators restore an account as it is, and the trail names both', async (t) => {
  const { app, id } = await open(t);
  await attack(app, `update accounts set identity_proved_at = now() where id = :id`, { id });
  await look(app, id);
  await assertTampered(t, () => tried(app), 'accounts');
  t.regex(await say(app, 'show'), new RegExp(`accounts +${id} .*CS-7F3K-92QX .*no verifica +fue cambiada`));
  t.regex(await say(app, 'show', 'accounts'), new RegExp(`2 filas, 1 no verifica[^]*${id}`));
  const [before] = await rowsOf(app, 'accounts', { id });
  t.regex(await say(app, 'sign', 'accounts', id, ...TWO), /^Firmada: accounts/);
  t.is(await tried(app), 'in');
  t.deepEqual(await alarmsOf(app), []);
  t.is((await rowsOf(app, 'accounts', { id }))[0]?.version, Number(before?.version) + 1);
  const details = { table: 'accounts', by: 'Ana Soto', and: 'Luis Rojas', because: 'falla', how: 'sign' };
  t.deepEqual(await acts(app), [{ account_id: id, details }]);
});

test('[A11] repair: a row is shown without its secrets', async (t) => {
  const { app, id } = await open(t);
  const shown = await say(app, 'show', 'accounts', id);
  t.regex(shown, /Firma +verifica/);
  t.regex(shown, /identidad +documento/);
  t.regex(shown, /identifier +44•••-0/);
  t.notRegex(shown, /argon2|44000001|Rosa|correo\.example|[\da-f]{32}/i);
  t.notRegex(shown, new RegExp(SECRETS_KEYS[0]));
});

test('[A11] repair: an inserted row is removed, and its account opens again', async (t) => {
  const { app, id } = await open(t);
  const hold = randomUUID();
  await attack(
    app,
    `insert into holds (id, kind, folio, account_id, state, created_at, due_at, try_at)
     values (:hold, 'recover-by-one', 'CS-PRUE-BA22', :id, 'waiting', now(), now(), now())`,
    { hold, id },
  );
  await look(app, id);
  await assertTampered(t, () => tried(app), 'accounts');
  t.regex(await say(app, 'show', 'holds'), new RegExp(`1 fila, 1 no verifica[^]*${hold} +${id} +no tiene firma`));
  await say(app, 'remove', 'holds', hold, ...TWO);
  t.deepEqual(await rowsOf(app, 'holds'), []);
  t.is(await tried(app), 'in');
  t.is((await acts(app)).length, 1);
});

test('[A11] repair: an earlier true row that was put back is removed; a deleted one does not keep the account shut', async (t) => {
  const { app, id } = await open(t);
  const key = randomUUID();
  await app.deps.provisionalKeys.put({ id: key, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  const rows = await rowsOf(app, 'provisional_keys', { id: key });
  await app.deps.provisionalKeys.use(key);
  await putBack(app, 'provisional_keys', rows);
  await assertTampered(t, () => tried(app), 'accounts');
  await say(app, 'remove', 'provisional_keys', key, ...TWO);
  t.is(await tried(app), 'in');

  const other = randomUUID();
  await app.deps.provisionalKeys.put({ id: other, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  await attack(app, 'delete from provisional_keys where id = :other', { other });
  await assertTampered(t, () => tried(app), 'accounts');
  await say(app, 'sign', 'accounts', id, ...TWO);
  t.is(await tried(app), 'in');
});

test('[A11] repair: a dependent row of an account is signed with it; where the account is bad too, the account first', async (t) => {
  const { app, id } = await open(t);
  const key = randomUUID();
  await app.deps.provisionalKeys.put({ id: key, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  await attack(app, 'update provisional_keys set proved = true where id = :key', { key });
  await attack(app, 'update accounts set simulado = not simulado where id = :id', { id });
  const why = await t.throwsAsync(say(app, 'sign', 'provisional_keys', key, ...TWO), { instanceOf: CommandRefused });
  t.regex(why?.message ?? '', /repare primero la cuenta/);
  await say(app, 'sign', 'accounts', id, ...TWO);
  await say(app, 'sign', 'provisional_keys', key, ...TWO);
  t.true((await app.deps.provisionalKeys.find(key))?.proved);
  t.truthy(await app.deps.accounts.find(id));
});

test('[A11] repair: a row that verifies, that is missing or that must not be removed is refused', async (t) => {
  const { app, id } = await open(t);
  const refused = async (...words: string[]) =>
    (await t.throwsAsync(say(app, ...words), { instanceOf: CommandRefused }))?.message ?? '';
  t.regex(await refused('sign', 'accounts', id, ...TWO), /verifica: no hay nada/);
  t.regex(await refused('sign', 'accounts', randomUUID(), ...TWO), /no está/);
  t.regex(await refused('sign', 'holds', 'no-uuid', ...TWO), /no está/);
  t.regex(await refused('show', 'holds', randomUUID()), /no está/);
  t.regex(await refused('remove', 'accounts', id, ...TWO), /no se borra/);
  t.deepEqual(await acts(app), []);
  t.is(await say(app, 'show'), 'Ninguna fila está anotada.');
});

test('[A11] repair: with another SECRETS_KEY than the servers have nothing is signed and no act is written', async (t) => {
  const { app, id } = await open(t);
  await attack(app, 'update accounts set simulado = not simulado where id = :id', { id });
  const asked = readRepairArgs(['sign', 'accounts', id, ...TWO], repairable);
  if (asked.verb === 'help') return t.fail();
  const secrets = deriveSecrets(['another key than that of the servers of this app']);
  const desk = { database: app.raw, secrets, now: app.deps.now };
  const why = await t.throwsAsync(answerRepair(desk, asked), { instanceOf: CommandRefused });
  t.regex(why?.message ?? '', /^SECRETS_KEY no es la de los servidores.*keyring/);
  t.deepEqual(await acts(app), []);
});

test('[A11] repair: a database that does not answer is reported with the reason and no password', async (t) => {
  const nowhere = { host: '/nowhere', port: 1, user: 'clave', database: 'clave' };
  const env = { SECRETS_KEY: SECRETS_KEYS.join(','), DATABASE_URL: 'postgres://clave:no-se-muestra@127.0.0.1:1/clave' };
  const { code, errors } = await command(nowhere, env, ['show']);
  t.is(code, 1);
  t.regex(errors, /^la base de datos no responde: .*127\.0\.0\.1:1\n$/);
  t.notRegex(errors, /no-se-muestra/);
});

test('[A11] repair: the alarm of a row that was restored by itself is dismissed, with two names', async (t) => {
  const { app, id } = await open(t);
  const rows = await rowsOf(app, 'accounts', { id });
  await attack(app, `update accounts set state = 'suspendida' where id = :id`, { id });
  await look(app, id);
  await putBack(app, 'accounts', rows);
  await assertTampered(t, () => tried(app), 'accounts');
  t.regex(await say(app, 'show'), / verifica /);
  await say(app, 'sign', 'accounts', id, ...TWO);
  t.is(await tried(app), 'in');
  t.is((await acts(app)).length, 1);
});

test('[A11] repair: a repair that fails changes nothing', async (t) => {
  const { app, id } = await open(t);
  await attack(app, `update accounts set state = 'suspendida' where id = :id`, { id });
  await attack(
    app,
    `create or replace function no() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    {},
  );
  await attack(app, 'create trigger no before insert on audit for each row execute function no()', {});
  await t.throwsAsync(say(app, 'sign', 'accounts', id, ...TWO), { message: /no/ });
  await assertTampered(t, () => app.deps.accounts.find(id), 'accounts');
});

test('[A11] repair: every signed table can be inspected, and each of its rows is named as in the list', async (t) => {
  const { app } = await open(t);
  for (const table of Object.keys(boundTables) as BoundTableName[]) {
    t.regex(await say(app, 'show', table), /^\w+: \d+ filas?, 0 no verifican\.$/, table);
    const [row] = await rowsOf(app, table);
    if (row) t.regex(await say(app, 'show', table, ...nameOf(table, row).row.split(' ')), /Firma +verifica/, table);
  }
});

test('[A11] repair: long lists are cut, with the number of rows left out', async (t) => {
  const { app, id } = await open(t);
  await attack(
    app,
    `insert into holds (id, kind, folio, account_id, state, created_at, due_at, try_at)
     select gen_random_uuid(), 'link-run', 'x', :id, 'done', now(), now(), now() from generate_series(1, 1205)`,
    { id },
  );
  const said = await say(app, 'show', 'holds');
  t.regex(said, /1205 filas, 1205 no verifican/);
  t.is(said.split('\n').length, 53);
  t.regex(said, /Y 1155 más\.$/);
});

test('[A11] repair: the command prints its usage, and exits with 0, 1 or 2', async (t) => {
  const { app } = await open(t);
  const env = { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer };
  const run = (...words: string[]) => command(app.raw.knex.client.config.connection, env, words);
  const shown = await run('show');
  t.is(shown.code, 0, shown.errors);
  t.is(shown.output, 'Ninguna fila está anotada.\n');
  const gone = await run('sign', 'accounts', randomUUID(), ...TWO);
  t.is(gone.code, 1, gone.errors);
  t.is((await run('sign', 'accounts')).code, 2);
});

const id = randomUUID();
for (const words of [
  [],
  ['mend'],
  ['show', 'audit'],
  ['show', 'holds', id, id],
  ['sign', 'holds', id],
  ['sign', 'holds', ...TWO],
  ['sign', 'holds', id, '--by', 'Ana Soto', '--and', 'ana soto', '--because', 'falla'],
  ['sign', 'holds', id, '--by', 'Ana Soto', '--and', '44.000.001-0', '--because', 'falla'],
  ['sign', 'holds', id, '--by', 'Ana Soto', '--and', 'Luis Rojas', '--because', 'porque sí'],
  ['remove', 'toString', id, ...TWO],
])
  test(`[A11] repair: «${words.join(' ').replaceAll(id, 'ID')}» is no command`, (t) => {
    t.throws(() => readRepairArgs(words, repairable), { instanceOf: UsageError });
  });
