import { randomUUID } from 'node:crypto';
import test from 'ava';
import { applyRetention } from '../../../../src/adapters/postgres/retention/retention.ts';
import { daysOf, type Kept } from '../../../../src/domain/retention.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openCompany } from '../../../helpers/companies.ts';
import { accountNow, DAY, openWithCamila } from '../../../helpers/recovery.ts';

const HOUR = 3_600_000;

/** One row of a kind that ended this long ago. */
async function put({ database, deps }: TestApp, kept: Kept, accountId: string, ago: number): Promise<void> {
  const at = new Date(deps.now().getTime() - ago);
  const id = randomUUID();
  const folio = id.slice(0, 13);
  const base = { id, account_id: accountId, created_at: at };
  const rows: Partial<Record<Kept, readonly [string, object]>> = {
    messages: ['outbox', { ...base, channel: 'mail', kind: 'account-created', due_at: at, sent_at: at }],
    undelivered: [
      'outbox',
      { ...base, channel: 'mail', kind: 'account-created', content: Buffer.from('x'), due_at: at, dead_at: at },
    ],
    mailbox: ['mailbox', { id, content: Buffer.from('x'), created_at: at, sent_at: at }],
    provisionalKeys: ['provisional_keys', { ...base, kind: 'key', key_hash: 'x', proved: false, ended_at: at }],
    holds: ['holds', { ...base, kind: 'link-run', folio, state: 'withdrawn', due_at: at, try_at: at, ended_at: at }],
    rights: [
      'right_requests',
      {
        id,
        folio,
        account_id: accountId,
        kind: 'acceso',
        state: 'respondida',
        asked_at: at,
        due_on: '2026-01-01',
        answered_at: at,
      },
    ],
    openCases: ['cases', { id, folio, kind: 'identidad-disputada', content: Buffer.from('x'), opened_at: at }],
    cases: ['cases', { id, folio, kind: 'identidad-disputada', opened_at: at, ended_at: at }],
    memberInvitations: [
      'member_invitations',
      {
        ...base,
        state: 'enviada',
        sending: randomUUID(),
        mac: Buffer.from('x'),
        content: Buffer.from('x'),
        changed_at: at,
        expires_at: at,
      },
    ],
    companies: ['companies', { rut: folio, answer: Buffer.from('x'), asked_at: at }],
  };
  const [table, row] = rows[kept] ?? ['', {}];
  await database.run((sql) => sql(table).insert(row));
}

const kinds = [
  'messages',
  'undelivered',
  'mailbox',
  'provisionalKeys',
  'holds',
  'rights',
  'openCases',
  'cases',
  'memberInvitations',
  'companies',
] as const;

for (const kept of kinds)
  test(`[security 56] ${kept}: a row past its term is deleted, and not an hour before`, async (t) => {
    const app = await openWithCamila(t);
    const { id } = await accountNow(app);
    const count = async () => (await applyRetention(app.database, app.deps.now())).rows[kept];
    await count();
    const term = daysOf(kept) * DAY;
    await put(app, kept, id, term - HOUR);
    t.is(await count(), 0);
    await put(app, kept, id, term + HOUR);
    t.is(await count(), 1);
    t.is(await count(), 0);
  });

test('a message that waits, a company that has an account, and a block in force are kept, however old', async (t) => {
  const app = await openWithCamila(t);
  await openCompany(app);
  const { database, deps } = app;
  const { id: account_id } = await accountNow(app);
  const at = deps.now();
  await database.run((sql) =>
    sql('outbox').insert({
      id: randomUUID(),
      account_id,
      channel: 'mail',
      kind: 'nothing',
      created_at: at,
      due_at: at,
    }),
  );
  const request = { id: randomUUID(), folio: 'LD-AAAA-AAAA', account_id, kind: 'bloqueo', state: 'respondida' };
  await database.run((sql) =>
    sql('right_requests').insert({ ...request, asked_at: at, due_on: '2026-01-01', answered_at: at }),
  );
  app.advance(6 * 365 * DAY);
  await applyRetention(database, deps.now());
  const left = async (table: string, which: object) =>
    (await database.run<object[]>((sql) => sql(table).where(which))).length;
  t.is(await left('outbox', { kind: 'nothing' }), 1);
  t.is(await left('companies', {}), 1);
  t.is(await left('right_requests', { id: request.id }), 1);
});

test('the trail is not deleted', async (t) => {
  const app = await openWithCamila(t);
  const rows = () => app.database.run<object[]>((sql) => sql('audit').select('id'));
  const before = (await rows()).length;
  app.advance(10 * 365 * DAY);
  await applyRetention(app.database, app.deps.now());
  t.is((await rows()).length, before);
});

test('thousands of rows are deleted in several batches', async (t) => {
  const app = await openWithCamila(t);
  const { database, deps } = app;
  await database.run((sql) =>
    sql.raw(
      `insert into mailbox (id, content, created_at, sent_at)
       select gen_random_uuid(), '\\x00', ?, ? from generate_series(1, 2500)`,
      [new Date(deps.now().getTime() - 30 * DAY), new Date(deps.now().getTime() - 30 * DAY)],
    ),
  );
  t.true(((await applyRetention(database, deps.now())).rows.mailbox ?? 0) >= 2500);
});
