import { openBrowser } from '../helpers/browser.ts';
import { type Checks, quantile, spread } from '../helpers/proof/checks.ts';
import { eventually, newCode } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { release } from '../helpers/proof/registrations.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { waitFor } from './mailbox.ts';
import { camila, enrol, recover } from './recoverers.ts';
import { openSmsGateway, type SmsGateway } from './sms-gateway.ts';

const ALLOWED = 1.1;
/** An address of this app alone: the mailbox of the run keeps earlier messages. */
const person = { ...camila, email: 'camila.otra@correo.example' };
const IN_A_BLOCK = 10;

/** F5: others sign in as fast while the gateway hangs as while it works; blocks of both alternate. */
export async function othersMeanwhile(checks: Checks, ground: Ground): Promise<void> {
  checks.chapter('F5. Others sign in while the SMS gateway hangs');
  const gateway = await openSmsGateway();
  const server = await ground.start({ env: { SMS_GATEWAY_URL: gateway.url } });
  try {
    await enrol(server, person, (email) => waitFor(ground, email, /(\S+\/confirmar\/\S+)/));
    await ground.query('update accounts set mobile_confirmed_at = email_confirmed_at');
    await block(server, gateway, 'well');
    const ratio = await compare(checks, server, gateway, ground.short ? 2 : 6);
    // A noisy minute may falsify the result: measured once more, with twice as many.
    const holds = ratio <= ALLOWED || (await compare(checks, server, gateway, ground.short ? 4 : 12)) <= ALLOWED;
    checks.check('the median sign-in is within 10 per cent', holds, ratio.toFixed(3));
    const hung = gateway.asked.filter(({ accepted }) => !accepted).length;
    checks.check('the gateway did hang meanwhile', hung > 1, `${hung} times`);
  } finally {
    await release(ground, person.rut);
    await server.stop();
    await gateway.close();
  }
}

async function compare(checks: Checks, server: ServerProcess, gateway: SmsGateway, turns: number): Promise<number> {
  const well: number[] = [];
  const ill: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    well.push(...(await block(server, gateway, 'well')));
    ill.push(...(await block(server, gateway, 'hang')));
  }
  checks.measure(`${well.length} sign-ins, gateway well`, `${spread(well)} ms`);
  checks.measure(`${ill.length} sign-ins, gateway hangs`, `${spread(ill)} ms`);
  return quantile(ill, 0.5) / quantile(well, 0.5);
}

/** Whole sign-ins, one after another, while the SMS of a recovery waits at the gateway. */
async function block(server: ServerProcess, gateway: SmsGateway, mood: 'well' | 'hang'): Promise<readonly number[]> {
  gateway.mood = mood;
  const before = gateway.asked.length;
  await recover(server, person);
  await eventually(async () => gateway.asked.slice(before).some(({ accepted }) => accepted === (mood === 'well')), 10);
  const times: number[] = [];
  for (let count = 0; count < IN_A_BLOCK; count += 1) {
    const start = performance.now();
    await newCode(server, openBrowser(), 'carrera');
    times.push(performance.now() - start);
  }
  return times;
}
