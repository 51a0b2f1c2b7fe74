import { setTimeout as sleep } from 'node:timers/promises';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { beginning, eventually, newCode } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import {
  closingAccounts,
  cookiesOf,
  fill,
  fillConfirmation,
  fillRegistration,
  lettersOf,
  release,
} from '../helpers/proof/registrations.ts';
import { formFields } from '../helpers/registration.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';

type Pair = readonly [ServerProcess, ServerProcess];
type Send = (server: ServerProcess) => Promise<Answer>;

/**
 * A choice costs a hash before it writes: the other button is pressed a little later each round, to coincide with it.
 */
const STEPS = 8;
const later = <T>(step: number, act: () => Promise<T>): Promise<T> => sleep(step * 15).then(act);

const CAMILA = { rut: '44000003-7', serial: 'B51A23456' } as const;

/** One provisional key, typed in four browsers, each of which chooses a key at the same moment (floor 11). */
export async function raceProvisionalKeys(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  checks.chapter(`${count} provisional keys, each used four times at once over two processes`);
  const winners: number[] = [];
  const statuses: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const email = `provisoria-${round}@correo.example`;
    await registerCamila(ground, pair, email);
    const key = await provisionalKey(ground, pair[0], email);
    const forms = [];
    for (let place = 0; place < 4; place += 1) forms.push(await typeKey(pair[0], key, `Copihue-${round}${place}`));
    const answers = await Promise.all(forms.map((send, place) => send(pair[place % 2] as ServerProcess)));
    winners.push(answers.filter(({ status }) => status === 303).length);
    statuses.push(...answers.map(({ status }) => status));
    await release(ground, CAMILA.rut);
  }
  const [row] = await ground.query<{ count: string }>(`select count(*) from audit where act = 'key.changed'`);
  checks.measure('answers by status', histogram(statuses));
  checks.check(
    'each key saves one chosen key',
    winners.every((won) => won === 1),
    `winners: ${histogram(winners)}`,
  );
  checks.check('the trail has one change each', Number(row?.count) === count, `${row?.count} changes`);
  checks.check(
    'no answer is a 5xx',
    statuses.every((status) => status < 500),
  );
}

/** "No fui yo" and the choice of a new key at the same moment: the account is frozen in the end, in either order. */
export async function raceFreeze(checks: Checks, ground: Ground, pair: Pair, count: number): Promise<void> {
  checks.chapter(`${count} times a new key is chosen while the account holder presses «No fui yo»`);
  const statuses: number[] = [];
  const states: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const email = `congelada-${round}@correo.example`;
    await registerCamila(ground, pair, email);
    // A login from a new browser sends a notice, which has the link.
    await newCode(pair[0], openBrowser(), 'carrera', { ...CAMILA, key: formFields.clave });
    const freeze = await freezing(ground, pair[0], email);
    const choose = await typeKey(pair[0], await provisionalKey(ground, pair[0], email), `Copihue-${round}7`);
    const answers = await Promise.all([choose(pair[0]), later(round % STEPS, () => freeze(pair[1]))]);
    statuses.push(...answers.map(({ status }) => status));
    const [row] = await ground.query<{ state: string }>(
      `select state from accounts where identifier = $1 order by created_at desc limit 1`,
      [CAMILA.rut],
    );
    states.push(row?.state ?? '');
    await ground.query(closingAccounts('identifier = $1'), [CAMILA.rut]);
  }
  checks.measure('answers by status', histogram(statuses));
  checks.check(
    'the account is frozen in the end',
    states.every((state) => state === 'congelada'),
    histogram(states),
  );
  checks.check(
    'no answer is a 5xx',
    statuses.every((status) => status < 500),
  );
}

async function registerCamila(ground: Ground, pair: Pair, email: string): Promise<void> {
  const form = await fillRegistration(pair[0], CAMILA.rut, email);
  await form.send(pair[1]);
  const mail = await mailTo(ground, email, /\/confirmar\//);
  await (await fillConfirmation(pair[0], mail)).send(pair[0]);
}

async function mailTo(ground: Ground, email: string, shape: RegExp) {
  const found = async () => (await lettersOf(ground)).findLast(({ to, text }) => to === email && shape.test(text));
  await eventually(async () => (await found()) !== undefined, 20);
  const mail = await found();
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
}

/** Recovers by question and answer through the pages of one process, and reads the key that was sent. */
async function provisionalKey(ground: Ground, { issuer }: ServerProcess, email: string): Promise<string> {
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, fields), issuer);
  const question = await go(await browser.get(`${issuer}/recuperar/natural`), { rut: CAMILA.rut });
  const captcha = await go(question, { respuesta: formFields.respuesta });
  await go(captcha, { captcha: CAPTCHA_ANSWER });
  const shape = /(?:clave Sence es|Clave provisoria):\s+([2-9A-HJ-NP-Z]{8})\b/;
  return shape.exec((await mailTo(ground, email, shape)).text)?.[1] ?? '';
}

/** Types a key at the sign-in; returns the button of the page after it, which saves `chosen`. */
async function typeKey(server: ServerProcess, key: string, chosen: string): Promise<Send> {
  const browser = openBrowser();
  const { to } = await beginning(server, 'carrera');
  const form = await browser.follow(await browser.get(to.href), server.issuer);
  const page = await browser.follow(await browser.send(form, { rut: CAMILA.rut, clave: key }), server.issuer);
  const { action, hidden } = formOf(page);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer };
  const path = action || new URL(page.url).pathname;
  return (there) => ask(there, path, { headers, form: { ...hidden, clave: chosen, clave2: chosen } });
}

/** The button behind the link «No fui yo» of the newest mail. */
async function freezing(ground: Ground, server: ServerProcess, email: string): Promise<Send> {
  const { text } = await mailTo(ground, email, /\/no-fui-yo\//);
  const [path = ''] = /\/no-fui-yo\/[\w-]+/.exec(text) ?? [];
  return (await fill(server, path, {})).send;
}
