import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../../src/ports/deps.ts';
import { type Checks, histogram } from '../../helpers/proof/checks.ts';
import type { Ground } from '../../helpers/proof/ground.ts';
import type { Answer, ServerProcess } from '../../helpers/server-process.ts';

/** Two servers over one database, and the same dependencies here. */
export interface TwoServers {
  readonly checks: Checks;
  readonly ground: Ground;
  readonly deps: Deps;
  readonly pair: readonly [ServerProcess, ServerProcess];
  /** How often each pair of acts is raced. */
  readonly count: number;
}

/** A filled form, to be sent to either server. */
export interface Form {
  send(server: ServerProcess): Promise<Answer>;
}

/** What two requests at once were answered: whether each did what it asked, and which words it heard otherwise. */
export interface Raced {
  readonly won: readonly [boolean, boolean];
  readonly statuses: readonly number[];
  /** Whether each that did not win was told so in these words, with a status below 500. */
  readonly told: boolean;
}

/** The later one of the two begins so many milliseconds after the first: the race falls into every moment of an act. */
const STEPS = [0, 15, 60, 0, 5, 30];

/** Sends two forms at once, each to its own server; every other round in the other order. */
export async function atOnce(
  { pair: [here, there] }: TwoServers,
  round: number,
  [one, other]: readonly [Form, Form],
  words: RegExp,
): Promise<Raced> {
  const wait = STEPS[Math.floor(round / 2) % STEPS.length] ?? 0;
  const [first, second] = round % 2 === 0 ? [0, wait] : [wait, 0];
  const [a, b] = await Promise.all([
    sleep(first).then(() => one.send(here)),
    sleep(second).then(() => other.send(there)),
  ]);
  const answers = [a, b] as const;
  const lost = answers.filter((answer) => !hasDone(answer));
  return {
    won: [hasDone(a), hasDone(b)],
    statuses: answers.map(({ status }) => status),
    told: lost.every((answer) => isOut(answer) || (answer.status < 500 && words.test(answer.body))),
  };
}

/** A form that did what it asked is answered with the way to the next page, which is not the sign-in. */
const hasDone = (answer: Answer): boolean => answer.status === 303 && !isOut(answer);

/** A member whose session ended meanwhile signs in anew. */
const isOut = ({ status, headers }: Answer): boolean =>
  status === 303 && String(headers.location).startsWith('/mesa/ingreso');

/** Judges what all races of a kind have in common, with the wanted number of winners. */
export function judge(checks: Checks, races: readonly Raced[], wanted?: number): void {
  const winners = races.map(({ won }) => won.filter(Boolean).length);
  const statuses = races.flatMap((race) => race.statuses);
  checks.measure('answers by status', histogram(statuses));
  const firsts = races.filter(({ won }) => won[0]).length;
  checks.measure('won by the first, by the second', `${firsts}, ${races.filter(({ won }) => won[1]).length}`);
  if (wanted !== undefined)
    checks.check(
      `${wanted} of two in each round`,
      winners.every((won) => won === wanted),
      `winners: ${histogram(winners)}`,
    );
  checks.check(
    'the other one reads why, and no answer is a 5xx',
    races.every(({ told }) => told) && statuses.every((status) => status < 500),
  );
}

/** Rounds of a race, one after another. */
export async function rounds<T>(
  { count }: Pick<TwoServers, 'count'>,
  race: (round: number) => Promise<T>,
): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < count; round += 1) all.push(await race(round));
  return all;
}

/** How many rows a query counts. */
export async function countOf({ ground }: Pick<TwoServers, 'ground'>, sql: string, ...values: unknown[]) {
  return Number((await ground.query<{ count: string }>(`select count(*) from ${sql}`, values))[0]?.count);
}
