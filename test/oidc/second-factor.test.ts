/** The level of two factors, as clients ask for it and receive it. */
import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import type { Browser, Visit } from '../helpers/browser.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  beginSignIn,
  type Checks,
  clientFileFor,
  openClient,
  type Person,
  redeem,
  rosa,
} from '../helpers/client-app.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { attack, forgetAlarms, putBack, rowsOf } from '../helpers/tampered.ts';
import { digitsAt } from '../helpers/totp.ts';

const LEVEL = 'urn:sence:clave:2fa';
const KEY = 'urn:sence:clave';
const essential = (level: string) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, value: level } } }),
});

async function open(t: ExecutionContext) {
  const app = await openTestApp({ clients: [clientFileFor('capacita'), clientFileFor('otra')] });
  t.teardown(app.stop);
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  if (!account) throw new Error('Rosa has no account');
  const enrol = async (own: object = {}) => {
    const made = await enrolled(app, { account, serial: requireSerial(rosa.serial), ...own });
    await app.advance(60_000);
    return made;
  };
  return { app, account, enrol };
}

/** Begins a sign-in in a browser and goes as far as it goes without an answer; `person` types the key if asked. */
async function begin(app: TestApp, browser: Browser, params: Record<string, string> = {}, id = 'capacita') {
  const client = await openClient(app, id);
  const { checks, to } = await beginSignIn(client, params);
  const page = await browser.follow(await browser.get(to.href), to.origin);
  return { client, checks, page, to };
}

const typeKey = async (browser: Browser, page: Visit, { rut, key }: Person = rosa): Promise<Visit> =>
  browser.follow(await browser.send(page, { rut, clave: key }), new URL(page.url).origin);

const typeCode = async (browser: Browser, page: Visit, codigo: string): Promise<Visit> =>
  browser.follow(await browser.send(page, { codigo, accion: 'continuar' }), new URL(page.url).origin);

const isFactorPage = (page: Visit): boolean => /name="codigo"/.test(page.html) && /segundo factor/i.test(page.text);

async function levelOf(client: Awaited<ReturnType<typeof openClient>>, visit: Visit, checks: Checks) {
  const claims = (await redeem(client, answerOf(visit), checks)).claims();
  return { acr: claims?.acr, amr: claims?.amr, auth_time: claims?.auth_time };
}

test('[threat 101, second factor] who has one is asked after the key, and no session exists before it is right', async (t) => {
  const { app, enrol } = await open(t);
  const { secret } = await enrol();
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const factor = await typeKey(browser, page);
  t.true(isFactorPage(factor), factor.text.slice(0, 200));
  const silent = await begin(app, browser, { prompt: 'none' }, 'otra');
  t.is(answerOf(silent.page).searchParams.get('error'), 'login_required');
  const wrong = await typeCode(browser, factor, '000000');
  t.regex(wrong.text, /El código no coincide o ya se usó/);
  const done = await typeCode(browser, wrong, digitsAt(secret, app.deps.now()));
  const { acr, amr } = await levelOf(client, done, checks);
  t.is(acr, LEVEL);
  t.deepEqual(amr, ['pwd', 'otp', 'mfa']);
  const next = await begin(app, browser, { prompt: 'none', acr_values: LEVEL }, 'otra');
  t.is((await levelOf(next.client, next.page, next.checks)).acr, LEVEL, 'the same session serves another client');
});

test('[second factor] a printed code stands for the app once, and its page is over after ten minutes', async (t) => {
  const { app, enrol } = await open(t);
  const { printed } = await enrol();
  const browser = openBrowser();
  const first = await begin(app, browser);
  const factor = await typeKey(browser, first.page);
  const done = await typeCode(browser, factor, (printed[0] ?? '').toLowerCase());
  t.is((await levelOf(first.client, done, first.checks)).acr, LEVEL);
  const other = openBrowser();
  const again = await begin(app, other);
  const page = await typeKey(other, again.page);
  t.regex((await typeCode(other, page, printed[0] ?? '')).text, /El código no coincide o ya se usó/);
  await app.advance(11 * 60_000);
  t.regex((await typeCode(other, page, printed[1] ?? '')).text, /clave/i);
  t.is((await app.deps.credentials.ofAccount(await accountId(app))).length, 10);
});

const accountId = async (app: TestApp): Promise<string> =>
  (await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut)))?.id ?? '';

test('[second factor] the ticket of the key is of one sign-in, and falls with the key', async (t) => {
  const { app, account, enrol } = await open(t);
  const { secret } = await enrol();
  const browser = openBrowser();
  const { page } = await begin(app, browser);
  const factor = await typeKey(browser, page);
  const other = openBrowser();
  const others = await begin(app, other);
  const ticket = new URL(factor.url).pathname.split('/').at(-1) ?? '';
  const uid = new URL(others.page.url).pathname.split('/').at(-1) ?? '';
  const stolen = await other.get(`${app.issuer}/ingresar/${uid}/factor/${ticket}`);
  t.false(isFactorPage(stolen));
  await app.deps.accounts.change(account.id, (latest) => ({ ...latest, keyChangedAt: app.deps.now() }));
  const late = await typeCode(browser, factor, digitsAt(secret, app.deps.now()));
  t.is(late.headers.get('location'), null);
});

