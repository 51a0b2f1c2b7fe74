import test from 'ava';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { describeFault } from '../../src/app/describe-fault.ts';
import { freshDatabase } from '../helpers/database.ts';

const rut = '44.000.003-7';

test('[security 55] the log has the place of a fault, and not the value that PostgreSQL quotes in it', async (t) => {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 1);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  const asked = {
    knex: () => database.run((sql) => sql('recoveries').where({ id: `${rut}\n at ${rut}` })),
    'a prepared statement': () => database.named({ name: 'one', text: 'select $1::int', values: [rut] }),
    'a day that is none': () => database.run((sql) => sql.raw('select ?::date', [rut])),
  };
  for (const [what, ask] of Object.entries(asked)) {
    const described = describeFault(await t.throwsAsync(async () => ask()));
    t.false(described.includes('44.000'), `${what}: ${described}`);
    t.regex(described, /\(22[\dA-Z]{3}\)[\s\S]*\n +at /, what);
  }
  const missing = await t.throwsAsync(async () => database.run((sql) => sql('nowhere')));
  t.regex(describeFault(missing), /relation "nowhere" does not exist/);
});

test('[security 55] a fault of several lines shows its first lines, its places and its cause', (t) => {
  const described = describeFault(new Error('first', { cause: new Error(`second\n${rut}`) }));
  t.regex(described, /^Error: first <- Error: second/);
  t.is(described.match(/^ +at /gm)?.length, 10);
});
