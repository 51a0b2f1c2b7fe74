import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { type BoundTableName, boundTables } from '../../src/adapters/postgres/row-mac/bound-tables.ts';
import { noteTampered } from '../../src/adapters/postgres/row-mac/row-alarms.ts';
import { nameOf } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { CommandRefused, UsageError } from '../../src/cli/args.ts';
import { readRepairArgs } from '../../src/cli/repair-args.ts';
import { answerRepair, repairable } from '../../src/cli/repair-command.ts';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { rosaNow, tried } from '../helpers/sign-ins.ts';
import { alarmsOf, assertTampered, attack, putBack, rowsOf } from '../helpers/tampered.ts';

const TWO = ['--by', 'Ana Soto', '--and', 'Luis Rojas', '--because', 'falla'];
const command = operatorCommand('cli/repair.ts');

async function open(t: ExecutionContext) {
  const house = await openTestHouse({ env: { THROTTLES: 'off' } });
  t.teardown(house.stop);
  return { house, id: (await rosaNow(house)).id };
}

async function say({ raw: database, world: { now } }: TestHouse, ...words: readonly string[]): Promise<string> {
  const asked = readRepairArgs(words, repairable);
  if (asked.verb === 'help') throw new Error('the process says it');
  return answerRepair({ database, secrets: deriveSecrets(SECRETS_KEYS), now }, asked);
}

/** Reads Rosa's account as a page does, and notes what did not verify. */
async function look({ world, raw }: TestHouse, id: string): Promise<void> {
  const fault = await world.accounts.find(id).catch((error: unknown) => error);
  if (fault instanceof TamperedRow) await noteTampered(raw, fault, 'CS-7F3K-92QX', world.now());
}

const acts = ({ raw }: TestHouse) =>
  raw.run<{ account_id: string; details: object }[]>((sql) =>
    sql('audit').where({ act: 'row.repaired' }).orderBy('id').select('account_id', 'details'),
  );

test('[A11] repair: two operators bring an account back as it stands, and the trail says who', async (t) => {
  const { house, id } = await open(t);
  await attack(house, `update accounts set identity_proved_at = now() where id = :id`, { id });
  await look(house, id);
  await assertTampered(t, () => tried(house), 'accounts');
  t.regex(await say(house, 'show'), new RegExp(`accounts +${id} .*CS-7F3K-92QX .*no verifica +fue cambiada`));
  t.regex(await say(house, 'show', 'accounts'), new RegExp(`2 filas, 1 no verifica[^]*${id}`));
  const [before] = await rowsOf(house, 'accounts', { id });
  t.regex(await say(house, 'sign', 'accounts', id, ...TWO), /^Firmada: accounts/);
  t.is(await tried(house), 'in');
  t.deepEqual(await alarmsOf(house), []);
  t.is((await rowsOf(house, 'accounts', { id }))[0]?.version, Number(before?.version) + 1);
  const details = { table: 'accounts', by: 'Ana Soto', and: 'Luis Rojas', because: 'falla', how: 'sign' };
  t.deepEqual(await acts(house), [{ account_id: id, details }]);
});

test('[A11] repair: a row is shown without its secrets', async (t) => {
  const { house, id } = await open(t);
  const shown = await say(house, 'show', 'accounts', id);
  t.regex(shown, /Firma +verifica/);
  t.regex(shown, /identidad +documento/);
  t.regex(shown, /identifier +44•••-0/);
  t.notRegex(shown, /argon2|44000001|Rosa|correo\.example|[\da-f]{32}/i);
  t.notRegex(shown, new RegExp(SECRETS_KEYS[0]));
});

test('[A11] repair: what was put in is removed, and its account opens again', async (t) => {
  const { house, id } = await open(t);
  const hold = randomUUID();
  await attack(
    house,
    `insert into holds (id, kind, folio, account_id, state, created_at, due_at, try_at)
     values (:hold, 'recover-by-one', 'CS-PRUE-BA22', :id, 'waiting', now(), now(), now())`,
    { hold, id },
  );
  await look(house, id);
  await assertTampered(t, () => tried(house), 'accounts');
  t.regex(await say(house, 'show', 'holds'), new RegExp(`1 fila, 1 no verifica[^]*${hold} +${id} +no tiene firma`));
  await say(house, 'remove', 'holds', hold, ...TWO);
  t.deepEqual(await rowsOf(house, 'holds'), []);
  t.is(await tried(house), 'in');
  t.is((await acts(house)).length, 1);
});

