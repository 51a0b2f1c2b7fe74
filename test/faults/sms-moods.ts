import type { Phone } from '../../src/domain/phone.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { deliverMessages } from '../helpers/deliver-messages.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import {
  ana,
  camila,
  confirmMobiles,
  enrol,
  jorge,
  juan,
  keyIn,
  maria,
  numberOf,
  type Recovered,
  recover,
  saysAsEver,
  stateOn,
} from './recoverers.ts';
import { openSmsGateway, type SmsGateway, type SmsMood } from './sms-gateway.ts';

const LIMIT_MS = 3000;
/** Waits before the second and the third try. */
const WAITS_S = [2, 5] as const;

const ills: readonly (readonly [SmsMood, typeof camila])[] = [
  ['500', camila],
  ['hang', juan],
  ['error-inside', ana],
  ['reset', jorge],
];

/** F5: a gateway that fails in four ways, each for one number, and then works. */
export async function smsMoods(checks: Checks, { short }: Ground): Promise<void> {
  checks.chapter('F5. The SMS gateway answers 500, hangs, answers 200 with an error inside, breaks the connection');
  const gateway = await openSmsGateway();
  const env = { SMS_GATEWAY_URL: gateway.url, THROTTLES: 'off' };
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], env, hashCost: 'production' });
  try {
    await enrolAll(app);
    app.advance(24 * 3_600_000);
    for (const [mood, person] of ills) gateway.moods.set(numberOf(person), mood);
    const recoveries = [];
    for (const [, person] of ills) recoveries.push(await recover(app, person));
    await fail(checks, app, gateway, recoveries, short ? 2 : 3);
    await getWell(checks, app, gateway, recoveries);
  } finally {
    await app.stop();
    await gateway.close();
  }
}

async function enrolAll(app: TestApp): Promise<void> {
  const mailTo = async (email: string) => (await app.mailbox()).find(({ to }) => to === email)?.text ?? '';
  for (const [, person] of ills) await enrol(app, person, mailTo);
  await confirmMobiles(app);
}

async function deliver({ worker }: TestApp): Promise<void> {
  while ((await deliverMessages(worker)) > 0);
}

/**
 * A number of failed tries: the mail was sent at the first, the page is unchanged, and the wait is never above the
 * limit.
 */
async function fail(
  checks: Checks,
  app: TestApp,
  gateway: SmsGateway,
  recoveries: readonly Recovered[],
  tries: number,
): Promise<void> {
  for (let round = 0; round < tries; round += 1) {
    if (round > 0) app.advance((WAITS_S[round - 1] ?? 0) * 1000);
    // One for a number that works: the gateway as a whole is not impaired, and its breaker stays closed.
    await app.deps.notifier.send({ kind: 'run-linked', folio: 'CS' }, { channel: 'sms', to: numberOf(maria) as Phone });
    await deliver(app);
  }
  const keys = (await app.mailbox()).filter(({ text }) => keyIn(text) !== '');
  for (const [place, [mood, person]] of ills.entries()) {
    const recovery = recoveries[place] as Recovered;
    const page = await recovery.again();
    const states = `${stateOn(page, 'e-Mail')}, ${stateOn(page, 'SMS')}`;
    checks.check(
      `${mood}: the mail with the key was sent`,
      keys.some(({ to }) => to === person.email),
    );
    checks.check(
      `${mood}: the page shows the usual text`,
      saysAsEver(recovery.page, person) && saysAsEver(page, person),
    );
    checks.check(`${mood}: and which way waits`, states === 'Enviado, En cola', states);
    const asked = gateway.asked.filter(({ to }) => to === numberOf(person)).length;
    checks.check(`${mood}: it is tried again`, asked >= tries, `${asked} tries`);
  }
  const waits = gateway.asked.filter(({ to }) => to === numberOf(juan)).map(({ waitedMs = 0 }) => waitedMs);
  const limited = waits.every((ms) => ms > LIMIT_MS - 200 && ms < LIMIT_MS + 700);
  checks.check('a gateway that hangs is given three seconds', limited, waits.map((ms) => ms.toFixed(0)).join(', '));
}

async function getWell(
  checks: Checks,
  app: TestApp,
  gateway: SmsGateway,
  recoveries: readonly Recovered[],
): Promise<void> {
  gateway.moods.clear();
  app.advance(10_000);
  await deliver(app);
  const states = await Promise.all(recoveries.map(async ({ again }) => stateOn(await again(), 'SMS')));
  checks.check(
    'each page then shows "Enviado"',
    states.every((state) => state === 'Enviado'),
    states.join(', '),
  );
  app.advance(3_600_000);
  await deliver(app);
  const accepted = gateway.asked.filter((asked) => asked.accepted);
  const lost = ills.filter(([, person]) => !accepted.some(({ to }) => to === numberOf(person))).length;
  checks.check('lost 0', lost === 0, `${lost} of ${ills.length}`);
  const ids = accepted.map(({ id }) => id);
  checks.check('duplicated 0', new Set(ids).size === ids.length, `${ids.length - new Set(ids).size}`);
  const mails = await app.mailbox();
  const same = ills.every(([, { email }], place) => {
    const mail = mails.find(({ to, text }) => to === email && keyIn(text) !== '');
    const number = numberOf(ills[place]?.[1] ?? camila);
    return keyIn(mail?.text ?? '') === keyIn(accepted.find(({ to }) => to === number)?.text ?? '-');
  });
  checks.check('mail and SMS have the same key', same);
}
