import test from 'ava';
import { SignJWT, UnsecuredJWT } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, formOf, openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  type ClientApp,
  clientFileFor,
  openClient,
  refusalOf,
  SECRET,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';

let app: TestApp;
let client: ClientApp;
let other: ClientApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('subsidia')],
  });
  [client, other] = [await openClient(app, 'capacita'), await openClient(app, 'subsidia')];
});

test.after.always(() => app?.stop());

const ADIOS = 'https://capacita.example/adios';

async function silently(browser: Browser, at: ClientApp = client): Promise<string | null> {
  const { to } = await beginSignIn(at, { prompt: 'none' });
  const { searchParams } = answerOf(await browser.get(to.href));
  return searchParams.has('code') ? 'code' : searchParams.get('error');
}

/** The page to which a client sends a user who wants to leave. */
function leave(browser: Browser, hint: string | undefined) {
  const fields = { post_logout_redirect_uri: ADIOS, state: 'adios-1', client_id: 'capacita' };
  return browser.get(oidc.buildEndSessionUrl(client.config, hint ? { ...fields, id_token_hint: hint } : fields).href);
}

test('[protocol 49] 38 logout asks first, then ends the session and goes to the post_logout_redirect_uri with its state', async (t) => {
  const { browser } = await signIn(client);
  const page = await leave(browser, undefined);
  t.is(page.status, 200);
  t.true(page.text.includes('¿Cerrar sesión?'));
  t.true(page.text.includes('Plataforma capacita'));
  t.is(await silently(browser), 'code', 'nothing ended before the answer');
  const sent = await browser.send(await leave(browser, undefined), { logout: 'yes' });
  const answer = answerOf(await browser.follow(sent, app.issuer));
  t.is(answer.href, `${ADIOS}?state=adios-1`);
  t.is(await silently(browser), 'login_required');
});

test('with no user signed in a logout ends nothing, and writes nothing into the trail', async (t) => {
  const rows = () => app.database.run<object[]>((sql) => sql('audit').where({ act: 'logout', account_id: null }));
  const before = (await rows()).length;
  const browser = openBrowser();
  for (let times = 0; times < 3; times += 1) {
    const sent = await browser.send(await leave(browser, undefined), { logout: 'yes' });
    t.is(answerOf(await browser.follow(sent, app.issuer)).href, `${ADIOS}?state=adios-1`);
  }
  t.is((await rows()).length, before);
});

test('logout ends the tokens of every client of the session', async (t) => {
  const { browser, tokens } = await signIn(client);
  const second = await signIn(other, { browser });
  await browser.send(await leave(browser, undefined), { logout: 'yes' });
  for (const [at, given] of [
    [client, tokens],
    [other, second.tokens],
  ] as const) {
    t.is(await refusalOf(oidc.refreshTokenGrant(at.config, given.refresh_token ?? '')), 'invalid_grant');
    t.is(await userInfoStatus(app, given.access_token), 401);
    t.is(await silently(browser, at), 'login_required');
  }
});

test('logout in one browser does not end the session of another one', async (t) => {
  const [here, there] = [await signIn(client), await signIn(client)];
  await here.browser.send(await leave(here.browser, undefined), { logout: 'yes' });
  t.is(await silently(there.browser), 'code');
  t.truthy((await oidc.refreshTokenGrant(client.config, there.tokens.refresh_token ?? '')).access_token);
});

test('[security 38, protocol 50] logout without a hint asks too', async (t) => {
  const { browser } = await signIn(client);
  for (const page of [await leave(browser, undefined), await browser.get(`${app.issuer}/oidc/logout`)]) {
    t.is(page.status, 200);
    t.true(page.text.includes('¿Cerrar sesión?'));
    t.is(page.headers.get('location'), null);
  }
  t.is(await silently(browser), 'code');
});

test('without a client the logout ends at a page that says so', async (t) => {
  const { browser } = await signIn(client);
  const sent = await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  const page = await browser.follow(sent, app.issuer);
  t.is(page.status, 200);
  t.true(page.text.includes('Sesión cerrada'));
  t.is(await silently(browser), 'login_required');
});

test('[security 36] the form of the logout without its token, or with another one, has no effect', async (t) => {
  const { browser } = await signIn(client);
  const { hidden } = formOf(await leave(browser, undefined));
  const strangers = formOf(await leave((await signIn(client)).browser, undefined)).hidden;
  for (const fields of [{ logout: 'yes' }, { logout: 'yes', xsrf: 'made-up' }]) {
    const refused = await browser.post(`${app.issuer}/oidc/logout/confirm`, fields);
    t.true(refused.status >= 400);
  }
  for (const fields of [{ pedido: hidden.pedido ?? '' }, { ...hidden, ficha: strangers.ficha ?? '' }]) {
    const refused = await browser.post(`${app.issuer}/salir`, { logout: 'yes', ...fields });
    t.is(refused.status, 403);
  }
  const asksAnew = await browser.post(`${app.issuer}/salir`, { ...hidden, pedido: 'made-up', logout: 'yes' });
  t.is(asksAnew.headers.get('location'), '/oidc/logout');
  const ofAnother = { ...hidden, pedido: strangers.pedido ?? '', logout: 'yes' };
  t.is((await browser.post(`${app.issuer}/salir`, ofAnother)).headers.get('location'), '/oidc/logout');
  t.is(await silently(browser), 'code');
});

test('[security 32, protocol 51] a hint without signature, signed with HS256 or of another subject leads nowhere', async (t) => {
  const { browser, tokens } = await signIn(client);
  const claims = { iss: app.issuer, aud: 'capacita', sub: tokens.claims()?.sub ?? '', sid: tokens.claims()?.sid };
  const secret = new TextEncoder().encode(SECRET);
  const forged = [
    new UnsecuredJWT(claims).setIssuedAt().setExpirationTime('5m').encode(),
    await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('5m').sign(secret),
    `${tokens.id_token?.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`,
    'no-token',
  ];
  for (const hint of forged) {
    const page = await leave(browser, hint);
    t.is(page.status, 400);
    t.is(page.headers.get('location'), null);
  }
  t.is(await silently(browser), 'code');
});

test('[protocol 54] a user without a session who logs out still goes back to the client', async (t) => {
  const { tokens } = await signIn(client);
  const browser = openBrowser();
  const page = await leave(browser, tokens.id_token);
  t.is(page.status, 200);
  t.is(answerOf(await browser.follow(await browser.send(page, {}), app.issuer)).href, `${ADIOS}?state=adios-1`);
});
