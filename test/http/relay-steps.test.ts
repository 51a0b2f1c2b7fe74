import test from 'ava';
import { raiseAlarms } from '../../src/adapters/messaging/alarms.ts';
import { type Step, steps } from '../../src/adapters/messaging/relay-answers.ts';
import { probeServices } from '../../src/adapters/registries/probe-services.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { deliverMessages } from '../helpers/deliver-messages.ts';
import { openRelay, type Relay } from '../helpers/relay.ts';

const SECOND = 1000;
const notice = { kind: 'account-created' } as const;
const rosa = { channel: 'mail', to: parseEmail('rosa@correo.example') } as const;

let relay: Relay;
let app: TestApp;
test.before(async () => {
  relay = await openRelay();
  const url = `smtp://usuario:clave@127.0.0.1:${relay.port}?from=no-responder@sence.example`;
  app = await openTestApp({ seed: false, env: { SMTP_URL: url, THROTTLES: 'off' } });
});
test.after.always(async () => {
  await app.stop();
  await relay.close();
});
test.beforeEach(async () => {
  await app.database.run((sql) => sql('outbox').delete());
});

const deliver = async (): Promise<void> => {
  while ((await deliverMessages(app.worker)) > 0);
};

/** What every user sees of mail, after the earlier state is cleared. */
async function working(): Promise<boolean | null> {
  app.advance(11 * SECOND);
  const state = (await (await fetch(`${app.issuer}/estado.json`)).json()) as { mail: { working: boolean | null } };
  return state.mail.working;
}

async function alarms(): Promise<readonly string[]> {
  const lines: string[] = [];
  const error = (fields: { alarm?: string }): void => void lines.push(fields.alarm ?? '');
  await raiseAlarms({ ...app.alarms, log: { error } });
  return lines;
}

const beforeRecipient = (step: Step): boolean => steps.indexOf(step) < steps.indexOf('RCPT');
const refused = { delivery: 'refused', working: true, alarms: [] };
const waits = { delivery: 'queued', working: true, alarms: [] };
const away = { delivery: 'queued', working: false, alarms: ['channel-down'] };

for (const step of steps.filter((one) => one !== 'connection'))
  for (const [reply, expected] of [
    ['451 4.3.0 try later', beforeRecipient(step) ? away : waits],
    ['554 5.7.1 no', beforeRecipient(step) ? away : waits],
    ['550 5.1.1 nobody here', beforeRecipient(step) ? away : refused],
  ] as const)
    test.serial(`[B5] «${reply}» at ${step}: what waits, what is final, what the user and /estado see`, async (t) => {
      relay.extensions = step === 'STARTTLS' ? ['STARTTLS'] : ['AUTH PLAIN'];
      relay.moods = {};
      if (step !== 'STARTTLS') {
        await app.deps.notifier.send(notice, rosa);
        await deliver();
      }
      relay.moods = { [step]: reply };
      const id = await app.deps.notifier.send(notice, rosa);
      for (let tries = 0; tries < 3; tries += 1) {
        await deliver();
        app.advance(6 * SECOND);
      }
      const { state } = await app.deps.notifier.delivery(id);
      t.deepEqual({ delivery: state, working: await working(), alarms: await alarms() }, expected);

      relay.extensions = ['AUTH PLAIN'];
      relay.moods = {};
      app.advance(60 * SECOND);
      await deliver();
      const later = await app.deps.notifier.delivery(id);
      t.is(later.state, expected === refused ? 'refused' : 'sent', 'what waited leaves when the relay takes it');
      t.deepEqual([await working(), await alarms()], [true, []]);
    });

test.serial(
  '[B5] a relay that refuses every recipient is not called for half a minute, and then the oldest message is sent',
  async (t) => {
    relay.extensions = [];
    relay.moods = { MAIL: '451 4.3.2 not now' };
    const people = Array.from({ length: 12 }, (_, place) => `persona${place}@correo.example`);
    for (const to of people) {
      await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail(to) });
      app.advance(10);
    }
    relay.asked.length = 0;
    const tried = (): number => relay.asked.filter((verb) => verb === 'MAIL').length;
    for (let second = 0; second < 25; second += 1) {
      await deliver();
      app.advance(SECOND);
    }
    t.is(tried(), 5, 'five failures in a row, and no more while it rests');
    app.advance(10 * SECOND);
    await deliver();
    t.is(tried(), 6, 'one letter asks');
    relay.moods = {};
    relay.letters.length = 0;
    app.advance(31 * SECOND);
    await deliver();
    const order = relay.letters.map((letter) => people.findIndex((to) => letter.includes(`To: ${to}`)));
    t.deepEqual(
      order,
      [...order].sort((one, other) => one - other),
      'oldest first',
    );
    t.is(order.length, people.length);
  },
);

test.serial('[R3] unused mail is not said to work, until the relay was checked', async (t) => {
  const again = await app.beside();
  const state = async () => again.alarms.channels().length;
  relay.extensions = [];
  relay.moods = { greeting: '554 5.3.2 closed' };
  t.is(await state(), 0);
  await probeServices(again.probing);
  t.is(await state(), 1, 'a look that fails counts at once');
  relay.moods = {};
  await probeServices(again.probing);
  t.is(await state(), 0);
});

test.serial('[R3] a relay that works again at a check gets what waits, before its wait is over', async (t) => {
  relay.extensions = [];
  relay.moods = { greeting: '554 5.3.2 closed' };
  const id = await app.deps.notifier.send(notice, rosa);
  for (let minute = 0; minute < 30; minute += 1) {
    await deliver();
    app.advance(60 * SECOND);
  }
  await probeServices(app.probing);
  t.false(await working());
  relay.moods = {};
  await probeServices(app.probing);
  app.advance(31 * SECOND);
  await deliver();
  t.is((await app.deps.notifier.delivery(id)).state, 'sent');
});
