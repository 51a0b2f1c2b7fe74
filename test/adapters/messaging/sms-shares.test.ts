import test, { type ExecutionContext } from 'ava';
import type { Envelope } from '../../../src/adapters/messaging/courier.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { parseMobile } from '../../../src/domain/phone.ts';
import { confirmEmail } from '../../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../../src/features/registration/use-cases/register-juridica.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { companyRegistration } from '../../helpers/companies.ts';
import { deliverMessages } from '../../helpers/deliver-messages.ts';
import { visitorFrom, withKey } from '../../helpers/registration.ts';

const HOUR = 3_600_000;
const FLOOR = 100;
const mobileOf = (place: number) => parseMobile(`9${10_000_000 + place}`);
const registered = { kind: 'company-registered', razonSocial: 'Panadería' } as const;
const page = 'https://clave.example/cambiar/natural';
const key: Notice = { kind: 'provisional-key', key: 'J53722W2', hours: 24, page };
const code: Notice = { kind: 'account-code', purpose: 'sign-in', code: '123456', minutes: 10 };
const notice: Notice = { kind: 'account-frozen', at: instantOf(new Date()), folio: 'CS-7F3K-9QWM' };

/** An app whose clock has just begun an hour, and the SMS that it sent. */
async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env: { TRUST_PROXY_HOPS: '1', ...env } });
  t.teardown(app.stop);
  app.advance(HOUR - (Date.now() % HOUR) + 1000);
  const sent: Envelope[] = [];
  const take = async (envelope: Envelope): Promise<void> => void sent.push(envelope);
  const worker = { ...app.worker, couriers: { mail: take, sms: take } };
  const deliver = async (): Promise<void> => {
    while ((await deliverMessages(worker)) > 0);
  };
  return { app, deliver, sms: () => sent.filter(({ channel }) => channel === 'sms') };
}

const queue = async ({ deps }: TestApp, notice: Notice, many: number, from = 0): Promise<void> => {
  for (let place = from; place < from + many; place += 1)
    await deps.notifier.send(notice, { channel: 'sms', to: mobileOf(place) });
};

test('[A7] 108 registrations of one company with 108 mobiles send no SMS, and keys, codes and notices of others are sent at once', async (t) => {
  const { app, deliver, sms } = await open(t, { THROTTLES: 'on' });
  // This test is about the outbox, not the hash.
  Object.assign(app.deps, { hasher: { ...app.deps.hasher, hash: async () => 'a hash' } });
  for (let place = 0; place < 108; place += 1) {
    const { representative, ...rest } = companyRegistration();
    const asked = { ...rest, representative: { ...representative, mobile: mobileOf(place) } };
    const email = parseEmail(`empresa${place}@correo.example`);
    await registerJuridica(app.deps, { ...asked, email }, visitorFrom(`203.0.${place % 6}.7`));
  }
  await deliver();
  t.is(sms().length, 0);
  for (const [place, each] of [key, code, notice].entries()) await queue(app, each, 1, 500 + place);
  await deliver();
  t.is(sms().length, 3);
});

test('[A7] the representative is notified by SMS once the e-mail of the company is confirmed', async (t) => {
  const { app, deliver, sms } = await open(t);
  await registerJuridica(app.deps, companyRegistration(), visitorFrom('203.0.113.7'));
  const token = await newestLinkTo(app, 'contacto@panaderia.example');
  await deliver();
  t.is(sms().length, 0);
  await confirmEmail(app.deps, withKey(token), visitorFrom('203.0.113.7'));
  await deliver();
  t.deepEqual(
    sms().map(({ to }) => to),
    ['+56940000001'],
  );
});

test('[A7] half of the hour is reserved for keys, codes and security notices, whatever else is queued, and they go first', async (t) => {
  const { app, deliver, sms } = await open(t);
  await queue(app, registered, 108);
  await deliver();
  t.is(sms().length, FLOOR / 2);
  for (const [place, each] of [key, code, notice].entries()) await queue(app, each, 1, 500 + place);
  await deliver();
  t.is(sms().length, FLOOR / 2 + 3);
  await queue(app, notice, 60, 600);
  await deliver();
  t.is(sms().length, FLOOR, 'keys, codes and notices may have the whole hour');
  app.advance(HOUR);
  await deliver();
  t.is(sms().length, FLOOR + 13 + FLOOR / 2, 'the next hour begins afresh, with what waited longest for its half');
});

test('[A7] workers at the same moment do not exceed the half together', async (t) => {
  const { app, deliver, sms } = await open(t);
  await queue(app, registered, 80);
  await Promise.all(Array.from({ length: 6 }, () => deliver()));
  t.is(sms().length, FLOOR / 2);
});
