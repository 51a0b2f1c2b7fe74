import test, { type ExecutionContext } from 'ava';
import { type AlarmNeeds, raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import type { Envelope } from '../../../src/adapters/messaging/courier.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { keyFailures } from '../../../src/domain/throttle.ts';
import type { Alarm } from '../../../src/ports/alarm.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const HOUR = 3_600_000;
const notice = { kind: 'account-created' } as const;
const rosa = { channel: 'mail', to: parseEmail('rosa@correo.example') } as const;

interface Opened {
  readonly app: TestApp;
  /** Raises the alarms and gives the lines of the log. */
  raise(also?: Partial<AlarmNeeds>): Promise<object[]>;
  /** Delivers what is due and gives the subjects of the alarms that arrived since the last time. */
  arrived(): Promise<{ to: string; subject: string }[]>;
}

async function open(t: ExecutionContext, alertsTo = 'turno@sence.example, mesa@sence.example'): Promise<Opened> {
  const app = await openTestApp({ seed: false, env: { ALERTS_TO: alertsTo } });
  t.teardown(app.stop);
  const raise = async (also: Partial<AlarmNeeds> = {}): Promise<object[]> => {
    const lines: object[] = [];
    await raiseAlarms({ ...app.alarms, ...also, log: { error: (fields) => void lines.push(fields) } });
    return lines;
  };
  const arrived = async () => {
    const sent: Envelope[] = [];
    const take = async (envelope: Envelope): Promise<void> => void sent.push(envelope);
    while ((await deliverMessages({ ...app.worker, couriers: { mail: take, sms: take } })) > 0);
    return sent
      .filter(({ subject }) => subject.startsWith('Alarma'))
      .map(({ to, subject }) => ({ to, subject }))
      .sort((one, other) => (one.to < other.to ? -1 : 1));
  };
  return { app, raise, arrived };
}

const down = (registry: 'tax-registry' | 'civil-registry') => ({ registry, failed: 3, since: new Date(0) });

test('a healthy app raises no alarm', async (t) => {
  const { raise, arrived } = await open(t);
  t.deepEqual(await raise(), []);
  t.deepEqual(await arrived(), []);
});

/** Messages to this many people. */
async function write(app: TestApp, count: number): Promise<void> {
  for (let place = 0; place < count; place += 1)
    await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(`persona${place}@correo.example`) });
}

test('late messages are logged every time, and mailed to every address of ALERTS_TO once an hour', async (t) => {
  const { app, raise, arrived } = await open(t);
  await write(app, 3);
  app.advance(5 * 60_000 + 1000);
  for (let minute = 0; minute < 3; minute += 1) t.like((await raise())[0], { alarm: 'outbox-late' });
  const subject = 'Alarma de Clave Sence: Los mensajes salen con demora';
  t.deepEqual(await arrived(), [
    { to: 'mesa@sence.example', subject },
    { to: 'turno@sence.example', subject },
  ]);
  await write(app, 3);
  app.advance(HOUR);
  await raise();
  t.is((await arrived()).length, 2);
});

test('alarms are sent beyond the daily budget of a recipient, and instances at the same moment send one', async (t) => {
  const { app, raise, arrived } = await open(t, 'turno@sence.example');
  let sent = 0;
  for (let hour = 0; hour < 8; hour += 1) {
    const outages = () => [down('tax-registry')];
    await Promise.all([raise({ outages }), raise({ outages }), raise({ outages })]);
    sent += (await arrived()).length;
    app.advance(HOUR + 1000);
  }
  t.is(sent, 8);
});

test('the alarm names each registry that is down', async (t) => {
  const { raise, arrived } = await open(t, 'turno@sence.example');
  const lines = await raise({ outages: () => [down('tax-registry'), down('civil-registry')] });
  t.like(lines, [
    { alarm: 'registry-down', registry: 'tax-registry', failed: 3 },
    { alarm: 'registry-down', registry: 'civil-registry' },
  ]);
  t.deepEqual((await arrived()).map(({ subject }) => subject).sort(), [
    'Alarma de Clave Sence: No responde: Registro Civil',
    'Alarma de Clave Sence: No responde: SII',
  ]);
});

test('messages that were given up raise an alarm for an hour; an alarm that cannot be delivered does not prolong itself', async (t) => {
  const { app, raise } = await open(t);
  const bury = async (kind: string): Promise<void> => {
    const [row] = await app.database.run<{ id: string }[]>((sql) => sql('outbox').where({ kind }).whereNull('dead_at'));
    await app.worker.outbox.deadLetter(row?.id ?? '', 'SMTP 550');
  };
  await app.deps.notifier.send(notice, rosa);
  await bury('account-created');
  t.deepEqual(await raise(), [{ alarm: 'dead-letters', lately: 1, dead: 1 }]);
  app.advance(HOUR - 60_000);
  await bury('alarm');
  await bury('alarm');
  t.like((await raise())[0], { lately: 1, dead: 3 });
  app.advance(120_000);
  t.deepEqual(await raise(), []);
});

