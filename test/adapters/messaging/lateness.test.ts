import { randomUUID } from 'node:crypto';
import test from 'ava';
import { raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import { Deferred, Undeliverable } from '../../../src/adapters/messaging/courier.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';

const MINUTE = 60_000;
const notice = { kind: 'account-created' } as const;

interface Row {
  readonly ago: number;
  /** Minutes until it was handed over; none for what waits. */
  readonly took?: number;
  readonly trouble?: 'relay' | 'deferred' | 'refused';
  /** Given up. */
  readonly dead?: boolean;
  readonly kind?: string;
}

const times = (count: number, row: Row): Row[] => Array.from({ length: count }, () => row);

async function put(rows: readonly Row[]): Promise<void> {
  const { database, deps } = app;
  const at = (minutesAgo: number) => new Date(deps.now().getTime() - minutesAgo * MINUTE);
  const columns = rows.map(({ ago, took, trouble, dead, kind }) => ({
    id: randomUUID(),
    channel: 'mail',
    kind: kind ?? 'key-changed',
    created_at: at(ago),
    due_at: at(ago),
    sent_at: took === undefined ? null : at(ago - took),
    dead_at: dead ? at(0) : null,
    trouble: trouble ?? null,
  }));
  await database.run((sql) => sql('outbox').insert(columns));
}

/** The public state of mail, and the alarms that are raised. */
async function seen(): Promise<{ onTime: boolean; alarms: readonly unknown[] }> {
  const { deliveries } = (await (await fetch(`${app.issuer}/estado.json`)).json()) as {
    deliveries: { mail: { on_time: boolean } };
  };
  const lines: { alarm?: string }[] = [];
  await raiseAlarms({ ...app.alarms, log: { error: (fields) => void lines.push(fields) } });
  return { onTime: deliveries.mail.on_time, alarms: lines.map(({ alarm }) => alarm) };
}

let app: TestApp;
test.before(async () => {
  app = await openTestApp({ seed: false });
});
test.after.always(() => app.stop());
test.beforeEach(async () => {
  await app.database.run((sql) => sql('outbox').delete());
  // The state is cached for ten seconds.
  app.advance(11_000);
});

const calm = { onTime: true, alarms: [] };
const late = { onTime: false, alarms: ['outbox-late'] };

for (const [what, rows, expected] of [
  ['one mail that waits for an hour', [{ ago: 60 }], calm],
  ['two mails that wait for an hour', times(2, { ago: 60 }), calm],
  ['three that wait for six minutes', times(3, { ago: 6 }), late],
  ['three that wait for four minutes', times(3, { ago: 4 }), calm],
  ['three that the relay holds up', times(3, { ago: 6, trouble: 'relay' }), late],
  ['nine that their domains defer, at night', times(9, { ago: 60, trouble: 'deferred' }), calm],
  ['ten that are deferred while nothing leaves', times(10, { ago: 60, trouble: 'deferred' }), late],
  [
    'fifty to addresses from a form, deferred while nothing is sent',
    times(50, { ago: 60, trouble: 'deferred', kind: 'confirm-email' }),
    calm,
  ],
  ['three such that the relay holds up', times(3, { ago: 6, trouble: 'relay', kind: 'confirm-email' }), late],
  [
    'fifty addresses from a form that take no mail',
    times(50, { ago: 1, dead: true, trouble: 'refused', kind: 'confirm-email' }),
    calm,
  ],
  [
    'fifty that one domain defers while another mail was sent',
    [...times(50, { ago: 60, trouble: 'deferred' }), { ago: 1, took: 0 }],
    calm,
  ],
  [
    'ten deferred, and what goes nowhere hides it not',
    [...times(10, { ago: 60, trouble: 'deferred' }), { ago: 1, took: 0, kind: 'nothing' }],
    late,
  ],
  ['one slow mail among ten', [...times(9, { ago: 5, took: 0.1 }), { ago: 50, took: 49 }], calm],
  ['the one in the middle of ten slow', [...times(4, { ago: 5, took: 0.1 }), ...times(6, { ago: 15, took: 9 })], late],
  ['nine slow ones have no middle', times(9, { ago: 15, took: 9 }), calm],
  ['ten slow ones of an hour ago', times(10, { ago: 60, took: 9 }), calm],
  ['one address that takes no mail', [{ ago: 1, dead: true, trouble: 'refused' }], calm],
  [
    'ten addresses that take no mail among as many that do',
    [...times(10, { ago: 1, dead: true, trouble: 'refused' }), ...times(10, { ago: 5, took: 0 })],
    calm,
  ],
  [
    'ten refused and fewer taken: the relay may be wrong',
    [...times(10, { ago: 1, dead: true, trouble: 'refused' }), ...times(9, { ago: 5, took: 0 })],
    { onTime: true, alarms: ['recipients-refused'] },
  ],
] as const)
  test.serial(`[B4] mail is late when many wait or by the median, never because of one: ${what}`, async (t) => {
    await put(rows);
    t.deepEqual(await seen(), expected);
  });

for (const [what, error] of [
  ['an address that is refused for good', new Undeliverable('SMTP 550 to RCPT')],
  ['a domain that defers for a day', new Deferred('SMTP 451 to RCPT')],
] as const)
  test.serial(`[B4] mail to ${what} from a public form does not change the state that others see`, async (t) => {
    const couriers = { mail: () => Promise.reject(error), sms: async () => undefined };
    await app.deps.notifier.send(notice, { channel: 'mail', to: parseEmail('nadie@dominio.example') });
    for (let hour = 0; hour <= 25; hour += 1) {
      await deliverMessages({ ...app.worker, couriers, log: { warn: () => undefined } });
      t.deepEqual(await seen(), calm, `hour ${hour}`);
      app.advance(60 * MINUTE);
    }
  });
