import test, { type ExecutionContext } from 'ava';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { insertion, type Write } from '../../../../src/adapters/postgres/database/write.ts';
import { statementsIn } from '../../../helpers/count-statements.ts';
import { freshDatabase } from '../../../helpers/database.ts';

/** Two tables; the second one accepts no `n` twice. */
async function open(t: ExecutionContext): Promise<Database> {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  await database.run((sql) => sql.raw('create table leaves (n integer); create table roots (n integer primary key)'));
  return database;
}

const leaf = (n: number): Write => ({
  ...insertion('leaf', 'leaves', { n }),
  lazily: `with lazy as materialized (select set_config('synchronous_commit', 'off', true))
    insert into leaves (n) select $1::integer from lazy`,
});
const root = (n: number): Write => insertion('root', 'roots', { n });

const count = async ({ run }: Database, table: string): Promise<number> =>
  Number((await run<{ n: string }>((sql) => sql(table).count('* as n').first())).n);

test.serial('writes that wait for no result are one statement of their transaction', async (t) => {
  const database = await open(t);
  const sent = await statementsIn(() =>
    database.atomically(async () => {
      await database.soon(leaf(1));
      await database.soon(root(1));
    }),
  );
  t.is(sent.length, 3);
  t.deepEqual([sent[0], sent[2]], ['begin', 'commit']);
  t.deepEqual([await count(database, 'leaves'), await count(database, 'roots')], [1, 1]);
});

test.serial('a transaction sees its own writes that wait, and an error of them rolls it back', async (t) => {
  const database = await open(t);
  await database.atomically(async () => {
    await database.soon(root(1));
    t.is(await count(database, 'roots'), 1);
  });
  await t.throwsAsync(
    database.atomically(async () => {
      await database.soon(leaf(1));
      await database.soon(root(1));
    }),
    { message: /duplicate key/ },
  );
  t.is(await count(database, 'leaves'), 0);
});

test.serial('two writes of one table are two statements, in their order', async (t) => {
  const database = await open(t);
  const sent = await statementsIn(() =>
    database.atomically(async () => {
      for (const n of [1, 2]) await database.soon(leaf(n));
    }),
  );
  t.is(sent.length, 4);
  t.is(await count(database, 'leaves'), 2);
});

test.serial('what is rolled back on purpose does the same work, without effect', async (t) => {
  const database = await open(t);
  const act = (kept: boolean) =>
    statementsIn(() =>
      database.atomically(
        () => database.soon(leaf(1)),
        () => kept,
      ),
    );
  const kept = await act(true);
  t.is((await act(false)).length, kept.length);
  t.is(await count(database, 'leaves'), 1);
});

test.serial(
  'a request that gathers its writes sends them in one commit, which waits for the disk where one has to',
  async (t) => {
    const database = await open(t);
    const gather = (...writes: readonly Write[]) =>
      statementsIn(() =>
        database.gathering(async () => {
          for (const write of writes) await database.soon(write);
        }),
      );
    const [both = '', ...more] = await gather(leaf(1), root(1));
    t.is(more.length, 0);
    t.notRegex(both, /synchronous_commit/);
    const [lazy = ''] = await gather(leaf(2));
    t.regex(lazy, /synchronous_commit/);
    // All of them, or none.
    await t.throwsAsync(() => gather(leaf(3), root(1)), { message: /duplicate key/ });
    t.deepEqual([await count(database, 'leaves'), await count(database, 'roots')], [2, 1]);
  },
);

test.serial('a statement behind gathered writes sees them, in a transaction and outside of one', async (t) => {
  const database = await open(t);
  await database.gathering(async () => {
    await database.soon(leaf(1));
    t.is(await count(database, 'leaves'), 1);
    await database.soon(leaf(2));
    t.is(await database.atomically(() => count(database, 'leaves')), 2);
    await database.soon(leaf(3));
    t.is(
      (
        await database.write({
          ...root(1),
          name: 'root of which something is given',
          text: 'insert into roots (n) values ($1) returning n',
        })
      ).rows[0].n,
      1,
    );
  });
  t.is(await count(database, 'leaves'), 3);
});

test.serial('what a transaction locked is remembered until a write of its tables, and ends with it', async (t) => {
  const database = await open(t);
  const tables = new Set(['leaves']);
  await database.atomically(async () => {
    database.remember('leaf', tables)(1);
    await database.soon(root(1));
    await count(database, 'leaves');
    t.is(database.recall('leaf'), 1);
    await database.soon(leaf(1));
    t.is(database.recall('leaf'), undefined);
    database.remember('leaf', tables)(2);
    await database.run((sql) => sql('leaves').update({ n: 2 }));
    t.is(database.recall('leaf'), undefined);
    database.remember('leaf', tables)(3);
    await database.savepoint(async () => {
      database.remember('leaf', tables)(4);
    }, false);
    t.is(database.recall('leaf'), undefined);
  });
  database.remember('leaf', tables)(5);
  t.is(database.recall('leaf'), undefined);
});

