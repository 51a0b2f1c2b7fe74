import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import type { Unavailable } from '../../../../src/ports/unavailable.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { type DatabaseRelay, openDatabaseRelay } from '../../../helpers/database-relay.ts';
import { withinMs } from '../../../helpers/within-ms.ts';

interface Behind {
  readonly database: Database;
  readonly relay: DatabaseRelay;
}

async function open(t: ExecutionContext, poolSize = 4): Promise<Behind> {
  const { connection, drop } = await freshDatabase();
  const relay = await openDatabaseRelay(connection);
  const database = openDatabase(relay.connection, poolSize);
  t.teardown(async () => {
    relay.thaw();
    await database.close();
    await relay.close();
    await drop();
  });
  await database.run((sql) => sql.raw('create table pages (n integer primary key)'));
  return { database, relay };
}

const add = (database: Database, n: number) => database.run((sql) => sql('pages').insert({ n }));
const numbers = async (database: Database): Promise<number[]> =>
  (await database.run<{ n: number }[]>((sql) => sql('pages').orderBy('n'))).map(({ n }) => n);

/** What a promise gives or throws, and after how many milliseconds. */
async function timed(promise: Promise<unknown>) {
  const start = performance.now();
  const error = await promise.then(
    () => undefined,
    (thrown: Unavailable) => thrown,
  );
  return { error, ms: performance.now() - start };
}

test('[B1] a request at a silent database fails with Unavailable within three seconds, however many statements it has', async (t) => {
  const { database, relay } = await open(t);
  await database.forRequest(() => numbers(database));
  relay.freeze();
  const many = async () => {
    for (let n = 0; n < 5; n += 1) await add(database, n).catch(() => {});
    await database.atomically(() => add(database, 9));
  };
  const { error, ms } = await timed(database.forRequest(many));
  t.is(error?.name, 'Unavailable');
  t.true(ms < withinMs(3000), `${ms} ms`);
});

test('[B1] after a silence others fail at once, and the first success comes within three seconds of its end', async (t) => {
  const { database, relay } = await open(t);
  const ask = () => database.forRequest(() => numbers(database));
  await ask();
  relay.freeze();
  await timed(ask());
  t.false(await database.answers());
  const { error, ms } = await timed(ask());
  t.is(error?.name, 'Unavailable');
  t.true(ms < withinMs(500), `${ms} ms`);
  relay.thaw();
  const start = performance.now();
  while (performance.now() - start < 3000 && (await timed(ask())).error) await sleep(20);
  t.true(performance.now() - start < withinMs(3000));
  t.deepEqual(await ask(), []);
});

test('[B1] connections that broke one by one cost one request, and the others are served by new ones', async (t) => {
  const { database, relay } = await open(t, 1);
  const ask = () => database.forRequest(() => numbers(database));
  await Promise.all([ask(), database.answers()]);
  relay.strand();
  t.is((await timed(ask())).error?.name, 'Unavailable');
  const start = performance.now();
  while (performance.now() - start < 3000 && (await timed(ask())).error) await sleep(20);
  t.true(performance.now() - start < withinMs(3000));
});

test('[B1] a silent server does not delay the shutdown, nor a job for ever', async (t) => {
  const { database, relay } = await open(t);
  await numbers(database);
  relay.freeze();
  const job = timed(numbers(database));
  const { ms } = await timed(database.close());
  t.true(ms < withinMs(2500), `${ms} ms`);
  t.is((await job).error?.name, 'Unavailable');
});

test('[B1] a commit without an answer reports that it may have happened, and a failure before it does not', async (t) => {
  const { database, relay } = await open(t);
  await numbers(database);
  const last = async () => {
    await add(database, 1);
    relay.freeze();
  };
  const commit = await timed(database.forRequest(() => database.atomically(last)));
  t.is(commit.error?.name, 'Unavailable');
  t.true(commit.error?.mayBeDone);
  t.true(commit.ms < withinMs(3000), `${commit.ms} ms`);
  const before = await timed(database.forRequest(() => database.atomically(() => add(database, 2))));
  t.false(before.error?.mayBeDone);
  relay.thaw();
});

/** Turns so many connections of the pool read-only: each is kept until all are. */
async function turnReadOnly(database: Database, connections: number): Promise<void> {
  let left = connections;
  let release = (): void => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  const turn = () =>
    database.atomically(async () => {
      await database.run((sql) => sql.raw('set default_transaction_read_only = on'));
      left -= 1;
      if (left === 0) release();
      await all;
    });
  await Promise.all(Array.from({ length: connections }, turn));
}

/**
 * Adds a row within three seconds, and gives how often a read-only connection refused it. On a busy machine the probe
 * may first say that the database is away.
 */
async function refusals(database: Database, n: number): Promise<readonly string[]> {
  const codes: string[] = [];
  const end = performance.now() + withinMs(3000);
  for (;;) {
    const { error } = await timed(add(database, n));
    if (!error) return codes.filter((code) => code === READ_ONLY);
    if (performance.now() > end) throw error;
    codes.push(String((error.cause as { code?: unknown } | undefined)?.code));
    await sleep(50);
  }
}