for (const [how, params] of [
  ['acr_values', { acr_values: LEVEL }],
  ['an essential acr', essential(LEVEL)],
] as const)
  test(`[second factor] ${how} leads a session of the key alone to the factor, and auth_time stays that of the key`, async (t) => {
    const { app, enrol } = await open(t);
    const browser = openBrowser();
    const first = await begin(app, browser);
    const before = await levelOf(first.client, await typeKey(browser, first.page), first.checks);
    t.is(before.acr, KEY);
    const without = await begin(app, browser, params);
    t.regex(without.page.text, /Agregue un segundo factor/);
    const { secret } = await enrol();
    const page = await browser.get(without.page.url);
    t.true(isFactorPage(page));
    const done = await typeCode(browser, page, digitsAt(secret, app.deps.now()));
    const after = await levelOf(without.client, done, without.checks);
    t.is(after.acr, LEVEL);
    t.is(after.auth_time, before.auth_time);
  });

test('[second factor] a factor that was enrolled without the card reaches the level after 72 hours, and the page says from when', async (t) => {
  const { app, account, enrol } = await open(t);
  await app.deps.accounts.change(account.id, (latest) => ({
    ...latest,
    identidad: 'declarada',
    identityProvedAt: undefined,
  }));
  const declared = (await app.deps.accounts.find(account.id)) ?? account;
  const { secret } = await enrol({ account: declared, serial: undefined });
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const done = await typeCode(browser, await typeKey(browser, page), digitsAt(secret, app.deps.now()));
  t.is((await levelOf(client, done, checks)).acr, KEY);
  const asked = await begin(app, browser, { acr_values: LEVEL });
  t.regex(asked.page.text, /El suyo es nuevo y se agregó sin la cédula/);
  await app.advance(72 * 3_600_000);
  const later = await begin(app, openBrowser(), { acr_values: LEVEL });
  t.true(asksForKey(later.page));
});

test('[second factor] going back, and prompt=none, give the error of the standard; a wish under prompt=none is none', async (t) => {
  const { app } = await open(t);
  const browser = openBrowser();
  const first = await begin(app, browser);
  await typeKey(browser, first.page);
  const none = await begin(app, browser, { prompt: 'none', ...essential(LEVEL) });
  t.is(answerOf(none.page).searchParams.get('error'), 'unmet_authentication_requirements');
  const wish = await begin(app, browser, { prompt: 'none', acr_values: LEVEL });
  t.is((await levelOf(wish.client, wish.page, wish.checks)).acr, KEY);
  const either = await begin(app, browser, { acr_values: `${LEVEL} ${KEY}` });
  t.is((await levelOf(either.client, either.page, either.checks)).acr, KEY);
  const asked = await begin(app, browser, { acr_values: LEVEL });
  const back = await browser.follow(await browser.send(asked.page, { accion: 'cancelar' }), app.issuer);
  t.is(answerOf(back).searchParams.get('error'), 'unmet_authentication_requirements');
});

test('a session of two factors answers a request that takes the key alone with that level', async (t) => {
  const { app, enrol } = await open(t);
  const { secret } = await enrol();
  const browser = openBrowser();
  const { page } = await begin(app, browser);
  await typeCode(browser, await typeKey(browser, page), digitsAt(secret, app.deps.now()));
  const asked = await begin(app, browser, essential(KEY));
  t.is((await levelOf(asked.client, asked.page, asked.checks)).acr, KEY);
});

test('a second click on the page of the factor is led on with the first', async (t) => {
  const { app, enrol } = await open(t);
  const { secret } = await enrol();
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const factor = await typeKey(browser, page);
  const form = { codigo: digitsAt(secret, app.deps.now()), accion: 'continuar' };
  const both = await Promise.all([browser.send(factor, form), browser.send(factor, form)]);
  t.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  const done = await browser.follow(both[1] as Visit, app.issuer);
  t.is((await levelOf(client, done, checks)).acr, LEVEL);
});

/** Does something else once the key was compared, and before the sign-in goes on. */
function afterKey(app: TestApp, act: () => Promise<unknown>): void {
  const { hasher } = app.deps;
  const matches: typeof hasher.matches = async (...typed) => {
    const right = await hasher.matches(...typed);
    if (right) await act();
    return right;
  };
  Object.assign(app.deps, { hasher: { ...hasher, matches } });
}

test('[threat 183, floor 15] factors that are deleted from the database while the key is compared sign no user in, also when they are put back', async (t) => {
  const { app, enrol } = await open(t);
  await enrol();
  const kept = await rowsOf(app, 'credentials');
  afterKey(app, () => attack(app, 'delete from credentials', {}));
  const browser = openBrowser();
  const { page } = await begin(app, browser);
  const answer = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  await putBack(app, 'credentials', kept);
  await forgetAlarms(app);
  const end = await browser.follow(answer, app.issuer);
  t.regex(end.text, /detenida por seguridad/);
  const silent = await begin(app, browser, { prompt: 'none' }, 'otra');
  t.is(answerOf(silent.page).searchParams.get('error'), 'login_required');
});

test('[floor 10] a sign-in whose key was changed, or whose account was stopped, while it was compared does not end', async (t) => {
  const { app, account } = await open(t);
  const changes = [
    () => ({ keyChangedAt: app.deps.now() }),
    () => ({ keyChangedAt: app.deps.now(), state: 'congelada' as const }),
  ];
  for (const change of changes) {
    const { hasher } = app.deps;
    afterKey(app, () => app.deps.accounts.change(account.id, (latest) => ({ ...latest, ...change() })));
    await app.advance(60_000);
    const browser = openBrowser();
    const { page } = await begin(app, browser);
    const end = await typeKey(browser, page);
    t.false(/[?&]code=/.test(end.url), end.url);
    t.false(/[?&]code=/.test(end.headers.get('location') ?? ''));
    Object.assign(app.deps, { hasher });
    const silent = await begin(app, browser, { prompt: 'none' }, 'otra');
    t.is(answerOf(silent.page).searchParams.get('error'), 'login_required');
  }
});
