import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { deliverChannel } from '../../src/adapters/messaging/worker.ts';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { subscribeToChanges } from '../../src/adapters/postgres/database/notifications.ts';
import { pollMsOf, type QueueWorker, startQueues } from '../../src/app/queue-tickers.ts';
import { parseEmail } from '../../src/domain/email.ts';
import type { Notice } from '../../src/ports/notice.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openDatabaseRelay } from '../helpers/database-relay.ts';

const notice: Notice = { kind: 'confirm-email', link: 'https://clave.example/confirmar/secreto', hours: 24 };
const recipient = { channel: 'mail', to: parseEmail('rosa@correo.example') } as const;

interface Opened {
  readonly app: TestApp;
  /** Instants at which messages were handed over, and at which the worker polled. */
  readonly handed: number[];
  readonly looked: number[];
  readonly worker: QueueWorker;
}

/** An app whose mail is delivered by one worker. */
async function open(t: ExecutionContext): Promise<Opened> {
  const app = await openTestApp({ seed: false });
  const [handed, looked]: [number[], number[]] = [[], []];
  const couriers = { ...app.worker.couriers, mail: async () => void handed.push(performance.now()) };
  const work = async () => {
    looked.push(performance.now());
    return (await deliverChannel({ ...app.worker, couriers }, 'mail')) > 0;
  };
  const failed = (error: unknown): void => t.fail(String(error));
  return { app, handed, looked, worker: { queue: 'mail', work, blockedMs: 1000, failed } };
}

/** Starts the worker and the listener of an instance; ends both, and the app, with the test. */
async function listen(t: ExecutionContext, { app, worker }: Opened, connection = app.owner, pollMs = 30_000) {
  const queues = startQueues(app.database, [worker], app.deps.now, () => pollMs);
  const subscription = subscribeToChanges(connection, queues.wake);
  t.teardown(async () => {
    await queues.stop();
    await subscription.close();
    await app.stop();
  });
  await subscription.listening;
}

async function until(what: () => boolean, ms = 20_000): Promise<boolean> {
  for (let waited = 0; waited < ms && !what(); waited += 10) await sleep(10);
  return what();
}

test('a message that is queued is delivered at once, without waiting for the poll', async (t) => {
  const opened = await open(t);
  await listen(t, opened);
  t.true(await until(() => opened.looked.length > 0));
  await sleep(300);
  await opened.app.deps.atomically(() => opened.app.deps.notifier.send(notice, recipient));
  t.true(await until(() => opened.handed.length === 1, 10_000), 'the poll comes after 30 s');
});

test('while the listener is disconnected a message is delivered by the poll', async (t) => {
  const opened = await open(t);
  const relay = await openDatabaseRelay(opened.app.owner);
  t.teardown(relay.close);
  await listen(t, opened, relay.connection, 1500);
  relay.strand();
  await sleep(300);
  await opened.app.deps.notifier.send(notice, recipient);
  t.true(await until(() => opened.handed.length === 1));
});

test('a retry is sent when it is due, not at the next poll', async (t) => {
  const opened = await open(t);
  const id = await opened.app.deps.notifier.send(notice, recipient);
  const dueAt = Date.now() + 3000;
  await opened.app.worker.outbox.retry(id, new Date(dueAt), 'no');
  await listen(t, opened);
  t.true(await until(() => opened.handed.length === 1));
  t.true(Date.now() >= dueAt, 'not before');
  t.true(opened.looked.length <= 5, `${opened.looked.length} looks`);
});

test('[A16] a flood of notifications does not raise the rate of claims', async (t) => {
  const opened = await open(t);
  await listen(t, opened);
  const stranger = openDatabase(opened.app.owner, 2);
  t.teardown(() => stranger.close());
  await sleep(500);
  const before = opened.looked.length;
  const start = performance.now();
  for (let times = 0; times < 400; times += 1)
    await stranger.run((sql) => sql.raw("select pg_notify('clave_sence', 'mail')"));
  await sleep(1000);
  const most = 2 + (performance.now() - start) / 250;
  const looks = opened.looked.length - before;
  t.true(looks >= 2 && looks <= most, `${looks} looks for 400 notifications, ${most.toFixed(1)} may be`);
});

test('a worker rests 30 s while it is notified, and a second while it is not', (t) => {
  t.deepEqual([pollMsOf(true), pollMsOf(false)], [30_000, 1000]);
});
