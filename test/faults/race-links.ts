import { parseRun } from '../../src/domain/rut.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { inLanes } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { lettersOf } from '../helpers/proof/registrations.ts';
import { fillIn, fourAtOnce, judge, type Pair, type Round } from './at-once.ts';
import { waitFor } from './mailbox.ts';
import { ana, camila, jorge, type Recoverer, upToHold } from './recoverers.ts';
import { counting } from './traces.ts';

const NOBODY = /(?!)/;

/** Every link «No fui yo» of the mails that have arrived, pressed four times at once: one freezes the account. */
export async function raceFreezeLinks(
  checks: Checks,
  ground: Ground,
  pair: Pair,
  people: readonly Recoverer[],
): Promise<void> {
  const rounds: Round[] = [];
  const mails = await lettersOf(ground);
  await inLanes(people, people.length, async (person) => {
    const own = mails.filter(({ to }) => to === person.email).map(({ text }) => /\/no-fui-yo\/[\w-]+/.exec(text)?.[0]);
    for (const path of own) if (path) rounds.push(await pressAtOnce(ground, pair, person, path, 'account.frozen'));
  });
  checks.chapter(`F9. ${rounds.length} links «No fui yo», each pressed four times at once`);
  judge(checks, rounds, 2, NOBODY);
  const done = rounds.map(
    ({ answers }) => answers.filter(({ headers }) => headers.location === '/no-fui-yo/listo?perfil=natural').length,
  );
  checks.check(
    'one page shows that it was done, three that the link was used',
    done.every((count) => count === 1),
  );
}

/** Changes that wait, each withdrawn four times at once by the link of the mail. */
export async function raceCancelLinks(checks: Checks, ground: Ground, pair: Pair, times: number): Promise<void> {
  const rounds: Round[] = [];
  const people = [camila, ana, jorge];
  await inLanes(people, people.length, async (person) => {
    for (let round = people.indexOf(person); round < times; round += people.length)
      rounds.push(await cancel(ground, pair, person, round, round < people.length));
  });
  checks.chapter(`F9. ${times} changes that wait, each withdrawn four times at once`);
  judge(checks, rounds, 2, NOBODY);
}

/**
 * The first one of a person is withdrawn; the trail keeps that for a month, so that each later one goes to the desk.
 */
async function cancel(ground: Ground, pair: Pair, person: Recoverer, round: number, first: boolean): Promise<Round> {
  await activate(ground, person);
  await letProofAge(ground, person);
  const { before } = await counting(ground, person, 'hold.begun', 'contacts-asked');
  const { browser, page } = await upToHold(pair[0], person, `nuevo-${round}@correo.example`);
  await browser.send(page, { captcha: CAPTCHA_ANSWER });
  const path = await waitFor(ground, person.email, /(\/solicitud\/[\w-]+)/, before.messages / 2);
  return pressAtOnce(ground, pair, person, path, first ? 'hold.withdrawn' : 'hold.contested');
}

const notices = {
  'account.frozen': 'account-frozen',
  'hold.withdrawn': 'contacts-withdrawn',
  'hold.contested': 'contacts-at-desk',
} as const;

/** The button of a page behind a link, pressed four times by one browser. */
async function pressAtOnce(
  ground: Ground,
  pair: Pair,
  person: Recoverer,
  path: string,
  act: keyof typeof notices,
): Promise<Round> {
  await activate(ground, person);
  const traces = await counting(ground, person, act, notices[act]);
  const browser = openBrowser();
  const page = await browser.get(`${pair[0].issuer}${path}`);
  const answers = await fourAtOnce(pair, [fillIn(browser, page, {})]);
  return { answers, ...(await traces.since()) };
}

/** Reverts a freeze for the next round, as the card at the desk would. */
const activate = ({ query }: Ground, { rut }: Recoverer) =>
  query(`update accounts set state = 'activa' where identifier = $1 and state = 'congelada'`, [parseRun(rut)]);

/** A freeze of an identity that the card proved within the month goes to the desk: here each proof is older. */
const letProofAge = ({ query }: Ground, { rut }: Recoverer) =>
  query(`update accounts set identity_proved_at = identity_proved_at - interval '31 days' where identifier = $1`, [
    parseRun(rut),
  ]);
