/** Rows from before the MACs: signed once as they are, and never a second time (floor 15). */
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { postgresAccounts } from '../../../../src/adapters/postgres/accounts/accounts.ts';
import { signOldRows } from '../../../../src/adapters/postgres/repair/sign-old-rows.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';
import { clientsFolder, freePort, startServer } from '../../../helpers/server-process.ts';
import { addPeople, rosaNow, tried } from '../../../helpers/sign-ins.ts';
import { assertTampered, attack, rowsOf } from '../../../helpers/tampered.ts';

const OTHER_KEYS = ['c3VjaC1hLWtleS1uby1kZXBsb3ltZW50LWhhcy0xMjM0NTY3OA=='] as const;

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

/** The database as a version without MACs left it: no MAC, no version, no mark, no act. */
async function asBefore({ raw }: TestApp): Promise<void> {
  const statements = [
    'update accounts set mac = null, version = 0, dependents = null',
    'update holds set mac = null',
    'update provisional_keys set mac = null',
    'delete from signed_tables',
    'alter table audit disable trigger all',
    `delete from audit where act = 'rows.signed'`,
    'alter table audit enable trigger all',
  ];
  for (const statement of statements) await raw.run((sql) => sql.raw(statement));
}

const sign = ({ raw: database, deps }: TestApp, keys: readonly string[] = SECRETS_KEYS, say?: () => void) =>
  signOldRows({
    database,
    secrets: deriveSecrets(keys as [string, ...string[]]),
    audit: deps.audit,
    now: deps.now,
    ...(say ? { say } : {}),
  });

const unsigned = async (app: TestApp): Promise<number> =>
  (await rowsOf(app, 'accounts')).filter(({ mac }) => mac === null).length;

/** A request that waits and a key that is out, of which an earlier account has no note. */
async function openRequests({ deps }: TestApp, accountId: string): Promise<void> {
  const card = { run: '44000001-0' as never, serial: '512345678' as never };
  const contacts = { email: parseEmail('otra@correo.example'), mobile: undefined };
  const dueAt = new Date(deps.now().getTime() + 72 * 3_600_000);
  await deps.pendingChanges.open({
    kind: 'replace-contacts',
    folio: 'CS-PRUE-BA22',
    accountId,
    dueAt,
    card: { ...card, contacts },
  });
  await deps.provisionalKeys.put({ id: randomUUID(), accountId, kind: 'key', keyHash: 'none', proved: false });
}

test('[A11] upgrade: earlier rows are signed as they are at the first start, and the moment is an act', async (t) => {
  const app = await open(t);
  const { id } = await rosaNow(app);
  await openRequests(app, id);
  await asBefore(app);
  await assertTampered(t, () => app.deps.accounts.find(id), 'accounts');
  await app.beside();
  t.is(await unsigned(app), 0);
  t.is((await app.deps.accounts.find(id))?.state, 'activa', 'with a request that waits and a key that is out');
  t.is((await app.deps.pendingChanges.allWaiting(id)).length, 1);
  t.truthy(await app.deps.provisionalKeys.outstanding(id));
  t.is(await tried(app), 'in');
  const acts = await rowsOf(app, 'audit', { act: 'rows.signed' });
  t.is(acts.length, 1);
  t.like(acts[0]?.details, { accounts: 2, holds: 1, provisional_keys: 1 });
});

test('[A11] upgrade: an interrupted run goes on where it was', async (t) => {
  const app = await open(t);
  await addPeople(app, 30);
  await asBefore(app);
  // Of what one run signed before it was killed there are some accounts and no mark.
  const { raw } = app;
  await sign(app);
  const [first, ...others] = await rowsOf(app, 'accounts');
  await raw.run((sql) =>
    sql('accounts')
      .whereIn(
        'id',
        others.map(({ id }) => id as string),
      )
      .update({ mac: null }),
  );
  await raw.run((sql) => sql('signed_tables').where({ name: 'accounts' }).delete());
  await raw.run((sql) => sql.raw('alter table audit disable trigger all'));
  await raw.run((sql) => sql('audit').where({ act: 'rows.signed' }).delete());
  const macOf = async () => (await rowsOf(app, 'accounts', { id: first?.id }))[0]?.mac as Buffer;
  const kept = await macOf();
  await sign(app);
  t.is(await unsigned(app), 0);
  t.deepEqual(await macOf(), kept, 'what was signed stays as it was');
  t.like((await rowsOf(app, 'audit', { act: 'rows.signed' }))[0]?.details, { accounts: others.length });
});

test('[A11] upgrade: of processes that start together one records the act, and all rows are right', async (t) => {
  const app = await open(t);
  await addPeople(app, 20);
  await asBefore(app);
  await Promise.all([app.beside(), app.beside(), app.beside()]);
  t.is(await unsigned(app), 0);
  t.is((await rowsOf(app, 'audit', { act: 'rows.signed' })).length, 1);
  t.is(await tried(app), 'in');
});

