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
/** A worker that dies gives its letters back after a minute. */
const CLAIM_SECONDS = 60;

interface Sent {
  readonly email: string;
  readonly rut: string;
  /** Whether the page said "Éxito" before the process died. */
  readonly acknowledged: boolean;
}

/** kill -9 while sixteen people register, again and again; gives the last server. */
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
  await judgeCaptcha(checks, ground, current, sent);
  return current;
}

/** Waits until some more have read "Éxito", at most eight seconds, and then for any moment of the work. */
async function someWork(sent: readonly Sent[]): Promise<void> {
  const told = () => sent.filter((one) => one.acknowledged).length;
  const enough = told() + 4 + Math.random() * 30;
  for (const end = performance.now() + 8000; told() < enough && performance.now() < end; ) await sleep(20);
  await sleep(Math.random() * 50);
}

/** Each lane registers one person after another until the process is no more. */
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
  // What breaks before a form is sent has promised nobody anything.
  await Promise.allSettled(Array.from({ length: LANES }, (_, place) => lane(place)));
}

async function judgeRows(checks: Checks, ground: Ground, sent: readonly Sent[]): Promise<void> {
  for (const [sentence, rows] of await halvesOf(ground)) checks.check(sentence, rows === 0, `${rows} rows`);
  checks.check(
    'the kills fell into the work',
    sent.some((one) => !one.acknowledged) && sent.some((one) => one.acknowledged),
  );
}

async function judgeCaptcha(checks: Checks, ground: Ground, server: ServerProcess, sent: readonly Sent[]) {
  if (ground.short) await passClaims(ground);
  const seconds = ground.short ? 15 : CLAIM_SECONDS + 30;
  const delivered = await eventually(async () => (await waiting(ground)) === 0, seconds);
  checks.check('every letter left within the time of a claim', delivered, `${await waiting(ground)} wait`);

  const letters = await lettersOf(ground);
  const copies = (email: string) => letters.filter(({ to }) => to === email).length;
  const told = sent.filter((one) => one.acknowledged);
  checks.check(
    'whoever read "Éxito" has exactly one letter',
    told.every(({ email }) => copies(email) === 1),
    `letters: people ${histogram(told.map(({ email }) => copies(email)))}`,
  );
  const cut = sent.filter((one) => !one.acknowledged).map(({ email }) => copies(email));
  checks.check(
    'whoever was cut off has one letter or none',
    Math.max(0, ...cut) <= 1,
    `letters: people ${histogram(cut)}`,
  );
  await judgeConfirmations(checks, ground, server, letters, told);
}

async function judgeConfirmations(
  checks: Checks,
  ground: Ground,
  server: ServerProcess,
  letters: readonly Envelope[],
  told: readonly Sent[],
): Promise<void> {
  const results: string[] = [];
  await inLanes(unregistered, unregistered.length, async (rut) => {
    for (const { email } of told.filter((one) => one.rut === rut)) {
      const letter = letters.find(({ to }) => to === email);
      const button = letter && (await fillConfirmation(server, letter));
      results.push(String((await button?.send(server))?.headers.location));
      await forgetHolder(ground, rut);
    }
  });
  const good = results.filter((location) => location.startsWith('/confirmar/listo')).length;
  checks.check('every acknowledged registration can be confirmed', good === told.length, `${good} of ${told.length}`);
}

/**
 * As if nobody had confirmed this number: the others who asked for it wait under the same subject, which must stay in force,
 * and which the trail gives to nobody else once somebody held it.
 */
const forgetHolder = ({ query }: Ground, rut: string) =>
  query(`do $$ begin
    perform set_config('session_replication_role', 'replica', true);
    delete from audit where account_id in (select id from accounts where identifier = '${rut}' and state = 'activa');
    perform set_config('session_replication_role', 'origin', true);
    delete from accounts where identifier = '${rut}' and state = 'activa';
  end $$`);

/** Lets the minute pass for which a dead worker still has its claim, and wakes the workers, as at the end of that minute. */
async function passClaims({ query }: Ground): Promise<void> {
  await query('update outbox set due_at = now() where sent_at is null');
  await query("select pg_notify('clave_sence', 'mail')");
}

async function waiting({ query }: Ground): Promise<number> {
  const [row] = await query<{ count: string }>('select count(*) from outbox where sent_at is null');
  return Number(row?.count);
}
