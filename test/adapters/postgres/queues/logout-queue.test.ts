import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { type Database, openDatabase } from '../../../../src/adapters/postgres/database/database.ts';
import { postgresLogoutQueue } from '../../../../src/adapters/postgres/queues/logout-queue.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { freshDatabase } from '../../../helpers/database.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';

const MINUTE = 60_000;

async function open(t: ExecutionContext) {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  let time = Date.now();
  const queue = postgresLogoutQueue(database, deriveSecrets(SECRETS_KEYS), () => new Date(time));
  const add = (clientId: string, count: number) =>
    queue.add(Array.from({ length: count }, (_, place) => ({ clientId, accountId: randomUUID(), sid: `s${place}` })));
  const claim = async (limit: number) => queue.claim(limit, new Date(time + MINUTE));
  return { database, queue, add, claim, advance: (ms: number) => (time += ms) };
}

const waiting = async ({ run }: Database): Promise<number> =>
  (await run<object[]>((sql) => sql('logout_notices').whereNull('told_at').whereNull('dead_at'))).length;

test('four that take at once never take the same notice', async (t) => {
  const { add, claim } = await open(t);
  await add('capacita', 40);
  const taken: string[] = [];
  for (let round = 0; round < 20; round += 1)
    for (const some of await Promise.all([1, 2, 3, 4].map(() => claim(5)))) taken.push(...some.map(({ id }) => id));
  t.is(taken.length, 40);
  t.is(new Set(taken).size, 40);
});

test('clients take turns, however long the queue of one of them is', async (t) => {
  const { add, claim } = await open(t);
  await add('larga', 50);
  await add('corta', 2);
  await add('otra', 1);
  const clients = (await claim(6)).map(({ clientId }) => clientId).toSorted();
  t.deepEqual(clients, ['corta', 'corta', 'larga', 'larga', 'larga', 'otra']);
});

test('a notice that a worker claimed and never finished is due again a minute later, and counts the attempt', async (t) => {
  const { add, claim, advance } = await open(t);
  await add('capacita', 1);
  t.is((await claim(5))[0]?.attempts, 1);
  t.is((await claim(5)).length, 0);
  advance(MINUTE);
  t.is((await claim(5))[0]?.attempts, 2);
});

test('a notice that was delivered, given up or dropped is never claimed again', async (t) => {
  const { database, queue, add, claim, advance } = await open(t);
  await add('capacita', 3);
  const [done, buried, dropped] = (await claim(3)).map(({ id }) => id);
  await queue.delivered(done as string);
  await queue.deadLetter(buried as string, 'no address');
  await queue.drop(dropped as string);
  advance(60 * MINUTE);
  t.is((await claim(5)).length, 0);
  t.is(await waiting(database), 0);
});
