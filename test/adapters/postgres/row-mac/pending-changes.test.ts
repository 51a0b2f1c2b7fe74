/** What an attacker who can write rows of `pendingChanges`, and has no key of the server, brings about (floor 15). */
import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { reap } from '../../../../src/adapters/postgres/retention/reaper.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { faultReporter } from '../../../../src/app/report-fault.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rosa } from '../../../helpers/client-app.ts';
import { accountNow, camila, HOUR, openWithCamila, stranger } from '../../../helpers/recovery.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';
import { rosaNow, tried } from '../../../helpers/sign-ins.ts';
import { alarmsOf, assertTampered, attack, putBack, rowsOf, type StoredRow } from '../../../helpers/tampered.ts';

const REFERENCE = 'CS-PRUE-BA77';

interface Scene {
  readonly app: TestApp;
  readonly camila: string;
  readonly rosa: string;
  /** Camila's request and Rosa's: a card asked for other contacts, which wait for three days and are confirmed. */
  readonly hold: string;
  readonly rosas: string;
}

async function open(t: ExecutionContext): Promise<Scene> {
  const app = await openWithCamila(t);
  const [{ id }, { id: other }] = [await accountNow(app), await rosaNow(app)];
  const hold = await openHold(app, id, { run: camila.run, serial: camila.serial, email: stranger.email });
  const rosas = await openHold(app, other, { ...rosa, run: '44000001-0', email: 'rosa.nueva@correo.example' });
  return { app, camila: id, rosa: other, hold, rosas };
}

async function openHold(
  { deps }: TestApp,
  accountId: string,
  { run, serial, email }: { run: string; serial: string; email: string },
): Promise<string> {
  const hold = await deps.pendingChanges.open({
    kind: 'replace-contacts',
    folio: 'CS-PRUE-BA22',
    accountId,
    dueAt: new Date(deps.now().getTime() + 72 * HOUR),
    card: { run: run as never, serial: serial as never, contacts: { email: parseEmail(email), mobile: undefined } },
  });
  await deps.pendingChanges.confirm(hold?.id ?? '');
  return hold?.id ?? '';
}

/** The worker as its ticker runs it: a row that does not verify is reported, and the next one is taken. */
async function work({ deps, raw, logged }: TestApp): Promise<void> {
  const log = { error: (fields: object) => void logged.push(JSON.stringify(fields)) } as never;
  const report = faultReporter({ database: raw, log, now: deps.now });
  const once = () =>
    applyDueChange(deps).catch((fault: unknown) => {
      if (!(fault instanceof TamperedRow)) throw fault;
      report(REFERENCE, fault);
      return true;
    });
  while (await once());
}

/** The address on file as the row has it: an account that is shut is not read by the product. */
async function emailOf(app: TestApp, id: string): Promise<string> {
  const [row] = await rowsOf(app, 'accounts', { id });
  return JSON.parse(deriveSecrets(SECRETS_KEYS).open(row?.personal as Buffer, `account:${id}`)).email;
}

interface Attack {
  readonly sql: string;
  /** The account is shut at once where its own row does not match any more, else from the first read of the change. */
  readonly shuts: 'accounts' | 'holds';
  readonly hours?: number;
}

const COPY = `insert into holds (id, kind, folio, account_id, state, content, created_at, due_at, try_at, confirmed_at, mac)
  select gen_random_uuid(), 'recover-by-one', folio, :camila, state, content, created_at, now(), now(), now(), mac
  from holds where id = :rosas`;

const attacks: Readonly<Record<string, Attack>> = {
  'its hour brought forward': {
    sql: 'update holds set due_at = now(), try_at = now() where id = :hold',
    shuts: 'holds',
  },
  'the content of another request copied': {
    sql: 'update holds set content = (select content from holds where id = :rosas) where id = :hold',
    shuts: 'holds',
    hours: 73,
  },
  'its kind changed': { sql: `update holds set kind = 'recover-by-one' where id = :hold`, shuts: 'holds', hours: 73 },
  'moved to another account': {
    sql: `update holds set account_id = :camila, kind = 'recover-by-one', try_at = now() where id = :rosas`,
    shuts: 'accounts',
  },
  'copied to another account': { sql: COPY, shuts: 'accounts' },
  'one put in without a MAC': { sql: COPY.replace('now(), mac', 'now(), null'), shuts: 'accounts' },
  deleted: { sql: 'delete from holds where id = :hold', shuts: 'accounts' },
  'the MAC of another request copied': {
    sql: 'update holds set mac = (select mac from holds where id = :rosas) where id = :hold',
    shuts: 'accounts',
    hours: 73,
  },
};

