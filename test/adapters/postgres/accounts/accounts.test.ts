import test from 'ava';
import { postgresAccounts } from '../../../../src/adapters/postgres/accounts/accounts.ts';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { parseRut } from '../../../../src/domain/rut.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { type Asked, hearStatements } from '../../../helpers/count-statements.ts';
import { freshDatabase } from '../../../helpers/database.ts';

/** The look-ups of accounts that a call sends. */
async function lookUpsIn(call: () => Promise<unknown>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  await hearStatements(call, (one) => asked.push(one));
  return asked.filter(({ text }) => /from accounts/.test(text));
}

/** Its plan; with sequential scans priced out of every plan, one that is left over means that there is no other plan. */
async function planOf({ named }: Database, { text, values }: Asked, how: string): Promise<readonly string[]> {
  const { rows } = await named({ name: `plan: ${how}`, text: `${how} ${text}`, values: [...(values ?? [])] });
  return rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? '');
}

test.serial('[S1] the look-up of an identifier has a plan without a full scan of a growing table', async (t) => {
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
  const statements = await lookUpsIn(() => accounts.findByIdentifier('natural', parseRut('44000003-7')));
  t.is(statements.length, 1);
  const plan = await database.atomically(async () => {
    await database.run((sql) => sql.raw('set local enable_seqscan = off'));
    return (await planOf(database, statements[0] ?? t.fail(), 'explain')).join('\n');
  });
  t.regex(plan, /Index/);
  t.notRegex(plan, /Seq Scan/);
});

/** Three hundred registrations of one number that wait for their e-mail. */
const WAITING = `
  insert into accounts select (jsonb_populate_record(a, jsonb_build_object(
    'id', gen_random_uuid(), 'identifier', '44000113-0', 'state', 'pendiente_correo'))).*
  from accounts a, generate_series(1, 300) where a.identifier = '44000001-0' and a.profile = 'natural'`;

test.serial(
  '[security 2] pending registrations cost the look-up of their number nothing: one row is read, however many they are',
  async (t) => {
    const { deps, database, stop } = await openTestApp();
    t.teardown(stop);
    await database.run((sql) => sql.raw(WAITING));
    await database.run((sql) => sql.raw('analyze accounts'));
    // A row is found; the values in it were sealed for the row from which it was copied.
    const asked = await lookUpsIn(() =>
      t.throwsAsync(deps.accounts.findByIdentifier('natural', parseRut('44000113-0')), { message: /authenticate/ }),
    );
    const plan = await planOf(database, asked[0] ?? t.fail(), 'explain analyze');
    const scans = plan.filter((line) => / on accounts/.test(line));
    t.true(scans.length >= 2);
    for (const scan of scans) t.regex(scan, /actual .*rows=[01](\.00)? loops=[01]\)|never executed/, scan);
  },
);
