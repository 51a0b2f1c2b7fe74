import { randomUUID } from 'node:crypto';
import test from 'ava';
import pg from 'pg';
import { endInBatches } from '../../../../src/adapters/postgres/database/batches.ts';
import { endCompanies } from '../../../../src/adapters/postgres/retention/company-retention.ts';
import { reap } from '../../../../src/adapters/postgres/retention/reaper.ts';
import { LAPSED_AT_ONCE } from '../../../../src/ports/accounts.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { openCompany } from '../../../helpers/companies.ts';

const DAY_MS = 24 * 3_600_000;
const NOTHING_LAPSED = new Date(0);

/** Access tokens that expired a minute ago, or are valid. */
const putTokens = ({ database }: TestApp, count: number, expires: string) =>
  database.run((sql) =>
    sql.raw(
      `insert into oidc_access_token (id, payload, expires_at)
       select sha256(gen_random_uuid()::text::bytea), '{}', now() + ?::interval from generate_series(1, ?::int)`,
      [expires, count],
    ),
  );

async function countOf({ database }: TestApp, table: string, where = 'true'): Promise<number> {
  const { rows } = await database.run<{ rows: [{ count: string }] }>((sql) =>
    sql.raw(`select count(*) from ${table} where ${where}`),
  );
  return Number(rows[0].count);
}

async function open(t: { teardown(fn: () => Promise<void>): void }): Promise<TestApp> {
  const app = await openTestApp();
  t.teardown(app.stop);
  return app;
}

test('[S1] a pass of the reaper deletes one batch of each kind at most, so that none waits for another, and reports that there is more', async (t) => {
  const app = await open(t);
  const { database, deps } = app;
  await putTokens(app, 1200, '-1 minute');
  await putTokens(app, 10, '1 hour');
  await database.run((sql) => sql('throttles').insert({ key: Buffer.from('x'), used: 1, window_ends: NOTHING_LAPSED }));
  const left: number[] = [];
  for (const more of [true, true, false]) {
    t.is((await reap(database, deps, NOTHING_LAPSED)).more, more);
    left.push(await countOf(app, 'oidc_access_token'));
    t.is(await countOf(app, 'throttles'), 0, 'the first pass ends them, whatever waits elsewhere');
  }
  t.deepEqual(left, [710, 210, 10]);
});

test('[S1] rows that another process has locked are left to it, without waiting', async (t) => {
  const app = await open(t);
  await putTokens(app, 100, '-1 minute');
  const other = new pg.Client(app.database.knex.client.config.connection);
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select from oidc_access_token order by expires_at limit 60 for update');
    t.is((await reap(app.database, app.deps, NOTHING_LAPSED)).rows, 40);
    await other.query('rollback');
  } finally {
    await other.end();
  }
  t.is((await reap(app.database, app.deps, NOTHING_LAPSED)).rows, 60);
});

test('[S1] after a full batch the database is left to others for nine times as long', async (t) => {
  const app = await open(t);
  const { raw: database } = app;
  await putTokens(app, 1200, '-1 minute');
  const began: number[] = [];
  const ended: number[] = [];
  database.knex.on('query', () => began.push(performance.now()));
  database.knex.on('query-response', () => ended.push(performance.now()));
  const tokens = { table: 'oidc_access_token', by: 'expires_at', where: 'expires_at < now()' };
  t.deepEqual(await endInBatches(app.raw, tokens, 5), { rows: 1200, more: false });
  t.is(began.length, 3);
  for (const batch of [0, 1]) {
    const took = (ended[batch] ?? 0) - (began[batch] ?? 0);
    t.true((began[batch + 1] ?? 0) - (ended[batch] ?? 0) >= 9 * took - 2);
  }
});

test('[S1] lapsed registrations are deleted a hundred at a time, and those with a pending change stay', async (t) => {
  const app = await open(t);
  const { database, deps } = app;
  await database.run((sql) =>
    sql.raw(
      `insert into accounts (id, profile, kind, identifier, subject_id, state, identidad, key_hash, key_changed_at, personal,
         simulado, created_at)
       select gen_random_uuid(), 'natural', 'RUN', 'n' || n, (select id from subjects limit 1), 'pendiente_correo',
         'declarada', '-', now(), '-', true, now() - interval '30 hours' from generate_series(1, 150) n`,
    ),
  );
  await database.run((sql) =>
    sql.raw(
      `insert into holds (id, kind, folio, account_id, state, created_at, due_at, try_at)
       select gen_random_uuid(), 'legacy-recreation', 'x', id, 'waiting', now(), now(), now() from accounts
       where identifier in ('n1', 'n2')`,
    ),
  );
  const before = new Date(Date.now() - DAY_MS);
  const pending = () => countOf(app, 'accounts', "state = 'pendiente_correo'");
  t.deepEqual(await reap(database, deps, before), { rows: LAPSED_AT_ONCE, more: true });
  t.is(await pending(), 50);
  await reap(database, deps, before);
  t.is(await pending(), 2);
});

test('[S1] companies without an account are deleted page by page, past those that stay', async (t) => {
  const app = await open(t);
  const { database } = app;
  await openCompany(app);
  const at = new Date(Date.now() - 100 * DAY_MS);
  await database.run((sql) => sql('companies').update({ asked_at: at }));
  const kept = await countOf(app, 'companies');
  await database.run((sql) =>
    sql.raw(
      `insert into companies (rut, answer, asked_at)
       select 'c' || n, '-', ?::timestamptz - n / 2 * interval '1 second' from generate_series(1, 2300) n`,
      [at],
    ),
  );
  t.is(await endCompanies(database, new Date(Date.now() - 200 * DAY_MS)), 0);
  t.is(await endCompanies(database, new Date(Date.now() - 30 * DAY_MS)), 2300);
  t.is(await countOf(app, 'companies'), kept);
  t.true(kept > 0);
});

test('[S1] every valid journey is searched for a copy of the subject’s data, in pages', async (t) => {
  const app = await open(t);
  const { deps } = app;
  const account = await deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  if (!account) return t.fail();
  const journey = { step: 'x', accountId: account.id } as never;
  for (let times = 0; times < 3; times += 1) await deps.recoveries.begin(journey, randomUUID());
  for (let times = 0; times < 600; times += 1)
    await deps.recoveries.begin({ step: 'x', accountId: randomUUID() } as never, 'another browser');
  const sections = await deps.records.of(account, undefined);
  t.is(sections.find(({ table }) => table === 'recoveries')?.rows.length, 3);
});
