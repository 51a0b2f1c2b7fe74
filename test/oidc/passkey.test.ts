/** Sign-in by a passkey alone, and a passkey as the second factor, by requests as a browser sends them. */
import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { authenticator, type Wrong } from '../helpers/authenticator.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  beginSignIn,
  type Checks,
  clientFileFor,
  openClient,
  redeem,
  rosa,
} from '../helpers/client-app.ts';
import { answeredOn, asksForPasskey, signInByPasskey } from '../helpers/passkey-pages.ts';
import { contactProof, enrolledPasskey } from '../helpers/passkeys.ts';

const LEVEL = 'urn:sence:clave:2fa';
const KEY = 'urn:sence:clave';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ clients: [clientFileFor('capacita'), clientFileFor('otra')], env });
  t.teardown(app.stop);
  const find = async () => {
    const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
    if (!account) throw new Error('Rosa has no account');
    return account;
  };
  const account = await find();
  const enrol = async ({ backedUp = false, serial = requireSerial(rosa.serial ?? '') } = {}) => {
    const by = authenticator(app.issuer, { backedUp });
    const who = { account: await find(), actor: undefined };
    return enrolledPasskey(app, who, { by, proof: await contactProof(app, who.account, { serial }) });
  };
  const silence = async (browser: Browser) => {
    const { page } = await begin(app, browser, { prompt: 'none' }, 'otra');
    return answerOf(page).searchParams.get('error') ?? 'in';
  };
  return { app, account, find, enrol, silence };
}

async function begin(app: TestApp, browser: Browser, params: Record<string, string> = {}, id = 'capacita') {
  const client = await openClient(app, id);
  const { checks, to } = await beginSignIn(client, params);
  const page = await browser.follow(await browser.get(to.href), to.origin);
  return { client, checks, page };
}

async function levelOf(client: Awaited<ReturnType<typeof openClient>>, visit: Visit, checks: Checks) {
  const claims = (await redeem(client, answerOf(visit), checks)).claims();
  return { acr: claims?.acr, amr: claims?.amr, auth_time: claims?.auth_time };
}

for (const backedUp of [false, true])
  test(`[second factor] a passkey that ${backedUp ? 'may be copied' : 'stays on its device'} signs in alone, without number and key, at the level of two`, async (t) => {
    const { app, enrol } = await open(t);
    const { by } = await enrol({ backedUp });
    const browser = openBrowser();
    const { client, checks, page } = await begin(app, browser);
    t.true(asksForKey(page));
    t.regex(page.html, /name="rut"[^>]*autocomplete="username webauthn"/);
    const done = await browser.follow(await signInByPasskey(browser, page, by), app.issuer);
    const { acr, amr } = await levelOf(client, done, checks);
    t.is(acr, LEVEL);
    t.deepEqual(amr, [backedUp ? 'swk' : 'hwk', 'user', 'mfa']);
    const next = await begin(app, browser, { prompt: 'none', acr_values: LEVEL }, 'otra');
    t.is((await levelOf(next.client, next.page, next.checks)).acr, LEVEL, 'the session serves another client');
  });

test('[second factor] after the key a passkey is the second factor, and no session exists before it is right', async (t) => {
  const { app, enrol, silence } = await open(t);
  const { by } = await enrol();
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const factor = await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.true(asksForPasskey(factor));
  t.true(factor.html.includes('name="codigo"'), 'a printed code serves too');
  t.is(await silence(browser), 'login_required');
  const wrong = await browser.send(factor, answeredOn(factor, by, { verified: false }));
  t.is(wrong.status, 422);
  t.regex(/id="acceso-credencial-e".*?<\/p>/s.exec(wrong.html)?.[0] ?? '', /No se pudo comprobar la clave de acceso/);
  const done = await browser.follow(await browser.send(wrong, answeredOn(wrong, by)), app.issuer);
  const { acr, amr } = await levelOf(client, done, checks);
  t.is(acr, LEVEL);
  t.deepEqual(amr, ['pwd', 'hwk', 'user', 'mfa']);
});

