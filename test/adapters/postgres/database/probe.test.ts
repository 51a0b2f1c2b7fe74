import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { writeProbe } from '../../../../src/adapters/postgres/database/probe.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { openDatabaseRelay } from '../../../helpers/database-relay.ts';

test('[B1] probes of a slow database that end before they are answered leave no connection behind', async (t) => {
  const { connection, drop } = await freshDatabase();
  const relay = await openDatabaseRelay(connection);
  const probe = writeProbe(relay.connection);
  const database = openDatabase(connection, 1);
  t.teardown(async () => {
    probe.close();
    await database.close();
    await relay.close();
    await drop();
  });
  relay.delay(900);
  for (let look = 0; look < 2; look += 1) t.false(await probe.answersNow(1000));
  relay.delay(0);
  await sleep(3000);
  t.true(await probe.answersNow(1000), 'once it is fast again');
  const open = await database.run<{ rows: { count: number }[] }>((sql) =>
    sql.raw(`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`),
  );
  t.deepEqual(open.rows, [{ count: 1 }]);
});
