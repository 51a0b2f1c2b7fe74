import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { eventually, inLanes } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import {
  acknowledged,
  fillConfirmation,
  fillRegistration,
  lettersOf,
  release,
  unregistered,
} from '../helpers/proof/registrations.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

type Pair = readonly [ServerProcess, ServerProcess];

const rounds = (count: number): readonly number[] => Array.from({ length: count }, (_, round) => round);
const personOf = (round: number): string => unregistered[round % unregistered.length] ?? unregistered[0];

async function countOf({ query }: Ground, sql: string, ...values: unknown[]): Promise<number> {
  return Number((await query<{ count: string }>(sql, values))[0]?.count);
}

async function mailTo(ground: Ground, email: string, seconds = 20) {
  const found = async () => (await lettersOf(ground)).find(({ to }) => to === email);
  await eventually(async () => (await found()) !== undefined, seconds);
  const mail = await found();
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
}

/** One form with its captcha, sent four times at once: a double click must not create two accounts. */
export async function raceCaptcha(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  checks.chapter(`${count} registration forms, each sent four times at once over two processes`);
  const before = await countOf(ground, 'select count(*) from accounts');
  const winners: number[] = [];
  const statuses: number[] = [];
  await inLanes(rounds(count), 4, async (round) => {
    const form = await fillRegistration(pair[0], personOf(round), `letras-${round}@correo.example`);
    const answers = await Promise.all([0, 1, 0, 1].map((place) => form.send(pair[place] as ServerProcess)));
    winners.push(new Set(answers.filter(acknowledged).map(({ headers }) => headers.location)).size);
    statuses.push(...answers.map(({ status }) => status));
  });
  const made = (await countOf(ground, 'select count(*) from accounts')) - before;
  checks.measure('answers by status', histogram(statuses));
  checks.check('the links open one account', allOnes(winners), `doors: ${histogram(winners)}`);
  checks.check('one account for each form', made === count, `${made} accounts`);
  checks.check(
    'no answer is a 5xx',
    statuses.every((status) => status < 500),
  );
}

/** One link, four times at once: it is spent once, and the account opens once. */
export async function raceLink(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  checks.chapter(`${count} confirmation links, each used four times at once over two processes`);
  const winners: number[] = [];
  const statuses: number[] = [];
  for (const round of rounds(count)) {
    const form = await fillRegistration(pair[0], personOf(round), `enlace-${round}@correo.example`);
    await form.send(pair[1]);
    const button = await fillConfirmation(pair[0], await mailTo(ground, form.email));
    const answers = await Promise.all([0, 1, 0, 1].map((place) => button.send(pair[place] as ServerProcess)));
    winners.push(answers.filter(opened).length);
    statuses.push(...answers.map(({ status }) => status));
    await release(ground, personOf(round));
  }
  checks.measure('answers by status', histogram(statuses));
  checks.check('each link opens once', allOnes(winners), `openings: ${histogram(winners)}`);
  checks.check(
    'no answer is a 5xx',
    statuses.every((status) => status < 500),
  );
}

/** Two people wait for the same RUT; both press their button at the same moment. */
export async function raceConfirmations(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  checks.chapter(`${count} times two registrations of one RUT, confirmed at the same moment`);
  const winners: number[] = [];
  const holders: number[] = [];
  for (const round of rounds(count)) {
    const rut = personOf(round);
    const buttons = await Promise.all(
      pair.map(async (server, place) => {
        const form = await fillRegistration(pair[0], rut, `dos-${round}-${place}@correo.example`);
        await form.send(server);
        return fillConfirmation(pair[0], await mailTo(ground, form.email));
      }),
    );
    const answers = await Promise.all(buttons.map((button, place) => button.send(pair[place] as ServerProcess)));
    winners.push(answers.filter(opened).length);
    holders.push(
      await countOf(ground, `select count(*) from accounts where identifier = $1 and state = 'activa'`, rut),
    );
    await release(ground, rut);
  }
  checks.check('one of the two opens', allOnes(winners), `openings: ${histogram(winners)}`);
  checks.check('one account has the RUT', allOnes(holders), `holders: ${histogram(holders)}`);
}

const opened = ({ headers }: { headers: { location?: string | undefined } }) =>
  headers.location?.startsWith('/confirmar/listo');
const allOnes = (values: readonly number[]): boolean => values.length > 0 && values.every((value) => value === 1);