test.serial('a write after the end of its transaction is refused', async (t) => {
  const database = await open(t);
  let late: Promise<void> | undefined;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  await database.atomically(async () => {
    late = ended.then(() => database.soon(leaf(1)));
  });
  resolve();
  await t.throwsAsync(async () => late, { message: /after its transaction had ended/ });
});

test.serial(
  '[threat 787] a request fails where writes of it failed, although their error was given to other work',
  async (t) => {
    const database = await open(t);
    const request = database.gathering(async () => {
      await database.soon(leaf(1));
      for (const n of [1, 1]) await database.soon(root(n));
      // Its error is only reported.
      await count(database, 'roots').catch(() => {});
      await database.soon(leaf(2));
    });
    await t.throwsAsync(request, { message: /duplicate key/ });
    // All of them or none, and nothing is stored behind what failed.
    t.deepEqual([await count(database, 'leaves'), await count(database, 'roots')], [0, 0]);
  },
);

test.serial('work apart from a request sends none of the writes that it gathers, and its own at once', async (t) => {
  const database = await open(t);
  await database.gathering(async () => {
    await database.soon(leaf(1));
    t.is(await database.apart(() => count(database, 'leaves')), 0);
    await database.apart(() => database.soon(leaf(2)));
    t.is(await database.apart(() => count(database, 'leaves')), 1);
  });
  t.is(await count(database, 'leaves'), 2);
});

test.serial('an error of a request is given before one of its writes', async (t) => {
  const database = await open(t);
  const request = database.gathering(async () => {
    for (const n of [1, 1]) await database.soon(root(n));
    throw new Error('of the request');
  });
  await t.throwsAsync(request, { message: 'of the request' });
});

test.serial('statements at the same time see what the request wrote before them', async (t) => {
  const database = await open(t);
  // So slow that a statement that does not wait for it does not see it.
  const slow: Write = {
    ...root(2),
    name: 'slow root',
    text: 'insert into roots select $1::integer from pg_sleep(0.2)',
  };
  await database.gathering(async () => {
    await database.soon(leaf(1));
    const first = count(database, 'leaves');
    await database.soon(leaf(2));
    await database.soon(slow);
    const more = [1, 2].map(() => count(database, 'leaves'));
    t.deepEqual(await Promise.all([first, ...more]), [2, 2, 2]);
    await database.soon(leaf(3));
    const written = database.write({ ...slow, values: [1] });
    t.is(await count(database, 'leaves'), 3);
    await written;
  });
});

test.serial('a transaction with no statement but its writes is behind what the request wrote before it', async (t) => {
  const database = await open(t);
  await database.run((sql) => sql.raw('create table tips (n integer references roots)'));
  await database.gathering(async () => {
    await database.soon(root(1));
    await database.atomically(() => database.soon(insertion('tip', 'tips', { n: 1 })));
  });
  t.is(await count(database, 'tips'), 1);
});

test.serial('a write sees the writes that wait before it, and its result is its own', async (t) => {
  const database = await open(t);
  const copy: Write = {
    name: 'copy',
    table: 'roots',
    text: 'insert into roots (n) select n + $1::integer from leaves returning n',
    values: [10],
  };
  await database.atomically(async () => {
    await database.soon(leaf(1));
    const [{ rows }] = await Promise.all([database.write(copy), database.soon(leaf(2))]);
    t.deepEqual(rows.map(({ n }) => n).sort(), [11, 12]);
    const given = (n: number): Write => ({ ...root(n), name: 'root given', text: `${root(n).text} returning n` });
    const both = await Promise.all([1, 2].map((n) => database.write(given(n))));
    t.deepEqual(
      both.map((result) => result?.rows[0]?.n),
      [1, 2],
    );
  });
});

test.serial('writes of one name with other columns are other statements', async (t) => {
  const database = await open(t);
  await database.run((sql) => sql.raw('create table twigs (a integer, b integer)'));
  for (const row of [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ])
    await database.atomically(async () => {
      await database.soon(insertion('twig', 'twigs', row));
      await database.soon(leaf(1));
    });
  t.deepEqual(await database.run((sql) => sql('twigs').select('a', 'b')), [
    { a: 1, b: 2 },
    { a: 1, b: 2 },
  ]);
});

test.serial('what is put off while a transaction ends is stored with it, or refused', async (t) => {
  const database = await open(t);
  let late: Promise<unknown> = Promise.resolve();
  await database.atomically(async () => {
    await database.soon(root(1));
    // Nothing waits for it.
    late = database
      .run((sql) => sql.raw('select pg_sleep(0.05)'))
      .then(() => Promise.resolve())
      .then(() => database.soon(leaf(1)));
  });
  const stored = await late.then(
    () => 1,
    () => 0,
  );
  t.is(await count(database, 'leaves'), stored);
});

test.serial('what is written while something is read and locked is not remembered as it was', async (t) => {
  const database = await open(t);
  const tables = new Set(['leaves']);
  for (const write of [() => database.soon(leaf(2)), () => database.run((sql) => sql('leaves').update({ n: 2 }))])
    await database.atomically(async () => {
      const keep = database.remember('leaf', tables);
      const read = count(database, 'leaves');
      const written = write();
      await read.then(() => keep(1));
      t.is(database.recall('leaf'), undefined);
      await written;
    });
});