for (const [what, { sql, shuts, hours = 1 }] of Object.entries(attacks))
  test(`[A11, threat 74] pending changes: ${what}: nothing takes effect, and the row is named`, async (t) => {
    const scene = await open(t);
    const { app } = scene;
    const used = Object.fromEntries(Object.entries(scene).filter(([name]) => sql.includes(`:${name}`)));
    await attack(app, sql, used);
    app.advance(hours * HOUR);
    if (shuts === 'accounts') await assertTampered(t, () => app.deps.accounts.find(scene.camila), 'accounts');
    await work(app);
    t.is(await emailOf(app, scene.camila), camila.email, 'her address stays');
    t.is(
      (await rowsOf(app, 'provisional_keys', { account_id: scene.camila, ended_at: null })).length,
      0,
      'no key was sent',
    );
    if (what !== 'deleted') await assertNoted(t, scene, shuts);
    await assertTampered(t, () => app.deps.accounts.find(scene.camila), 'accounts');
  });

async function assertNoted(t: ExecutionContext, { app, camila: id }: Scene, shuts: string): Promise<void> {
  await setTimeout(200);
  const noted = await alarmsOf(app);
  t.true(noted.length > 0);
  t.true(noted.every(({ reference }) => reference === REFERENCE));
  if (shuts === 'holds') t.like(noted[0], { table_name: 'holds', account_id: id });
  t.true(app.logged.some((line) => line.includes(REFERENCE) && line.includes('TamperedRow')));
}

test('[A11, threat 74] pending changes: one bad row delays no other', async (t) => {
  const { app, hold, rosa: other } = await open(t);
  await attack(app, `update holds set due_at = now() - interval '1 day', try_at = now() where id = :hold`, { hold });
  app.advance(73 * HOUR);
  await work(app);
  t.is(await emailOf(app, other), 'rosa.nueva@correo.example');
  t.is(await tried(app), 'in', 'she signs in as before');
});

/** The row that is put back was once written by the product, with its true MAC. */
const older: Readonly<Record<string, (app: TestApp, hold: string, account: string) => Promise<unknown>>> = {
  'that was withdrawn waits again': ({ deps }, _, account) => deps.pendingChanges.withdrawAll(account),
  'that was refused waits again': ({ deps }, hold) => deps.pendingChanges.end(hold, 'refused'),
  'that was delayed is due earlier again': ({ deps }, hold) =>
    deps.pendingChanges.delay(hold, new Date(deps.now().getTime() + 144 * HOUR)),
};

for (const [what, change] of Object.entries(older))
  test(`[A11, threat 74] pending changes: one ${what}, put back as it was: its account is shut`, async (t) => {
    const { app, hold, camila: id } = await open(t);
    const rows = await rowsOf(app, 'holds', { id: hold });
    await change(app, hold, id);
    t.truthy(await app.deps.accounts.find(id));
    await putBack(app, 'holds', rows);
    app.advance(73 * HOUR);
    await assertTampered(t, () => app.deps.accounts.find(id), 'accounts');
    await work(app);
    t.is(await emailOf(app, id), camila.email);
  });

test('[A11] pending changes: replaced contacts that were erased do not come back with their row', async (t) => {
  const { app, hold, camila: id } = await open(t);
  const { email, mobile } = (await accountNow(app)).personal;
  await app.deps.pendingChanges.end(hold, 'done', { undo: { email, mobile, question: undefined } });
  const rows = await rowsOf(app, 'holds', { id: hold });
  t.truthy(await app.deps.pendingChanges.undoOf(hold));
  t.truthy(await app.deps.accounts.find(id));
  await putBack(app, 'holds', rows);
  await assertTampered(t, () => app.deps.accounts.find(id), 'accounts');
  await assertTampered(t, () => app.deps.pendingChanges.undoOf(hold), 'accounts');
});

test('[A11] pending changes: contacts that may be restored are not those of another request', async (t) => {
  const { app, hold, rosas } = await open(t);
  const { email, mobile } = (await accountNow(app)).personal;
  for (const id of [hold, rosas])
    await app.deps.pendingChanges.end(id, 'done', { undo: { email, mobile, question: undefined } });
  const set = 'update holds set undo = (select undo from holds where id = :rosas) where id = :hold';
  await attack(app, set, { hold, rosas });
  await assertTampered(t, () => app.deps.pendingChanges.undoOf(hold), 'holds');
});

test('[A11] pending changes: the reaper goes on past a row that does not verify', async (t) => {
  const { app, hold, rosas } = await open(t);
  const { email, mobile } = (await accountNow(app)).personal;
  for (const id of [hold, rosas])
    await app.deps.pendingChanges.end(id, 'done', { undo: { email, mobile, question: undefined } });
  await attack(app, `update holds set ended_at = ended_at - interval '1 hour' where id = :hold`, { hold });
  app.advance(8 * 24 * HOUR);
  await app.deps.captcha.issue('register-natural');
  await app.raw.run((sql) => sql('captchas').update({ expires_at: new Date(0) }));
  await assertTampered(t, () => reap(app.raw, app.deps, new Date(0)), 'holds');
  t.deepEqual(await rowsOf(app, 'captchas'), [], 'what expired of other kinds is gone');
  const undone = async (id: string) => (await rowsOf(app, 'holds', { id }))[0]?.undo as StoredRow | null;
  t.is(await undone(rosas), null, 'the other one was erased');
  t.not(await undone(hold), null);
});