/** SQLSTATE read_only_sql_transaction. */
const READ_ONLY = '25006';

test('[B2] a connection that turned read-only is closed, and so are the others; new ones write', async (t) => {
  const { database } = await open(t);
  await turnReadOnly(database, 3);
  t.is((await timed(add(database, 1))).error?.name, 'Unavailable');
  t.deepEqual(await refusals(database, 2), []);
  t.deepEqual(await refusals(database, 3), []);
  t.deepEqual(await numbers(database), [2, 3]);
});

test('[B2] a server that takes no writes gets no connection of ours, and is not ready', async (t) => {
  const { database, relay } = await open(t);
  const other = await freshDatabase();
  t.teardown(other.drop);
  const admin = openDatabase(other.connection, 1);
  t.teardown(admin.close);
  const name = other.connection.database;
  await admin.run((sql) => sql.raw(`alter database ${name} set default_transaction_read_only = on`));
  t.true(await database.answers());
  const behind = openDatabase({ ...relay.connection, database: name }, 2);
  t.teardown(behind.close);
  t.false(await behind.answers());
  t.is((await timed(behind.run((sql) => sql.raw('select 1')))).error?.name, 'Unavailable');
  await admin.run((sql) => sql.raw(`alter database ${name} reset default_transaction_read_only`));
  t.is((await timed(behind.run((sql) => sql.raw('select 1')))).error, undefined, 'without a restart of ours');
});

test('[B2] statements of a transaction after its end are not executed: its connection may serve another one', async (t) => {
  const { database } = await open(t, 1);
  const late = async () => {
    await add(database, 1);
    await sleep(100);
    await add(database, 2);
  };
  const both = { late: Promise.resolve() };
  const fails = async () => {
    both.late = late();
    await sleep(50);
    throw new Error('no more');
  };
  await t.throwsAsync(database.atomically(fails), { message: 'no more' });
  await t.throwsAsync(both.late, { message: /after its transaction/ });
  t.deepEqual(await numbers(database), []);
});

test('[S5] a slow statement of ours counts once among the answers that show whether the database is slow', async (t) => {
  const { database } = await open(t);
  const slow = () => database.forRequest(() => database.run((sql) => sql.raw('select pg_sleep(0.9)')));
  await Promise.all([slow(), slow(), slow(), slow()]);
  t.false(database.isSlow(), 'four of fifteen are not most');
});

test('[S5] a slow statement of ours is reported as a fault; the database counts as answering, also while a lock fills the pool', async (t) => {
  const { database } = await open(t, 2);
  const slow = () => database.run((sql) => sql.raw('select pg_sleep(4), ?::text', ['44000001-0']));
  const { error, ms } = await timed(database.forRequest(slow));
  t.is(error?.name, 'SlowStatement');
  t.regex(String(error?.message), /select pg_sleep/);
  t.notRegex(String(error?.message), /44000001/);
  t.true(ms < withinMs(3000), `${ms} ms`);
  await add(database, 1);
  const [locked, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = database.atomically(async () => {
    await add(database, 2);
    locked.resolve();
    await freed.promise;
  });
  await locked.promise;
  const waiting = Array.from({ length: 6 }, () => timed(database.forRequest(() => add(database, 2))));
  t.true(await database.answers());
  for (const each of await Promise.all(waiting)) {
    t.is(each.error?.name, 'Unavailable');
    t.true(each.ms < withinMs(3000), `${each.ms} ms`);
  }
  t.true(await database.answers());
  freed.resolve();
  await holder;
  t.deepEqual(await database.forRequest(() => numbers(database)), [1, 2]);
});

test('[B1] a statement that was rolled back whole is retried outside of a transaction, and reported as retryable inside', async (t) => {
  const { database } = await open(t);
  await database.run((sql) =>
    sql.raw(`create sequence tries; create function at_third() returns integer language plpgsql as
      $$ begin if nextval('tries') % 3 <> 0 then raise exception 'x' using errcode = '40001'; end if; return 7; end $$`),
  );
  const ask = () => database.run<{ rows: object[] }>((sql) => sql.raw('select at_third()'));
  t.deepEqual((await ask()).rows, [{ at_third: 7 }]);
  const { error } = await timed(database.atomically(ask));
  t.is(error?.name, 'Unavailable');
  t.is(error?.retryAfter, 1);
});

test('[B1] a transaction in which we idled too long is our fault, and its connection is not reused', async (t) => {
  const { database } = await open(t, 1);
  const idle = async () => {
    await add(database, 1);
    await database.run((sql) => sql.raw('set local idle_in_transaction_session_timeout = 50'));
    await sleep(300);
    await add(database, 2);
  };
  const { error } = await timed(database.atomically(idle));
  t.is((error as unknown as { code: string }).code, '25P03');
  t.deepEqual(await numbers(database), []);
});
