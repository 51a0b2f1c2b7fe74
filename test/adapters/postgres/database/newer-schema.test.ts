import test from 'ava';
import { openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { migrate, NewerSchema } from '../../../../src/adapters/postgres/database/migrate.ts';
import { freshDatabase } from '../../../helpers/database.ts';

test('[A11] a version does not start beside a newer one, and says so', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 1);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  await t.notThrowsAsync(migrate(database, connection));
  const later = { name: '29991231000000-later.ts', batch: 99, migration_time: new Date() };
  await database.run((sql) => sql('knex_migrations').insert(later));
  await t.throwsAsync(migrate(database, connection), {
    instanceOf: NewerSchema,
    message: /una versión más nueva de Clave Sence actualizó esta base de datos \(29991231000000-later\.ts\)/,
  });
});
