import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { listeningDatabase } from '../../../helpers/listener.ts';

async function until(what: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200 && !what(); tries += 1) await sleep(20);
  return what();
}

test('a transaction wakes each queue once, after it has committed', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  await database.atomically(async () => {
    await database.run((sql) => sql.raw('select 1'));
    for (let times = 0; times < 5; times += 1) database.wake('mail');
    database.wake('events');
    await sleep(300);
    t.deepEqual(heard, [], 'not before');
  });
  t.true(await until(() => heard.length >= 2));
  await sleep(300);
  t.deepEqual(heard.toSorted(), ['events', 'mail']);
});

test('a transaction that is rolled back wakes no queue, nor does a step that is taken back', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  const fails = database.atomically(async () => {
    database.wake('mail');
    throw new Error('no');
  });
  await t.throwsAsync(fails);
  await database.atomically(async () => {
    await database.run((sql) => sql.raw('select 1'));
    await database.savepoint(async () => database.wake('sms'), false);
    await database.savepoint(async () => database.wake('holds'), true);
  });
  t.true(await until(() => heard.includes('holds')));
  t.deepEqual(heard, ['holds']);
});

test('many transactions at once cause ten notifications of a queue in a second at most, and the last is not lost', async (t) => {
  const { database, heard } = await listeningDatabase(t);
  const start = performance.now();
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        database.atomically(async () => {
          await database.run((sql) => sql.raw('select 1'));
          database.wake('logouts');
        }),
      ),
    );
    await sleep(20);
  }
  const most = 2 + (performance.now() - start) / 100;
  const before = heard.length;
  t.true(await until(() => heard.length > before || heard.length > 1));
  await sleep(300);
  t.true(heard.length <= most, `${heard.length} of 100, ${most.toFixed(1)} may be`);
});