test('[A11] repair: an older true row that was put back is removed; one that was deleted is no reason to stay shut', async (t) => {
  const { house, id } = await open(t);
  const key = randomUUID();
  await house.world.provisionalKeys.put({ id: key, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  const rows = await rowsOf(house, 'provisional_keys', { id: key });
  await house.world.provisionalKeys.use(key);
  await putBack(house, 'provisional_keys', rows);
  await assertTampered(t, () => tried(house), 'accounts');
  await say(house, 'remove', 'provisional_keys', key, ...TWO);
  t.is(await tried(house), 'in');

  const other = randomUUID();
  await house.world.provisionalKeys.put({ id: other, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  await attack(house, 'delete from provisional_keys where id = :other', { other });
  await assertTampered(t, () => tried(house), 'accounts');
  await say(house, 'sign', 'accounts', id, ...TWO);
  t.is(await tried(house), 'in');
});

test('[A11] repair: a row that hangs from an account is signed with it, and where the account is bad, too, that one first', async (t) => {
  const { house, id } = await open(t);
  const key = randomUUID();
  await house.world.provisionalKeys.put({ id: key, accountId: id, kind: 'key', keyHash: 'none', proved: false });
  await attack(house, 'update provisional_keys set proved = true where id = :key', { key });
  await attack(house, 'update accounts set simulado = not simulado where id = :id', { id });
  const why = await t.throwsAsync(say(house, 'sign', 'provisional_keys', key, ...TWO), { instanceOf: CommandRefused });
  t.regex(why?.message ?? '', /repare primero la cuenta/);
  await say(house, 'sign', 'accounts', id, ...TWO);
  await say(house, 'sign', 'provisional_keys', key, ...TWO);
  t.true((await house.world.provisionalKeys.find(key))?.proved);
  t.truthy(await house.world.accounts.find(id));
});

test('[A11] repair: what verifies, what is not there and what must not go is refused', async (t) => {
  const { house, id } = await open(t);
  const refused = async (...words: string[]) =>
    (await t.throwsAsync(say(house, ...words), { instanceOf: CommandRefused }))?.message ?? '';
  t.regex(await refused('sign', 'accounts', id, ...TWO), /verifica: no hay nada/);
  t.regex(await refused('sign', 'accounts', randomUUID(), ...TWO), /no está/);
  t.regex(await refused('sign', 'holds', 'no-uuid', ...TWO), /no está/);
  t.regex(await refused('show', 'holds', randomUUID()), /no está/);
  t.regex(await refused('remove', 'accounts', id, ...TWO), /no se borra/);
  t.deepEqual(await acts(house), []);
  t.is(await say(house, 'show'), 'Ninguna fila está anotada.');
});

test('[A11] repair: with another SECRETS_KEY than the servers have nothing is signed and no act is written', async (t) => {
  const { house, id } = await open(t);
  await attack(house, 'update accounts set simulado = not simulado where id = :id', { id });
  const asked = readRepairArgs(['sign', 'accounts', id, ...TWO], repairable);
  if (asked.verb === 'help') return t.fail();
  const secrets = deriveSecrets(['another key than that of the servers of this house']);
  const desk = { database: house.raw, secrets, now: house.world.now };
  const why = await t.throwsAsync(answerRepair(desk, asked), { instanceOf: CommandRefused });
  t.regex(why?.message ?? '', /^SECRETS_KEY no es la de los servidores.*keyring/);
  t.deepEqual(await acts(house), []);
});

test('[A11] repair: a database that does not answer is told in words, with the reason and no password', async (t) => {
  const nowhere = { host: '/nowhere', port: 1, user: 'clave', database: 'clave' };
  const env = { SECRETS_KEY: SECRETS_KEYS.join(','), DATABASE_URL: 'postgres://clave:no-se-muestra@127.0.0.1:1/clave' };
  const { code, errors } = await command(nowhere, env, ['show']);
  t.is(code, 1);
  t.regex(errors, /^la base de datos no responde: .*127\.0\.0\.1:1\n$/);
  t.notRegex(errors, /no-se-muestra/);
});

test('[A11] repair: a row that was restored by itself is forgotten by the alarm, with two names', async (t) => {
  const { house, id } = await open(t);
  const rows = await rowsOf(house, 'accounts', { id });
  await attack(house, `update accounts set state = 'suspendida' where id = :id`, { id });
  await look(house, id);
  await putBack(house, 'accounts', rows);
  await assertTampered(t, () => tried(house), 'accounts');
  t.regex(await say(house, 'show'), / verifica /);
  await say(house, 'sign', 'accounts', id, ...TWO);
  t.is(await tried(house), 'in');
  t.is((await acts(house)).length, 1);
});

test('[A11] repair: a repair that fails changes nothing', async (t) => {
  const { house, id } = await open(t);
  await attack(house, `update accounts set state = 'suspendida' where id = :id`, { id });
  await attack(
    house,
    `create or replace function no() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    {},
  );
  await attack(house, 'create trigger no before insert on audit for each row execute function no()', {});
  await t.throwsAsync(say(house, 'sign', 'accounts', id, ...TWO), { message: /no/ });
  await assertTampered(t, () => house.world.accounts.find(id), 'accounts');
});

test('[A11] repair: every table that is signed can be looked at, and each of its rows named as the list names it', async (t) => {
  const { house } = await open(t);
  for (const table of Object.keys(boundTables) as BoundTableName[]) {
    t.regex(await say(house, 'show', table), /^\w+: \d+ filas?, 0 no verifican\.$/, table);
    const [row] = await rowsOf(house, table);
    if (row) t.regex(await say(house, 'show', table, ...nameOf(table, row).row.split(' ')), /Firma +verifica/, table);
  }
});

test('[A11] repair: long lists are cut, and say how much more there is', async (t) => {
  const { house, id } = await open(t);
  await attack(
    house,
    `insert into holds (id, kind, folio, account_id, state, created_at, due_at, try_at)
     select gen_random_uuid(), 'link-run', 'x', :id, 'done', now(), now(), now() from generate_series(1, 1205)`,
    { id },
  );
  const said = await say(house, 'show', 'holds');
  t.regex(said, /1205 filas, 1205 no verifican/);
  t.is(said.split('\n').length, 53);
  t.regex(said, /Y 1155 más\.$/);
});

test('[A11] repair: the command says its use, and ends with 0, 1 or 2', async (t) => {
  const { house } = await open(t);
  const env = { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: house.issuer };
  const run = (...words: string[]) => command(house.raw.knex.client.config.connection, env, words);
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
