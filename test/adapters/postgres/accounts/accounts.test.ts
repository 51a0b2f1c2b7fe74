import test from 'ava';
import { postgresAccounts } from '../../../../src/adapters/postgres/accounts/accounts.ts';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { parseRut } from '../../../../src/domain/rut.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { freshDatabase } from '../../../helpers/database.ts';

test('[S1] the look-up of an identifier has a plan without a full scan of a growing table', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 2);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  const accounts = postgresAccounts(
    database,
    deriveSecrets(['a secret of this test that is long enough']),
    () => new Date(),
  );
  const statements: { sql: string; bindings: readonly unknown[] }[] = [];
  database.knex.on('query', (query: { sql: string; bindings: readonly unknown[] }) => statements.push(query));
  await accounts.findByIdentifier('natural', parseRut('44000003-7'));
  t.is(statements.length, 1);

  // With sequential scans priced out of every plan, one that is left over means that there is no other plan.
  const plan = await database.atomically(async () => {
    await database.run((sql) => sql.raw('set local enable_seqscan = off'));
    const { sql, bindings } = statements[0] ?? t.fail();
    const { rows } = await database.run<{ rows: Record<string, string>[] }>((knex) =>
      knex.raw(`explain ${sql.replace(/\$\d+/g, '?')}`, bindings as never),
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  t.regex(plan, /Index/);
  t.notRegex(plan, /Seq Scan/);
});

/** Three hundred registrations of one number that wait for their e-mail. */
const WAITING = `
  insert into accounts select (jsonb_populate_record(a, jsonb_build_object(
    'id', gen_random_uuid(), 'identifier', '44000113-0', 'state', 'pendiente_correo'))).*
  from accounts a, generate_series(1, 300) where a.identifier = '44000001-0' and a.profile = 'natural'`;

test('[security 2] pending registrations cost the look-up of their number nothing: one row is read, however many they are', async (t) => {
  const { deps, database, stop } = await openTestApp();
  t.teardown(stop);
  await database.run((sql) => sql.raw(WAITING));
  await database.run((sql) => sql.raw('analyze accounts'));
  const asked: { sql: string; bindings: readonly unknown[] }[] = [];
  database.knex.on('query', (query) => asked.push(query));
  // A row is found; the values in it were sealed for the row from which it was copied.
  await t.throwsAsync(deps.accounts.findByIdentifier('natural', parseRut('44000113-0')), { message: /authenticate/ });
  const { sql, bindings } = asked[0] ?? t.fail();
  const { rows } = await database.run<{ rows: Record<string, string>[] }>((knex) =>
    knex.raw(`explain analyze ${sql.replace(/\$\d+/g, '?')}`, bindings as never),
  );
  const scans = rows.map((row) => row['QUERY PLAN'] ?? '').filter((line) => / on accounts/.test(line));
  t.true(scans.length >= 2);
  for (const scan of scans) t.regex(scan, /actual .*rows=[01](\.00)? loops=[01]\)|never executed/, scan);
});
