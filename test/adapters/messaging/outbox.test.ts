import test, { type ExecutionContext } from 'ava';
import { raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import { type Courier, Deferred, type Envelope, Undeliverable } from '../../../src/adapters/messaging/courier.ts';
import { deliverChannel, type WorkerNeeds } from '../../../src/adapters/messaging/worker.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { type Phone, parsePhone } from '../../../src/domain/phone.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';

const notice: Notice = { kind: 'confirm-email', link: 'https://clave.example/confirmar/secreto', hours: 24 };
const rosa = { channel: 'mail', to: parseEmail('rosa@correo.example') } as const;
const rosasPhone = { channel: 'sms', to: parsePhone('940000001') as Phone } as const;

async function open(
  t: ExecutionContext,
  mail: Courier = async () => {},
): Promise<{ app: TestApp; worker: WorkerNeeds; alarms: object[] }> {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const alarms: object[] = [];
  return { app, worker: { ...app.worker, couriers: { mail, sms: mail }, log: { warn: () => {} } }, alarms };
}

const rowsOf = (app: TestApp) =>
  app.database.run<
    {
      content: Buffer | null;
      attempts: number;
      sent_at: Date | null;
      dead_at: Date | null;
      last_error: string | null;
    }[]
  >((sql) => sql('outbox').orderBy('created_at'));

test('[floor 13] a message is part of the transaction that it reports', async (t) => {
  const { app } = await open(t, async () => {});
  await t.throwsAsync(
    app.deps.atomically(async () => {
      await app.deps.notifier.send(notice, rosa);
      throw new Error('no');
    }),
  );
  t.is((await rowsOf(app)).length, 0);
});

test('a message that cannot be opened becomes a dead letter, and delays no other', async (t) => {
  const sent: Envelope[] = [];
  const { app, worker } = await open(t, async (envelope) => void sent.push(envelope));
  const broken = await app.deps.notifier.send(notice, rosa);
  await app.database.run((sql) =>
    sql('outbox')
      .where({ id: broken })
      .update({ content: Buffer.alloc(64) }),
  );
  await app.deps.notifier.send(notice, rosa);
  await deliverMessages(worker);
  t.is(sent.length, 1);
  t.like(await app.deps.notifier.delivery(broken), { state: 'failed' });
});

test('a message is delivered once and its content is erased', async (t) => {
  const sent: Envelope[] = [];
  const { app, worker } = await open(t, async (envelope) => void sent.push(envelope));
  const id = await app.deps.notifier.send(notice, rosa);
  t.like(await app.deps.notifier.delivery(id), { state: 'queued' });
  await Promise.all([deliverMessages(worker), deliverMessages(worker), deliverMessages(worker)]);
  t.is(sent.length, 1);
  t.is(sent[0]?.id, id);
  t.regex(sent[0]?.text ?? '', /confirmar\/secreto/);
  t.regex(sent[0]?.html ?? '', /confirmar\/secreto/);
  t.like((await rowsOf(app))[0], { content: null });
  t.like(await app.deps.notifier.delivery(id), { state: 'sent' });
});

test('[security 58] mail down for ten minutes: the page says so, and every message is sent once when it returns, oldest first', async (t) => {
  const sent: string[] = [];
  let down = true;
  const { app, worker, alarms } = await open(t, async ({ to }) => {
    if (down) throw new Error('ECONNREFUSED');
    sent.push(to);
  });
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.push(await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(`persona${n}@correo.example`) }));
    app.advance(1000);
  }
  for (let second = 0; second < 600; second += 10) {
    await deliverMessages(worker);
    app.advance(10_000);
  }
  t.like(await app.deps.notifier.delivery(ids[0] ?? ''), { state: 'delayed' });
  await raiseAlarms({ ...app.alarms, log: { error: (fields) => void alarms.push(fields) } });
  t.like(alarms[0], { alarm: 'outbox-late', waiting: 5, dead: 0 });
  down = false;
  for (let second = 0; second < 700; second += 10) {
    await deliverMessages(worker);
    app.advance(10_000);
  }
  t.deepEqual(
    [...sent].sort(),
    ids.map((_, n) => `persona${n}@correo.example`),
  );
  t.like(await app.deps.notifier.delivery(ids[0] ?? ''), { state: 'sent' });
});

test('[B4] mails that their recipients defer wait behind all others, however many and old they are', async (t) => {
  const tried: string[] = [];
  const { app, worker } = await open(t, async ({ to }) => {
    tried.push(to);
    if (to.endsWith('@lento.example')) throw new Deferred('SMTP 450 to RCPT');
  });
  for (let n = 0; n < 12; n += 1)
    await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(`a${n}@lento.example`) });
  while ((await deliverChannel(worker, 'mail')) > 0);
  t.is(tried.length, 12);
  await app.deps.notifier.send(notice, rosa);
  await app.database.run((sql) => sql('outbox').update({ due_at: app.deps.now() }));
  await deliverChannel(worker, 'mail');
  t.is(tried[12], rosa.to);
});