test('logouts and events that were given up raise an alarm for an hour', async (t) => {
  const { app, raise, arrived } = await open(t, 'turno@sence.example');
  const accountId = '00000000-0000-4000-8000-000000000001';
  await app.logouts.queue.add([{ clientId: 'callada', accountId, sid: 's' }]);
  t.deepEqual(await raise(), []);
  const [taken] = await app.logouts.queue.claim(1, app.deps.now());
  await app.logouts.queue.deadLetter(taken?.id ?? '', 'HTTP 410');
  t.deepEqual(await raise(), [{ alarm: 'platforms-untold', lately: 1, dead: 1 }]);
  t.deepEqual(await arrived(), [
    { to: 'turno@sence.example', subject: 'Alarma de Clave Sence: Hay plataformas sin avisar' },
  ]);
  const metrics = await (await fetch(`${app.issuer}/metrics`)).text();
  t.regex(metrics, /clave_sence_platform_notices_dead\{kind="logouts"\} 1\n/);
  t.regex(metrics, /clave_sence_platform_notices_waiting\{kind="events"\} 0\n/);
  app.advance(HOUR + 1000);
  t.deepEqual(await raise(), []);
});

test('many identifiers blocked at once are an attack, a few are people who mistype', async (t) => {
  const { app, raise, arrived } = await open(t);
  const spend = async (place: number): Promise<void> => {
    for (let tries = 0; tries <= keyFailures.free; tries += 1)
      await app.deps.throttles.consumeKeyTry(`natural:person-${place}`);
  };
  for (let place = 0; place < 49; place += 1) await spend(place);
  t.deepEqual(await raise(), []);
  await spend(49);
  t.deepEqual(await raise(), [{ alarm: 'throttle-storm', shut: 50 }]);
  t.is((await arrived()).length, 2);
  app.advance(15 * 60_000);
  t.deepEqual(await raise(), []);
});

test('an alarm is logged although the outbox fails, and a check that fails hides no other', async (t) => {
  const { app, raise, arrived } = await open(t);
  const lines = await raise({
    outbox: { pending: () => Promise.reject(new Error('away')), smsHour: () => Promise.reject(new Error('away')) },
    tell: () => Promise.reject(new Error('away')),
    outages: () => [down('tax-registry')],
  });
  t.deepEqual(
    lines.filter((line) => 'alarm' in line).map((line) => (line as Alarm).alarm),
    ['registry-down'],
  );
  t.is(lines.filter((line) => 'fault' in line).length, 3);
  await raise({ outages: () => [down('tax-registry')] });
  t.is((await arrived()).length, 2, 'what was not sent has not spent the hour');
  t.deepEqual(
    app.logged.filter((line) => /alarm/.test(line)),
    [],
  );
});

test('without ALERTS_TO alarms go to the log alone', async (t) => {
  const { raise, arrived } = await open(t, '');
  t.like((await raise({ outages: () => [down('tax-registry')] }))[0], { alarm: 'registry-down' });
  t.deepEqual(await arrived(), []);
});

const all: readonly Alarm[] = [
  { alarm: 'outbox-late', oldestSeconds: 400, waiting: 5, dead: 1 },
  { alarm: 'dead-letters', lately: 2, dead: 7 },
  { alarm: 'sms-breaker', sent: 150, most: 150, waiting: 12 },
  { alarm: 'registry-down', registry: 'nie-registry', failed: 4, since: '2026-11-21T18:40:00.000Z' },
  { alarm: 'channel-down', channel: 'mail', failed: 7, since: '2026-11-21T18:40:00.000Z' },
  { alarm: 'throttle-storm', shut: 63 },
];

for (const alarm of all) {
  test(`${alarm.alarm}: the mail says when, how much and which line of the log, in Spanish and with usted`, (t) => {
    const mail = wordsOf({ kind: 'alarm', at: '2026-11-21T18:48:00.000Z', alarm });
    const text = plainText(mail);
    t.regex(text, /Cuándo: 21-11-\d+, 15:48 \(hora de Santiago\)/);
    t.true(text.includes(`alarm = ${alarm.alarm}`));
    t.true((mail.details?.length ?? 0) > 1);
    t.false(/\b(tu|tus|te|ti)\b/i.test(text), 'usted');
    t.true(mail.sms.length <= 160 && /^[\x20-\x7e]*$/.test(mail.sms));
  });
}

test('an audit trail that was cut short raises an alarm like any other', async (t) => {
  const { raise, arrived } = await open(t);
  const cut = [{ alarm: 'audit-head-gone', head: `3:${'ab'.repeat(32)}` }] as const;
  t.deepEqual(await raise({ auditHead: async () => cut }), [...cut]);
  t.is((await arrived())[0]?.subject, 'Alarma de Clave Sence: Falta un sello de la bitácora');
});
