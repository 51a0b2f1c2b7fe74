import test, { type ExecutionContext } from 'ava';
import { raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import type { Envelope } from '../../../src/adapters/messaging/courier.ts';
import type { WorkerNeeds } from '../../../src/adapters/messaging/worker.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { type Phone, parseMobile, parsePhone } from '../../../src/domain/phone.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';

const HOUR = 3_600_000;
const FLOOR = 100;
const notice = { kind: 'account-created' } as const;
const mobileOf = (place: number): Phone => parseMobile(`9${10_000_000 + place}`);

interface Opened {
  readonly app: TestApp;
  readonly worker: WorkerNeeds;
  readonly sent: Envelope[];
  /** Delivers until nothing is due. */
  deliver(): Promise<void>;
  alarms(): Promise<object[]>;
}

/** An app whose clock has just begun an hour. */
async function open(t: ExecutionContext): Promise<Opened> {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  app.advance(HOUR - (Date.now() % HOUR) + 1000);
  const sent: Envelope[] = [];
  const take = async (envelope: Envelope): Promise<void> => void sent.push(envelope);
  const worker = { ...app.worker, couriers: { mail: take, sms: take } };
  const deliver = async (): Promise<void> => {
    while ((await deliverMessages(worker)) > 0);
  };
  const alarms = async (): Promise<object[]> => {
    const raised: object[] = [];
    await raiseAlarms({ ...app.alarms, log: { error: (fields) => void raised.push(fields) } });
    return raised;
  };
  return { app, worker, sent, deliver, alarms };
}

/** Queues this many SMS, one for each person. */
async function queue({ deps }: TestApp, many: number, from = 0): Promise<void> {
  for (let place = from; place < from + many; place += 1)
    await deps.notifier.send(notice, { channel: 'sms', to: mobileOf(place) });
}

/** Writes the outbox of an app that sent this many SMS, days and hours ago. */
const remember = ({ database, deps }: TestApp, many: number, hoursAgo: number, withheld = false) =>
  database.run((sql) =>
    sql.raw(
      `insert into outbox (id, channel, kind, created_at, due_at, sent_at, withheld)
       select gen_random_uuid(), 'sms', 'account-created', at, at, at, ?
       from (select ?::timestamptz as at) as moment, generate_series(1, ?)`,
      [withheld, new Date(deps.now().getTime() - hoursAgo * HOUR), many],
    ),
  );

const smsOf = (sent: readonly Envelope[]) => sent.filter(({ channel }) => channel === 'sms');

for (const [what, number] of [
  ['a landline', parsePhone('2 2345 6789') as Phone],
  ['a number abroad', '+541123456789' as Phone],
  ['a number that costs extra', '+56600123456' as Phone],
] as const) {
  test(`[security 41] ${what} never gets an SMS, and the mail goes on`, async (t) => {
    const { app, sent, deliver } = await open(t);
    const refused = await app.deps.notifier.send(notice, { channel: 'sms', to: number });
    await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail('rosa@correo.example') });
    await deliver();
    t.deepEqual(
      sent.map(({ channel }) => channel),
      ['mail'],
    );
    t.like(await app.deps.notifier.delivery(refused), { state: 'failed' });
  });
}

test('[security 41] the breaker trips in a flood of SMS: the others wait, mail goes on, the alarm and the state of the service report it, and the next hour sends', async (t) => {
  const { app, sent, deliver, alarms } = await open(t);
  await queue(app, FLOOR + 7);
  await deliver();
  t.is(smsOf(sent).length, FLOOR);
  t.deepEqual(await alarms(), [{ alarm: 'sms-breaker', sent: FLOOR, most: FLOOR, waiting: 7 }]);

  await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail('rosa@correo.example') });
  app.advance(6 * 60_000);
  await deliver();
  t.is(smsOf(sent).length, FLOOR);
  t.is(sent.length, FLOOR + 1);
  t.regex(await (await fetch(`${app.issuer}/estado`)).text(), /Salen con demora/);

  app.advance(54 * 60_000);
  await deliver();
  t.is(smsOf(sent).length, FLOOR + 7);
  t.is(new Set(sent.map(({ id }) => id)).size, FLOOR + 8, 'nothing is lost and nothing left twice');
  t.deepEqual(await alarms(), []);
});

test('[security 41] an hour may have five times the usual number of that hour; withheld messages do not count as sent', async (t) => {
  const { app, worker } = await open(t);
  for (let day = 1; day <= 7; day += 1) {
    await remember(app, day === 7 ? 9000 : 30, day * 24);
    await remember(app, 50, day * 24, true);
    await remember(app, 70, day * 24 - 6);
  }
  t.like(await worker.outbox.smsHour(), { most: 150 });
  app.advance(HOUR);
  t.like(await worker.outbox.smsHour(), { most: FLOOR }, 'an hour that was always quiet has the floor');
});

test('[security 41] workers at the same moment do not exceed the hour together, and a message that one of them has claimed counts', async (t) => {
  const { app, worker, sent, deliver } = await open(t);
  await remember(app, FLOOR - 15, 0);
  await queue(app, 40);
  const until = new Date(app.deps.now().getTime() + 60_000);
  const held = await worker.outbox.claim('sms', 4, until);
  await Promise.all(Array.from({ length: 6 }, () => deliver()));
  t.is(held.length, 4);
  t.is(sent.length, 11);
});

test('[security 41] a gateway that was down for a while does not trip the breaker when it returns', async (t) => {
  const { app, worker, sent, deliver, alarms } = await open(t);
  await queue(app, 20);
  const down = async (): Promise<void> => {
    throw new Error('ECONNREFUSED');
  };
  for (let tries = 0; tries < 8; tries += 1) {
    await deliverMessages({ ...worker, couriers: { mail: down, sms: down }, log: { warn: () => {} } });
    app.advance(10_000);
  }
  app.advance(60_000);
  await deliver();
  t.is(sent.length, 20);
  t.deepEqual(await alarms(), []);
});
