import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { sharesSessions } from '../../../../src/adapters/postgres/database/pooler.ts';
import { refuseSharedSessions } from '../../../../src/app/own-database.ts';
import { ConfigError } from '../../../../src/config/config.ts';
import { type Connection, freshDatabase } from '../../../helpers/database.ts';
import { openDatabaseRelay } from '../../../helpers/database-relay.ts';
import { openTransactionPooler } from '../../../helpers/transaction-pooler.ts';

test('[B3] a pooler that gives each transaction another session is refused with the reason; none, or session pooling, is accepted', async (t) => {
  const { connection, drop } = await freshDatabase();
  const pooler = await openTransactionPooler(connection);
  const relay = await openDatabaseRelay(connection);
  t.teardown(async () => {
    pooler.close();
    await relay.close();
    await drop();
  });
  const opened = (way: Connection) => {
    const database = openDatabase(way, 1);
    t.teardown(database.close);
    return database;
  };
  t.false(await sharesSessions(opened(connection), connection));
  t.false(await sharesSessions(opened(relay.connection), relay.connection));
  t.true(await sharesSessions(opened(pooler.connection), pooler.connection));
  const refusal = refuseSharedSessions(opened(pooler.connection), pooler.connection);
  const { message } = (await t.throwsAsync(refusal, { instanceOf: ConfigError })) as Error;
  t.regex(message, /DATABASE_URL: .*PgBouncer.*pool_mode = session/);
});
