import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '../../src/adapters/messaging/courier.ts';
import { type Checks, histogram, spread } from '../helpers/proof/checks.ts';
import { eventually, inLanes } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import {
  acknowledged,
  fillConfirmation,
  fillRegistration,
  lettersOf,
  unregistered,
} from '../helpers/proof/registrations.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { halvesOf } from './halves.ts';

const LANES = 16;
/** A killed worker's messages are released after a minute. */
const CLAIM_SECONDS = 60;

interface Sent {
  readonly email: string;
  readonly rut: string;
  /** Whether the page showed "Éxito" before the process was killed. */
  readonly acknowledged: boolean;
}

/** kill -9 while sixteen people register, again and again; returns the last server. */
export async function killDuringRegistrations(
  checks: Checks,
  ground: Ground,
  server: ServerProcess,
  kills: number,
): Promise<ServerProcess> {
  checks.chapter(`${kills} times kill -9 while ${LANES} people register`);
  const sent: Sent[] = [];
  const restarts: number[] = [];
  let current = server;
  for (let kill = 0; kill < kills; kill += 1) {
    const crowd = register(current, kill, sent);
    await someWork(sent);
    await current.kill();
    await crowd;
    current = await ground.start({ after: current });
    restarts.push(current.readyMs);
  }
  checks.measure('restart to ready, ms', spread(restarts));
  checks.measure('registrations acknowledged', sent.filter((one) => one.acknowledged).length);
  checks.measure('registrations cut off', sent.filter((one) => !one.acknowledged).length);
  await judgeRows(checks, ground, sent);
  await judgeMails(checks, ground, current, sent);
  return current;
}

/** Waits until some more have read "Éxito", at most eight seconds, and then for a random moment of the work. */
async function someWork(sent: readonly Sent[]): Promise<void> {
  const acknowledged = () => sent.filter((one) => one.acknowledged).length;
  const enough = acknowledged() + 4 + Math.random() * 30;
  for (const end = performance.now() + 8000; acknowledged() < enough && performance.now() < end; ) await sleep(20);
  await sleep(Math.random() * 50);
}

/** Each lane registers one person after another until the process has ended. */
async function register(server: ServerProcess, kill: number, sent: Sent[]): Promise<void> {
  const lane = async (place: number): Promise<void> => {
    for (let round = 0; server.running(); round += 1) {
      const rut = unregistered[(place + round) % unregistered.length] as string;
      await sleep(Math.random() * 300);
      const email = `caida-${kill}-${place}-${round}@correo.example`;
      const form = await fillRegistration(server, rut, email);
      const answer = await form.send(server).catch(() => undefined);
      sent.push({ email, rut, acknowledged: answer !== undefined && acknowledged(answer) });
    }
  };
  // A failure before a form is sent has confirmed nothing.
  await Promise.allSettled(Array.from({ length: LANES }, (_, place) => lane(place)));
}

async function judgeRows(checks: Checks, ground: Ground, sent: readonly Sent[]): Promise<void> {
  for (const [sentence, rows] of await halvesOf(ground)) checks.check(sentence, rows === 0, `${rows} rows`);
  checks.check(
    'the kills fell into the work',
    sent.some((one) => !one.acknowledged) && sent.some((one) => one.acknowledged),
  );
}

async function judgeMails(checks: Checks, ground: Ground, server: ServerProcess, sent: readonly Sent[]) {
  if (ground.short) await passClaims(ground);
  const seconds = ground.short ? 15 : CLAIM_SECONDS + 30;
  const delivered = await eventually(async () => (await waiting(ground)) === 0, seconds);
  checks.check('every mail is sent within the time of a claim', delivered, `${await waiting(ground)} wait`);

  const mails = await lettersOf(ground);
  const copies = (email: string) => mails.filter(({ to }) => to === email).length;
  const acknowledged = sent.filter((one) => one.acknowledged);
  checks.check(
    'a user who read "Éxito" has exactly one mail',
    acknowledged.every(({ email }) => copies(email) === 1),
    `mails: people ${histogram(acknowledged.map(({ email }) => copies(email)))}`,
  );
  const cut = sent.filter((one) => !one.acknowledged).map(({ email }) => copies(email));
  checks.check(
    'a user without an answer has one mail or none',
    Math.max(0, ...cut) <= 1,
    `mails: people ${histogram(cut)}`,
  );
  await judgeConfirmations(checks, ground, server, mails, acknowledged);
}

async function judgeConfirmations(
  checks: Checks,
  ground: Ground,
  server: ServerProcess,
  mails: readonly Envelope[],
  acknowledged: readonly Sent[],
): Promise<void> {
  const results: string[] = [];
  await inLanes(unregistered, unregistered.length, async (rut) => {
    for (const { email } of acknowledged.filter((one) => one.rut === rut)) {
      const mail = mails.find(({ to }) => to === email);
      const button = mail && (await fillConfirmation(server, mail));
      results.push(String((await button?.send(server))?.headers.location));
      await forgetHolder(ground, rut);
    }
  });
  const good = results.filter((location) => location.startsWith('/confirmar/listo')).length;
  checks.check(
    'every acknowledged registration can be confirmed',
    good === acknowledged.length,
    `${good} of ${acknowledged.length}`,
  );
}

/**
 * Sets the number as unconfirmed: the other requests for it wait under the same subject, which must stay in force, and
 * which the trail assigns to no other person after one had it.
 */
const forgetHolder = ({ query }: Ground, rut: string) =>
  query(`do $$ begin
    perform set_config('session_replication_role', 'replica', true);
    delete from audit where account_id in (select id from accounts where identifier = '${rut}' and state = 'activa');
    perform set_config('session_replication_role', 'origin', true);
    delete from accounts where identifier = '${rut}' and state = 'activa';
  end $$`);

/**
 * Lets the minute pass for which a killed worker still has its claim, and wakes the workers, as at the end of that
 * minute.
 */
async function passClaims({ query }: Ground): Promise<void> {
  await query('update outbox set due_at = now() where sent_at is null');
  await query("select pg_notify('clave_sence', 'mail')");
}

async function waiting({ query }: Ground): Promise<number> {
  const [row] = await query<{ count: string }>('select count(*) from outbox where sent_at is null');
  return Number(row?.count);
}
