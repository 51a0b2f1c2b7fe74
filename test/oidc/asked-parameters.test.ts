import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  redeem,
  rosa,
  signIn,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('privada', { first_party: false, sector: 'privada', scope: 'openid run email' }),
      clientFileFor('reciente', { default_max_age: 60 }),
    ],
  });
});

test.after.always(() => app?.stop());

type Params = Record<string, string>;

/** What a request gets from a browser without an action of the user: an error, «code», or the heading of the page. */
async function gets(params: Params, browser: Browser = openBrowser(), id = 'capacita'): Promise<string> {
  const { to } = await beginSignIn(await openClient(app, id), params);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const location = page.headers.get('location');
  if (!location) return /<h1>([^<]*)/.exec(page.html)?.[1] ?? page.text;
  const { searchParams } = new URL(location);
  return searchParams.has('code') ? 'code' : (searchParams.get('error') ?? location);
}

const KEY = 'Ingrese con su Clave Sence';

/** A browser in which Rosa is signed in. */
async function rosas(): Promise<Browser> {
  return (await signIn(await openClient(app, 'capacita'))).browser;
}

test('[protocol 32] prompt: none, login, consent and select_account follow the standard; others are refused', async (t) => {
  const browser = await rosas();
  for (const [params, expected] of [
    [{}, 'code'],
    [{ prompt: 'none' }, 'code'],
    [{ prompt: 'login' }, KEY],
    [{ prompt: 'select_account' }, KEY],
    [{ prompt: 'consent' }, 'Plataforma capacita pide conocer estos datos'],
    [{ prompt: 'login consent' }, KEY],
    [{ prompt: 'none login' }, 'invalid_request'],
    [{ prompt: 'none select_account' }, 'invalid_request'],
    [{ prompt: 'create' }, 'Cree su Clave Sence'],
    [{ prompt: 'none create' }, 'invalid_request'],
    [{ prompt: 'identidad' }, 'invalid_request'],
    [{ prompt: 'stopped' }, 'invalid_request'],
  ] as const)
    t.is(await gets(params, browser), expected, JSON.stringify(params));
});

test('prompt=login and select_account are satisfied by one key, also where another person was signed in before', async (t) => {
  const client = await openClient(app, 'capacita');
  for (const prompt of ['login', 'select_account', 'login select_account']) {
    for (const browser of [openBrowser(), await rosas()]) {
      const { to, checks } = await beginSignIn(client, { prompt });
      const answer = answerOf(await goThrough(browser, to, rosa));
      t.truthy((await redeem(client, answer, checks)).id_token, prompt);
    }
  }
});

test('prompt=select_account lets another person sign in, of whom the client then receives the claims', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = await rosas();
  const { to, checks } = await beginSignIn(client, { prompt: 'select_account', scope: 'openid run' });
  const between = await goThrough(browser, to, pedro);
  const answer = answerOf(await browser.follow(await browser.send(between, {}), app.issuer));
  const tokens = await redeem(client, answer, checks);
  const info = await oidc.fetchUserInfo(client.config, tokens.access_token, tokens.claims()?.sub ?? '');
  t.is(info.rut, '44000002-9');
});

test('prompt=consent shows again what was allowed before, with its values, and does not ask for the key', async (t) => {
  for (const id of ['capacita', 'privada']) {
    const browser = openBrowser();
    const client = await openClient(app, id);
    const first = await beginSignIn(client, { scope: 'openid run email' });
    const page = await goThrough(browser, first.to, rosa);
    if (id === 'privada') await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer);
    const { to, checks } = await beginSignIn(client, { scope: 'openid run email', prompt: 'consent' });
    const asked = await browser.follow(await browser.get(to.href), app.issuer);
    t.true(asked.text.includes('44.000.001-0') && asked.text.includes('rosa@correo.example'), asked.text);
    const answer = answerOf(await browser.follow(await browser.send(asked, { accion: 'permitir' }), app.issuer));
    t.truthy((await redeem(client, answer, checks)).access_token);
  }
});