test('[second factor] a session of the key is raised by a passkey where a client asks for the level, and auth_time stays', async (t) => {
  const { app, enrol } = await open(t);
  const browser = openBrowser();
  const first = await begin(app, browser);
  const signedIn = await browser.follow(await browser.send(first.page, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  const before = await levelOf(first.client, signedIn, first.checks);
  const asked = await begin(app, browser, { acr_values: LEVEL });
  t.regex(asked.page.text, /Agregue un segundo factor/);
  const { by } = await enrol({ backedUp: true });
  const page = await browser.get(asked.page.url);
  const done = await browser.follow(await browser.send(page, answeredOn(page, by)), app.issuer);
  const after = await levelOf(asked.client, done, asked.checks);
  t.is(after.acr, LEVEL);
  t.deepEqual(after.amr, ['pwd', 'swk', 'user', 'mfa']);
  t.is(after.auth_time, before.auth_time);
});

const wrongs: Readonly<Record<string, Wrong>> = {
  'at another origin, as a page that passes on sees it': { origin: 'http://localhost.example' },
  'at another port': { origin: 'http://localhost:1' },
  'for another domain': { rpId: 'localhost.example' },
  'without verification of the user': { verified: false },
  'without presence of the user': { present: false },
  'in a frame of another site': { crossOrigin: true },
  'to another challenge': { challenge: 'AAAA' },
  'with the handle of another holder': { userHandle: 'AAAA' },
  'without a handle': { userHandle: undefined },
  'with another signature': { signature: 'AAAA' },
};

test('[threat 101, second factor] an answer of a passkey that was made elsewhere or otherwise opens nothing', async (t) => {
  const { app, enrol, silence } = await open(t);
  const { by } = await enrol();
  const browser = openBrowser();
  const { page } = await begin(app, browser);
  let shown = page;
  for (const [how, wrong] of Object.entries(wrongs)) {
    const refused = await signInByPasskey(browser, shown, by, {}, wrong);
    t.is(refused.status, 422, how);
    t.regex(refused.text, /No se pudo comprobar la clave de acceso/, how);
    t.is(await silence(browser), 'login_required', how);
    shown = refused;
  }
  const done = await browser.follow(await signInByPasskey(browser, shown, by), app.issuer);
  t.truthy(answerOf(done).searchParams.get('code'), 'none of this spent anything');
});

test('[threat 101, second factor] an answer signs in once, and in its own sign-in and browser only', async (t) => {
  const { app, enrol, silence } = await open(t);
  const { by } = await enrol();
  const own = openBrowser();
  const { page } = await begin(app, own);
  const fields = answeredOn(page, by);
  const reto = /name="reto" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  const thief = openBrowser();
  const others = await begin(app, thief);
  const stolen = await signInByPasskey(thief, others.page, by, { ...fields, reto });
  t.is(stolen.status, 422);
  t.regex(stolen.text, /Este intento venció o ya se usó/);
  t.is(await silence(thief), 'login_required');
  const sent = await signInByPasskey(own, page, by, fields);
  t.is(sent.status, 303);
  const again = await begin(app, thief);
  const replayed = await signInByPasskey(thief, again.page, by, { ...fields, reto });
  t.is(replayed.status, 422);
  t.is(await silence(thief), 'login_required');
});

test('[floor 8] failures of passkeys count for their network alone, and spend nothing of the key', async (t) => {
  const { app, enrol } = await open(t, { THROTTLES: 'on' });
  const { by } = await enrol();
  const browser = openBrowser();
  let { page } = await begin(app, browser);
  for (let tries = 0; tries < 25; tries += 1)
    page = await signInByPasskey(browser, page, by, {}, { signature: 'AAAA' });
  t.is(page.status, 422);
  const inside = await browser.follow(
    await browser.send(page, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' }),
    app.issuer,
  );
  t.true(asksForPasskey(inside), inside.text.slice(0, 200));
});

test('[floor 8] past a hundred failed passkeys in an hour a network is refused them, but not on a known device, nor the key', async (t) => {
  const { app, enrol } = await open(t, { THROTTLES: 'on' });
  const { by } = await enrol();
  const own = openBrowser();
  const known = await begin(app, own);
  await own.follow(await signInByPasskey(own, known.page, by, { mi_equipo: 'si' }), app.issuer);
  const browser = openBrowser();
  let { page } = await begin(app, browser);
  for (let tries = 0; tries < 100; tries += 1)
    page = await signInByPasskey(browser, page, by, {}, { signature: 'AAAA' });
  const refused = await signInByPasskey(browser, page, by);
  t.is(refused.status, 429);
  t.regex(refused.text, /Demasiados intentos|Espere/);
  const again = await begin(app, own, { prompt: 'login' });
  t.is((await signInByPasskey(own, again.page, by)).status, 303);
  const byKey = await browser.send(refused, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' });
  t.is(byKey.status, 303);
});

test('[second factor] for 72 hours a passkey without the card signs in at the level of the key, and amr says how', async (t) => {
  const { app, account, enrol } = await open(t);
  await app.deps.accounts.change(account.id, (latest) => ({
    ...latest,
    identidad: 'declarada',
    identityProvedAt: undefined,
  }));
  const { by } = await enrol({ serial: undefined as never });
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const done = await browser.follow(await signInByPasskey(browser, page, by), app.issuer);
  t.like(await levelOf(client, done, checks), { acr: KEY, amr: ['hwk', 'user', 'mfa'] });
  const asked = await begin(app, browser, { acr_values: LEVEL });
  t.regex(asked.page.text, /El suyo es nuevo y se agregó sin la cédula/);
});

test('a sign-in by a passkey on a new device is told by mail and stands in Actividad, and «Este es mi equipo» is taken', async (t) => {
  const { app, enrol } = await open(t);
  const { by } = await enrol();
  const browser = openBrowser();
  const notices = async () =>
    (await app.mailbox()).filter(({ subject }) => subject === 'Ingreso desde un equipo nuevo');
  const first = await begin(app, browser);
  await browser.follow(await signInByPasskey(browser, first.page, by, { mi_equipo: 'si' }), app.issuer);
  const [told, ...others] = await notices();
  t.deepEqual(others, []);
  t.regex(told?.text ?? '', /Ingresaron con una clave de acceso \(passkey\), sin escribir la clave/);
  const again = await begin(app, browser, { prompt: 'login' });
  await browser.follow(await signInByPasskey(browser, again.page, by), app.issuer);
  t.is((await notices()).length, 1, 'the browser is known now');
  const activity = await browser.follow(await browser.get(`${app.issuer}/cuenta/actividad`), app.issuer);
  t.regex(activity.text, /Ingreso a Plataforma capacita desde un equipo nuevo, con una clave de acceso \(passkey\)/);
});

test('the page is shown again without an answer, and its address alone leads to the page of the key', async (t) => {
  const { app } = await open(t);
  const browser = openBrowser();
  const { page } = await begin(app, browser);
  const empty = await signInByPasskey(browser, page, authenticatorOfNobody, { credencial: '' });
  t.is(empty.status, 422);
  t.regex(empty.text, /Falta la clave de acceso/);
  t.true(asksForKey(empty));
  const alone = await browser.get(`${page.url.replace(/\?.*/, '')}/clave-de-acceso`);
  t.is(alone.status, 303);
  const back = await browser.follow(await browser.send(empty, { accion: 'cancelar' }), app.issuer);
  t.is(answerOf(back).searchParams.get('error'), 'access_denied');
});

const authenticatorOfNobody = { create: () => '', get: () => '' };

test('two clicks at once sign in once, and the second is led on with the first', async (t) => {
  const { app, enrol } = await open(t);
  const { by } = await enrol();
  const browser = openBrowser();
  const { client, checks, page } = await begin(app, browser);
  const fields = answeredOn(page, by);
  const both = await Promise.all([1, 2].map(() => signInByPasskey(browser, page, by, fields)));
  t.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  const done = await browser.follow(both[1] as Visit, app.issuer);
  t.is((await levelOf(client, done, checks)).acr, LEVEL);
});