test('a message to an address that does not exist becomes a dead letter, kept with its reason', async (t) => {
  const { app, worker } = await open(t, async () => {
    throw new Undeliverable('SMTP 550');
  });
  const id = await app.deps.notifier.send(notice, rosa);
  await deliverMessages(worker);
  t.like(await app.deps.notifier.delivery(id), { state: 'refused' });
  const [row] = await rowsOf(app);
  t.truthy(row?.dead_at);
  t.truthy(row?.content, 'the message is kept, sealed');
  t.regex(row?.last_error ?? '', /550/);
});

test('a message that fails for a day is given up', async (t) => {
  const { app, worker } = await open(t, async () => {
    throw new Error('no');
  });
  await app.deps.notifier.send(notice, rosa);
  app.advance(24 * 3_600_000 + 1000);
  await deliverMessages(worker);
  t.truthy((await rowsOf(app))[0]?.dead_at);
});

test('the messages of a worker that is killed are claimed again', async (t) => {
  const sent: string[] = [];
  const { app, worker } = await open(t, async ({ id }) => void sent.push(id));
  await app.deps.notifier.send(notice, rosa);
  t.is((await worker.outbox.claim('mail', 10, new Date(app.deps.now().getTime() + 60_000))).length, 1);
  await deliverMessages(worker);
  t.is(sent.length, 0);
  app.advance(61_000);
  await deliverMessages(worker);
  t.is(sent.length, 1);
});

test('[security 40] the fourth message to one recipient in ten minutes is not sent, however the address is written, and is reported as withheld', async (t) => {
  const sent: string[] = [];
  const { app, worker } = await open(t, async ({ to }) => void sent.push(to));
  const ids: string[] = [];
  for (const to of ['rosa@correo.example', 'ROSA@correo.example', 'rosa+a@correo.example', 'Rosa@CORREO.example']) {
    ids.push(await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(to) }));
  }
  await deliverMessages(worker);
  t.is(sent.length, 3);
  t.like(await app.deps.notifier.delivery(ids[3] ?? ''), { state: 'withheld' });
  app.advance(601_000);
  await app.deps.notifier.send(notice, rosa);
  await deliverMessages(worker);
  t.is(sent.length, 4);
});

test('[A17] the dots of Gmail and its second domain share the budget of the mailbox, and each mail goes to the address as it is written', async (t) => {
  const sent: string[] = [];
  const { app, worker } = await open(t, async ({ to }) => void sent.push(to));
  const written = [
    'Pol.Marin@gmail.com',
    'polmarin+sence@gmail.com',
    'p.o.l.marin@googlemail.com',
    'polmarin@gmail.com',
  ];
  for (const to of written) await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(to) });
  await deliverMessages(worker);
  t.deepEqual(sent.sort(), written.slice(0, 3).sort());
});

test('a mail server that hangs delays no SMS', async (t) => {
  const sent: string[] = [];
  let arrive = (): void => undefined;
  const hangs = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { app, worker } = await open(t);
  await app.deps.notifier.send(notice, rosa);
  await app.deps.notifier.send(notice, rosasPhone);
  const couriers = { mail: () => hangs, sms: async ({ to }: { to: string }) => void sent.push(to) };
  const mail = deliverChannel({ ...worker, couriers }, 'mail');
  await deliverChannel({ ...worker, couriers }, 'sms');
  t.deepEqual(sent, [rosasPhone.to]);
  arrive();
  t.is(await mail, 1);
});

test('an SMS gateway that fails five times in a row is not called for half a minute; then one message probes it, and all are sent', async (t) => {
  let tried = 0;
  let well = false;
  const { app, worker } = await open(t, async ({ channel }) => {
    if (channel !== 'sms') return;
    tried += 1;
    if (!well) throw new Error('gateway 500');
  });
  for (let count = 0; count < 8; count += 1)
    await app.deps.notifier.send({ kind: 'run-linked', folio: 'CS' }, rosasPhone);
  await deliverMessages(worker);
  t.is(tried, 5, 'the other three were not even tried');
  app.advance(29_000);
  await deliverMessages(worker);
  t.is(tried, 5);
  app.advance(2000);
  await deliverMessages(worker);
  t.is(tried, 6, 'a single message asks whether it is well');
  well = true;
  app.advance(31_000);
  while ((await deliverMessages(worker)) > 0);
  t.is(tried, 6 + 8, 'each leaves once');
  t.true((await rowsOf(app)).every(({ sent_at }) => sent_at));
});
