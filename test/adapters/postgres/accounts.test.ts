import test from 'ava';
import { postgresAccounts } from '../../../src/adapters/postgres/accounts.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { parseRut } from '../../../src/domain/rut.ts';
import { freshDatabase } from '../../helpers/database.ts';

test('[S1] the look-up of an identifier has a plan that reads no growing table whole', async (t) => {
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
