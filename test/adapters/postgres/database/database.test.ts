import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { startLocalPostgres } from '../../../../src/dev/postgres/local-server.ts';
import { statementsOf } from '../../../helpers/count-statements.ts';
import { freshDatabase } from '../../../helpers/database.ts';

async function open(t: ExecutionContext, poolSize = 4): Promise<Database> {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, poolSize);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  await database.run((sql) => sql.raw('create table pages (n integer primary key)'));
  return database;
}

const add = (database: Database, n: number) => database.run((sql) => sql('pages').insert({ n }));
const count = async (database: Database): Promise<number> =>
  Number((await database.run<{ count: string }>((sql) => sql('pages').count().first())).count);

test('a transaction is stored whole, or not at all', async (t) => {
  const database = await open(t);
  await database.atomically(async () => {
    await add(database, 1);
    await database.atomically(() => add(database, 2));
  });
  t.is(await count(database), 2);
  await t.throwsAsync(
    database.atomically(async () => {
      await add(database, 3);
      throw new Error('no');
    }),
    { message: 'no' },
  );
  await database.atomically(
    () => add(database, 4),
    () => false,
  );
  t.is(await count(database), 2);
});

test.serial('[security 2] a step behind a savepoint is kept, or costs the same and never happened', async (t) => {
  const database = await open(t);
  const done: string[] = [];
  const take = (n: number, keep: boolean) =>
    database.savepoint(async () => {
      await add(database, n);
      database.beforeCommit('note', async () => void done.push(`${n}: ${await count(database)} rows`));
      return n;
    }, keep);
  const statements = await database.atomically(async () => {
    await add(database, 1);
    const taken = await statementsOf(() => take(2, false));
    t.is(await count(database), 1, 'what came before stands');
    t.is(await statementsOf(() => take(3, true)), taken);
    return taken;
  });
  t.is(statements, 4);
  t.is(await count(database), 2);
  t.deepEqual(done, ['2: 2 rows', '3: 2 rows'], 'what is to be done at the end of a step is done in it');
});

test('a step that fails rolls its transaction back, and no step is taken outside of one', async (t) => {
  const database = await open(t);
  const fails = () => Promise.reject(new Error('no'));
  await t.throwsAsync(
    database.atomically(async () => {
      await add(database, 1);
      await database.savepoint(fails, false);
    }),
    { message: 'no' },
  );
  t.is(await count(database), 0);
  await t.throwsAsync(async () => database.savepoint(fails, true), { message: /outside of a transaction/ });
});

test('knex and prepared statements share the connection, also when they are started together', async (t) => {
  const database = await open(t, 1);
  await database.atomically(async () => {
    const jobs = [1, 2, 3, 4].map((n) =>
      n % 2 ? add(database, n) : database.named({ name: 'add', text: 'insert into pages values ($1)', values: [n] }),
    );
    await Promise.all(jobs);
    t.is(await count(database), 4);
  });
  t.is(await count(database), 4);
});

test('[threat 752] a prepared statement that a migration outdated is prepared anew on every connection', async (t) => {
  const database = await open(t);
  await add(database, 1);
  const read = () => database.named({ name: 'read', text: 'select * from pages' });
  const four = () => Promise.all([1, 2, 3, 4].map(read));
  await four();
  await database.run((sql) => sql.raw('alter table pages add column title text'));
  for (const { rows } of await four()) t.deepEqual(rows, [{ n: 1, title: null }]);
  await four();
  await database.run((sql) => sql.raw('alter table pages drop column title'));
  // In a transaction it is told as what passes, once.
  await t.throwsAsync(database.atomically(read), { name: 'Unavailable' });
  const kept = await Promise.all([1, 2, 3, 4].map(() => database.atomically(read)));
  for (const { rows } of kept) t.deepEqual(rows, [{ n: 1 }]);
});

test('a failure that was caught inside a transaction is not reported as a commit', async (t) => {
  const database = await open(t);
  await t.throwsAsync(
    database.atomically(async () => {
      await add(database, 1);
      await add(database, 1).catch(() => {});
    }),
    { message: /rolled back/ },
  );
  t.is(await count(database), 0);
});

test('a transaction without statements takes no connection', async (t) => {
  const database = await open(t, 1);
  await database.atomically(async () => {
    t.is(await new Promise((resolve) => setImmediate(() => resolve(7))), 7);
  });
  await t.notThrowsAsync(add(database, 1));
});

test('[security 59] the pool survives connections that the server ends', async (t) => {
  const database = await open(t);
  await Promise.all([1, 2, 3].map((n) => add(database, n)));
  await database.run((sql) =>
    sql.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    ),
  );
  await database.run((sql) => sql.raw('select pg_terminate_backend(pg_backend_pid())')).catch(() => {});
  for (let tries = 0; tries < 5; tries += 1) await count(database).catch(() => {});
  t.is(await count(database), 3);
});

test('[security 59] the pool survives a restart of PostgreSQL', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'restart-'));
  const start = () => startLocalPostgres({ folder, log: () => {} });
  let server = await start();
  const database = openDatabase(server.connection, 4);
  t.teardown(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = () => database.run((sql) => sql.raw('select 1'));
  await Promise.all([ask(), ask(), ask()]);
  await server.stop();
  await t.throwsAsync(ask(), { name: 'Unavailable' });
  server = await start();
  let failed = 0;
  while (
    failed < 10 &&
    !(await ask().then(
      () => true,
      () => false,
    ))
  )
    failed += 1;
  t.true(failed < 10);
  await t.notThrowsAsync(Promise.all([ask(), ask(), ask()]));
});

test('a server that is away is Unavailable, within seconds', async (t) => {
  const database = openDatabase({ host: '/nonexistent', user: 'nobody', database: 'none' }, 1);
  t.teardown(database.close);
  await t.throwsAsync(
    database.run((sql) => sql.raw('select 1')),
    { name: 'Unavailable' },
  );
  await t.throwsAsync(
    database.atomically(() => database.run((sql) => sql.raw('select 1'))),
    { name: 'Unavailable' },
  );
});

test('[floor 14] the trail cannot be changed, deleted or emptied', async (t) => {
  const database = await open(t);
  await database.run((sql) => sql('audit').insert({ at: new Date(), act: 'login.succeeded', mac: Buffer.alloc(36) }));
  for (const query of ["update audit set act = 'x'", 'delete from audit', 'truncate audit']) {
    await t.throwsAsync(
      database.run((sql) => sql.raw(query)),
      { message: /append-only/ },
    );
  }
});
