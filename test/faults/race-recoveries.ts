import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { inLanes } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { fillIn, fourAtOnce, judge, type Pair, type Round } from './at-once.ts';
import { waitFor } from './mailbox.ts';
import { openChanges } from './open-changes.ts';
import { raceCancelLinks, raceFreezeLinks } from './race-links.ts';
import { ana, camila, enrol, jorge, juan, maria, type Recoverer, upToCaptcha } from './recoverers.ts';
import { counting } from './traces.ts';
import { wrongProvisionalKeys } from './wrong-keys.ts';

const people = [camila, juan, maria, ana, jorge] as const;

/** F9: everything that a recovery issues, used four times at the same moment over two processes. */
export async function raceRecoveries(checks: Checks, ground: Ground): Promise<void> {
  const times = ground.short ? 12 : 50;
  const first = await ground.start();
  const pair = [first, await ground.start({ beside: first })] as const;
  const confirmation = (email: string) => waitFor(ground, email, /(\S+\/confirmar\/\S+)/);
  await Promise.all(people.map((person) => enrol(first, person, confirmation)));
  await ground.query('update accounts set mobile_confirmed_at = email_confirmed_at');

  const captchas: Round[] = [];
  const keys: Round[] = [];
  await shared(times, async (person, round) => {
    const { sent, key } = await raceCaptchas(ground, pair, person);
    captchas.push(sent);
    keys.push(await raceKey(ground, pair, person, key, `Copihue-${10 + round}`));
  });
  checks.chapter(`F9. The captchas of ${times} recoveries, each sent four times at once over two processes`);
  judge(checks, captchas, 2, /La imagen venció|será enviada a su e-Mail/);
  checks.chapter(`F9. ${times} provisional keys, each used four times at once`);
  judge(checks, keys, 2, /Su clave provisoria venció o ya se usó|El enlace venció o ya se usó/);
  const winners = keys.map(({ answers }) => answers.filter(({ status }) => status === 303).length);
  checks.check(
    'each opens one sign-in',
    winners.every((count) => count === 1),
    winners.join(''),
  );

  await raceFreezeLinks(checks, ground, pair, people);
  await raceCancelLinks(checks, ground, pair, ground.short ? times / 2 : times);
  await Promise.all(pair.map((server) => server.stop()));
  await wrongProvisionalKeys(checks, ground, camila);
}

/** Rounds that alternate between the people, each of whom does one thing at a time. */
async function shared(times: number, round: (person: Recoverer, round: number) => Promise<void>): Promise<void> {
  await inLanes(people, people.length, async (person) => {
    const own = people.indexOf(person);
    for (let number = own; number < times; number += people.length) await round(person, number);
  });
}

/** "Recuperar Clave" pressed four times: one key is sent, by e-mail and by SMS. */
async function raceCaptchas(ground: Ground, pair: Pair, person: Recoverer) {
  const traces = await counting(ground, person, 'recovery.sent', 'provisional-key');
  const { browser, page } = await upToCaptcha(pair[0], person);
  const answers = await fourAtOnce(pair, [fillIn(browser, page, { captcha: CAPTCHA_ANSWER })]);
  const sent: Round = { answers, ...(await traces.since()) };
  const key = await waitFor(
    ground,
    person.email,
    /Clave provisoria:?\s+([2-9A-HJ-NP-Z]{8})\b/,
    traces.before.messages / 2,
  );
  return { sent, key };
}

/** Four browsers signed in with the same key, and each chooses another one. */
async function raceKey(ground: Ground, pair: Pair, person: Recoverer, key: string, chosen: string): Promise<Round> {
  const traces = await counting(ground, person, 'key.changed', 'key-changed');
  const forms = await openChanges(pair[0], person, key, chosen, 4);
  const answers = await fourAtOnce(pair, forms);
  return { answers, ...(await traces.since()) };
}
