import { raiseAlarms } from '../../src/adapters/messaging/alarms.ts';
import { type Checks, quantile, spread } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { type FaultApp, keysWritten, openFaultApp } from './fault-app.ts';
import { keyLife } from './key-life.ts';
import { ana, camila, jorge, juan, maria, type Recoverer, recover, saysAsEver, stateOn } from './recoverers.ts';

const MINUTES_AWAY = 10;
/** María, Ana and Jorge have no telephone: their keys are sent by e-mail alone. */
const people = [camila, { ...maria, mobile: '' }, juan, { ...ana, mobile: '' }, { ...jorge, mobile: '' }] as const;

/** F4: ten minutes without a mail server, by the clock of the app. */
export async function mailAway(checks: Checks, { short }: Ground): Promise<void> {
  checks.chapter(`F4. The mail server refuses connections for ${MINUTES_AWAY} minutes while people recover their keys`);
  const opened = await openFaultApp(people);
  try {
    await opened.mail.leave();
    await recoverMeanwhile(checks, opened, short ? 1 : people.length);
    await opened.mail.comeBack();
    await deliverAll(checks, opened);
    await keyLife(checks, opened, people);
  } finally {
    await opened.stop();
  }
}

async function recoverMeanwhile(checks: Checks, opened: FaultApp, each: number): Promise<void> {
  const { app } = opened;
  const waiting: number[] = [];
  const normal: boolean[] = [];
  const durations: number[] = [];
  for (let minute = 0; minute < MINUTES_AWAY; minute += 1) {
    for (let place = 0; place < each; place += 1) {
      const person = people[(minute + place) % people.length] as Recoverer;
      const { page, ms } = await recover(app, person);
      normal.push(saysAsEver(page, person));
      durations.push(ms);
    }
    await passMinute(opened);
    waiting.push((await app.worker.outbox.pending()).waiting);
  }
  checks.measure('recoveries meanwhile, ms', spread(durations));
  checks.check('every recovery shows the usual page', normal.every(Boolean), `${normal.length} recoveries`);
  const grows = waiting.every((count, minute) => count === (minute + 1) * each);
  checks.check('the outbox keeps every mail', grows, waiting.join(', '));
  await lookAtLate(checks, opened);
}

async function passMinute({ app, deliver }: FaultApp): Promise<void> {
  for (let step = 0; step < 6; step += 1) {
    await deliver();
    app.advance(10_000);
  }
  await deliver();
}

/** What the page shows to the user and the log to the operator. */
async function lookAtLate(checks: Checks, { app, deliver }: FaultApp): Promise<void> {
  const late = await recover(app, camila);
  await deliver();
  app.advance(61_000);
  const page = await late.again();
  const states = `${stateOn(page, 'e-Mail')}, ${stateOn(page, 'SMS')}`;
  checks.check('the page shows "Con demora", and the SMS was sent', states === 'Con demora, Enviado', states);
  await raiseAlarms(app.alarms);
  checks.check('the log reports that messages are late', app.logged.join('').includes('messages are late'));
}

/** Delivers each second, until nothing waits. */
async function deliverAll(checks: Checks, { app, mail, deliver }: FaultApp): Promise<void> {
  const back = mail.now();
  for (let second = 0; second < 1300 && (await app.worker.outbox.pending()).waiting > 0; second += 1) {
    await deliver();
    app.advance(1000);
  }
  const written = (await keysWritten(app)).filter(({ channel }) => channel === 'mail').map(({ id }) => id);
  const got = mail.received.map(({ id }) => id);
  const lost = written.filter((id) => !got.includes(id)).length;
  checks.check('lost 0', lost === 0, `${lost} of ${written.length}`);
  checks.check('duplicated 0, by Message-ID', new Set(got).size === got.length, `${got.length - new Set(got).size}`);
  const delays = mail.received.map(({ at }) => (at - back) / 1000);
  const p99 = quantile(delays, 0.99);
  checks.measure('from the return of the mail server to the mail, s', `${spread(delays)}, p99 ${p99.toFixed(1)}`);
  checks.check('p99 is within the minute', p99 <= 60, `${p99.toFixed(1)} s`);
  const turned = inversions(got.map((id) => written.indexOf(id)).slice(1));
  checks.check('oldest first, except the one of the first retry', turned === 0, `${turned} came before an older one`);
}

/** How many arrive before an older one. */
const inversions = (places: readonly number[]): number =>
  places.filter((place, at) => places.slice(at + 1).some((later) => later < place)).length;