/** A database in which another process acts between the first statement and the second. */
function interrupted({ raw }: TestApp, meanwhile: () => Promise<void>): TestApp['raw'] {
  let statements = 0;
  const run: TestApp['raw']['run'] = async (build) => {
    statements += 1;
    if (statements === 2) await meanwhile();
    return raw.run(build);
  };
  return { ...raw, run };
}

test('[A11] upgrade: a start that read the marks before another came to its end goes on', async (t) => {
  const app = await open(t);
  await asBefore(app);
  const late = { ...app, raw: interrupted(app, () => sign(app)) };
  await t.notThrowsAsync(sign(late));
  t.is(await unsigned(app), 0);
  t.is((await rowsOf(app, 'audit', { act: 'rows.signed' })).length, 1);
});

test('[A11] upgrade: it is refused where one of the marks was taken away meanwhile', async (t) => {
  const app = await open(t);
  await asBefore(app);
  const meanwhile = async () => {
    await sign(app);
    await attack(app, `delete from signed_tables where name = 'holds'`, {});
  };
  const late = { ...app, raw: interrupted(app, meanwhile) };
  await t.throwsAsync(sign(late), { message: /las filas de holds ya se firmaron una vez/ });
});

test('[A11, threat 96] upgrade: a row that is put in without a MAC afterwards is refused, also after a restart', async (t) => {
  const app = await open(t);
  const { id } = await rosaNow(app);
  await attack(app, 'update accounts set mac = null where id = :id', { id });
  const next = await app.beside();
  await assertTampered(t, () => next.deps.accounts.find(id), 'accounts');
});

test('[A11, threat 96] upgrade: where the mark of a table is taken away the server does not start, and says why', async (t) => {
  const app = await open(t);
  const { id } = await rosaNow(app);
  await attack(app, 'update accounts set mac = null where id = :id', { id });
  await attack(app, `delete from signed_tables where name = 'accounts'`, {});
  await t.throwsAsync(app.beside(), {
    message: /signed_tables: las filas de accounts ya se firmaron una vez.*nada se firma/,
  });
  t.is(await unsigned(app), 1, 'it was not signed');
});

test('[A11] upgrade: a forged mark stops the start', async (t) => {
  const app = await open(t);
  await attack(app, `update signed_tables set signed_at = now() where name = 'accounts'`, {});
  await t.throwsAsync(app.beside(), { message: /signed_tables: la fila accounts no verifica, fue cambiada/ });
});

test('[A11, threat 97] a dump in a deployment with other keys opens nothing: the start says that SECRETS_KEY does not list the key', async (t) => {
  const app = await open(t);
  const { id } = await rosaNow(app);
  await t.throwsAsync(sign(app, OTHER_KEYS), { message: /la firmó una llave que SECRETS_KEY no nombra/ });
  const other = postgresAccounts(app.raw, deriveSecrets([OTHER_KEYS[0]]), app.deps.now);
  const fault = await t.throwsAsync(other.find(id), { instanceOf: TamperedRow });
  t.regex(fault?.message ?? '', /SECRETS_KEY/);
  // Without marks, too: the trail says that these rows were signed.
  await attack(app, 'delete from signed_tables', {});
  await t.throwsAsync(sign(app, OTHER_KEYS), { message: /ya se firmaron una vez/ });
});

test('[A11] a server on a dump of a deployment with other keys does not start, and says why without a stack', async (t) => {
  const app = await open(t);
  const { directory, remove } = clientsFolder([]);
  t.teardown(remove);
  const { connection } = app.raw.knex.client.config;
  const ports = { port: await freePort(), examplePort: await freePort() };
  const fault = await t.throwsAsync(startServer({ connection, clientsDir: directory, ...ports }));
  t.regex(fault?.message ?? '', /signed_tables: la fila \w+ no verifica, la firmó una llave que SECRETS_KEY no nombra/);
  t.notRegex(fault?.message ?? '', /\n +at /);
});

test('[A11] an older key of SECRETS_KEY stays valid until the row is written again', async (t) => {
  const app = await open(t);
  const { id } = await rosaNow(app);
  const both = deriveSecrets([OTHER_KEYS[0], ...SECRETS_KEYS]);
  const accounts = postgresAccounts(app.raw, both, app.deps.now);
  t.truthy(await accounts.find(id));
  const keyOf = async () => {
    const [row] = await rowsOf(app, 'accounts', { id });
    return Buffer.from(row?.mac as Buffer).toString('hex', 0, 4);
  };
  const [today, older] = both.rowKeys.map((key) => key.id);
  t.is(await keyOf(), String(older));
  await accounts.change(id, (latest) => latest);
  t.is(await keyOf(), String(today));
});
