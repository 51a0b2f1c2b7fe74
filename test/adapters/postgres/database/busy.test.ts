import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { freshDatabase } from '../../../helpers/database.ts';

// Alone in its file: it keeps the whole process busy.
test('[B1] an answer that came while this process was busy does not count as silence', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 1);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  const ask = () => database.run<{ rows: object[] }>((sql) => sql.raw('select pg_sleep(0.2), 7 as n'));
  await database.forRequest(ask);
  const asked = database.forRequest(ask);
  await sleep(100);
  for (const end = performance.now() + 2500; performance.now() < end; );
  t.like((await asked).rows[0], { n: 7 });
});