test('[protocol 33] max_age: a fresh session is enough, an old one asks for the key, auth_time has the time, and an invalid value is refused', async (t) => {
  const client = await openClient(app, 'capacita');
  const { browser, tokens } = await signIn(client, { params: { max_age: '3600' } });
  t.is(typeof tokens.claims()?.auth_time, 'number');
  t.is(await gets({ max_age: '3600' }, browser), 'code');
  t.is(await gets({ max_age: '0' }, browser), KEY);
  t.is(await gets({ max_age: '0', prompt: 'none' }, browser), 'login_required');
  for (const max_age of ['-1', '1.5', 'mucho', '9'.repeat(20)])
    t.is(await gets({ max_age }, browser), 'invalid_request');
  await new Promise((resolve) => setTimeout(resolve, 2100));
  t.is(await gets({ max_age: '1' }, browser), KEY);
  t.is(await gets({ max_age: '1', prompt: 'none' }, browser), 'login_required');
  t.is(await gets({}, browser, 'reciente'), 'code', 'the default of the file, one minute, has not passed');
});

test('[protocol 34] voluntary acr_values return the level that was reached; the ID token never has a higher one', async (t) => {
  const client = await openClient(app, 'capacita');
  for (const acr_values of ['urn:sence:clave', 'urn:sence:clave:2fa urn:sence:clave', 'urn:sence:clave:3fa', 'otra']) {
    const { tokens } = await signIn(client, { params: { acr_values } });
    t.is(tokens.claims()?.acr, 'urn:sence:clave', acr_values);
  }
});

test('[protocol 34] an essential acr that is not offered is refused at once, in silence or not, plain or pushed', async (t) => {
  const client = await openClient(app, 'capacita');
  for (const acr of [{ value: 'urn:sence:clave:3fa' }, { values: ['urn:sence:clave:3fa', 'otra'] }]) {
    const claims = JSON.stringify({ id_token: { acr: { essential: true, ...acr } } });
    t.is(await gets({ claims }), 'unmet_authentication_requirements');
    t.is(await gets({ claims, prompt: 'none' }), 'unmet_authentication_requirements');
    const { all } = await authorizationRequest('capacita', { claims });
    const pushed = oidc.buildAuthorizationUrlWithPAR(client.config, all);
    await t.throwsAsync(pushed, { message: /./ });
  }
  const either = { essential: true, values: ['urn:sence:clave:2fa', 'urn:sence:clave'] };
  const { tokens } = await signIn(client, { params: { claims: JSON.stringify({ id_token: { acr: either } }) } });
  t.is(tokens.claims()?.acr, 'urn:sence:clave');
});

test('[protocol 35] ui_locales, display and claims_locales that are not supported, and unknown parameters, are ignored', async (t) => {
  const browser = await rosas();
  for (const params of [
    { ui_locales: 'es-CL es' },
    { ui_locales: 'ht en' },
    { ui_locales: '%%%' },
    { claims_locales: 'en' },
    { display: 'touch' },
    { unknown_parameter: 'x' },
  ])
    t.is(await gets({ prompt: 'none', ...(params as Params) }, browser), 'code', JSON.stringify(params));
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { ui_locales: 'en' });
  const stranger = openBrowser();
  const page = await stranger.follow(await stranger.get(to.href), app.issuer);
  t.true(asksForKey(page) && page.html.includes('lang="es-CL"'));
});

test('[protocol 31] an id_token_hint of this person continues in silence, also when it has expired', async (t) => {
  const client = await openClient(app, 'capacita');
  const { browser, tokens } = await signIn(client);
  const id_token_hint = String(tokens.id_token);
  t.is(await gets({ id_token_hint, prompt: 'none' }, browser), 'code');
  t.is(await gets({ id_token_hint, prompt: 'none' }), 'login_required');
  const { to } = await beginSignIn(client, { id_token_hint });
  t.true(answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.has('code'));
});

test('a user at the page of the key has no session yet, whichever prompt was requested', async (t) => {
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { prompt: 'login' });
  t.true(asksForKey(await browser.follow(await browser.get(to.href), app.issuer)));
  t.is(await gets({ prompt: 'none' }, browser), 'login_required');
});
