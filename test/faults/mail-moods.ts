import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlarms } from '../../src/adapters/messaging/alarms.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { type FaultApp, keysWritten, openFaultApp } from './fault-app.ts';
import { ana, camila, juan, keyIn, maria, numberOf, recover, saysAsEver, stateOn } from './recoverers.ts';

/** F4: an address that is refused for good, one that is busy, a mail server that hangs. */
export async function mailMoods(checks: Checks, { short }: Ground): Promise<void> {
  const opened = await openFaultApp([camila, juan, maria, ana]);
  try {
    checks.chapter('F4. The mail server refuses one address');
    await refuseForEver(checks, opened);
    await refuseForNow(checks, opened);
    checks.chapter('F4. The mail server accepts the connection and hangs');
    await hang(checks, opened, 'silent');
    if (!short) await hang(checks, opened, 'mute');
  } finally {
    await opened.stop();
  }
}

/** 550 to RCPT TO: refused on the page, no alarm of one address, and the SMS has the key. */
async function refuseForEver(checks: Checks, { app, mail, deliver }: FaultApp): Promise<void> {
  mail.refused.set(camila.email, 550);
  const { page, again } = await recover(app, camila);
  checks.check('550: the recovery shows the usual page', saysAsEver(page, camila));
  await deliver();
  const later = await again();
  const states = `${stateOn(later, 'e-Mail')}, ${stateOn(later, 'SMS')}`;
  checks.check('550: the page marks the address, and the SMS was sent', states === 'Rechazado, Enviado', states);
  const messages = await app.mailbox();
  const sms = messages.find(({ channel, to }) => channel === 'sms' && to === numberOf(camila));
  checks.check('550: the SMS has the key', keyIn(sms?.text ?? '') !== '');
  await raiseAlarms(app.alarms);
  checks.check('550: one address causes no alarm', !app.logged.join('').includes('messages were given up'));
  await deliver();
  mail.refused.clear();
}

/** 4xx: this address waits, others do not, and in the end it gets its mail once. */
async function refuseForNow(checks: Checks, { app, mail, deliver }: FaultApp): Promise<void> {
  mail.received.length = 0;
  mail.refused.set(juan.email, 451);
  const { again } = await recover(app, juan);
  await recover(app, maria);
  await deliver();
  checks.check(
    '451: another address gets its mail at once',
    mail.received.some(({ to }) => to === maria.email),
  );
  const states = `${stateOn(await again(), 'e-Mail')}, ${stateOn(await again(), 'SMS')}`;
  checks.check('451: this mail waits, and the SMS was sent', states === 'En cola, Enviado', states);
  mail.refused.clear();
  app.advance(3000);
  await deliver();
  app.advance(60_000);
  await deliver();
  const came = mail.received.filter(({ to }) => to === juan.email).length;
  checks.check('451: it arrives when the address accepts it, once', came === 1, `${came}`);
  checks.check('451: the page then shows "Enviado"', stateOn(await again(), 'e-Mail') === 'Enviado');
}

/** Pages answer while the worker hangs; then each mail is there, and one that came twice has one Message-ID. */
async function hang(checks: Checks, { app, mail, deliver }: FaultApp, mood: 'silent' | 'mute'): Promise<void> {
  const written = (await keysWritten(app)).length;
  mail.received.length = 0;
  mail.mood = mood;
  await recover(app, maria);
  const start = performance.now();
  const hanging = deliver();
  await sleep(100);
  const { page, ms, again } = await recover(app, ana);
  checks.check(`${mood}: a recovery meanwhile shows the usual page`, saysAsEver(page, ana), `${ms.toFixed(0)} ms`);
  mail.mood = 'well';
  await hanging;
  checks.measure(
    `${mood}: the worker gave up, and continued, after s`,
    ((performance.now() - start) / 1000).toFixed(1),
  );
  app.advance(3000);
  await deliver();
  app.advance(60_000);
  await deliver();
  const wanted = (await keysWritten(app)).slice(written).filter(({ channel }) => channel === 'mail');
  const times = wanted.map(({ id }) => mail.received.filter((message) => message.id === id).length);
  const expected = mood === 'mute' ? '2, 1' : '1, 1';
  const sentence =
    mood === 'mute' ? 'only the unacknowledged mail comes again, under its Message-ID' : 'each mail comes once';
  checks.check(`${mood}: ${sentence}`, times.join(', ') === expected, times.join(', '));
  checks.check(`${mood}: the page shows "Enviado"`, stateOn(await again(), 'e-Mail') === 'Enviado');
}
