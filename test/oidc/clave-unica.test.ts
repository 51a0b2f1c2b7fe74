import test, { type ExecutionContext } from 'ava';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { claveUnicaName } from '../../src/oidc/clients/profiles.ts';
import type { TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { openClaveUnicaApp } from '../helpers/clave-unica-app.ts';
import {
  answerOf,
  asksForKey,
  basic,
  beginSignIn,
  goThrough,
  openClient,
  type Person,
  pedro,
  post,
  redirectUriOf,
  rosa,
  SECRET,
  signIn,
} from '../helpers/client-app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { goToCuenta } from '../helpers/cuenta.ts';

/** An app with such a system, and a browser. */
async function open(t: ExecutionContext, rest: Readonly<Record<string, unknown>> = {}) {
  const { app, system, close } = await openClaveUnicaApp(rest);
  t.teardown(close);
  return { app, system, browser: openBrowser() };
}

type Ground = Awaited<ReturnType<typeof open>>;

/** Follows the redirects of the browser to their end. */
async function go(browser: Browser, from: Visit): Promise<Visit> {
  let visit = from;
  for (let hop = 0; hop < 12; hop += 1) {
    const location = visit.headers.get('location');
    if (!location) return visit;
    visit = await browser.get(new URL(location, visit.url).href);
  }
  return visit;
}

const enter = async ({ system, browser }: Ground): Promise<Visit> =>
  go(browser, await browser.get(`${system.origin}/entrar`));

const giveKey = async (browser: Browser, page: Visit, { rut, key }: Person): Promise<Visit> =>
  go(browser, await browser.send(page, { rut, clave: key }));

test('[protocol 40] a system that was written for ClaveÚnica signs a person in by its own program', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  const page = await enter(ground);
  t.true(asksForKey(page));
  t.regex(page.text, /Subsidio \(simulado\)/);
  t.is((await giveKey(browser, page, rosa)).url.split('?')[0], `${system.origin}/vuelta`);
  const [answer] = system.answers;
  t.deepEqual(Object.keys(answer?.token ?? {}).sort(), [
    'access_token',
    'expires_in',
    'id_token',
    'scope',
    'token_type',
  ]);
  t.is(answer?.token.token_type, 'bearer');
  t.true(Number.isInteger(answer?.token.expires_in));
  t.deepEqual(answer?.user, {
    sub: answer?.user.sub,
    RolUnico: { numero: 44000001, DV: '0', tipo: 'RUN' },
    name: { nombres: ['Rosa', 'Elena'], apellidos: ['Soto', 'Díaz'] },
  });
  const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
  const said = { issuer: app.issuer, audience: 'subsidio', algorithms: ['RS256'] };
  const { payload } = await jwtVerify(String(answer?.token.id_token), keys, said);
  t.is(payload.sub, String(answer?.user.sub));
  t.false(['name', 'rut', 'RolUnico', 'identidad', 'nonce'].some((claim) => claim in payload));
});

test('its sub is the pairwise one of its sector, and reveals nothing of the RUN', async (t) => {
  const ground = await open(t, { sector: 'subsidios' });
  await giveKey(ground.browser, await enter(ground), rosa);
  const there = String(ground.system.answers[0]?.user.sub);
  const here = (await signIn(await openClient(ground.app, 'capacita'))).tokens.claims()?.sub;
  t.not(there, here ?? '');
  t.notRegex(there, /44000001/);
});

test('its logout by navigation asks the person, ends the session and leads back to the registered address', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  await giveKey(browser, await enter(ground), rosa);
  const asked = await go(browser, await browser.get(`${system.origin}/salir`));
  t.is(asked.status, 200);
  t.regex(asked.text, /¿Cerrar su sesión\?.*Subsidio \(simulado\)/);
  const left = await go(browser, await browser.send(asked, { logout: 'yes' }));
  t.is(left.url, `${system.origin}/adios`);
  t.true(asksForKey(await enter(ground)), 'a user who comes back gives the key again');
  const { access_token } = system.answers[0]?.token ?? {};
  const again = await fetch(`${app.issuer}/openid/userinfo/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
  });
  t.is(again.status, 401);
});

test('with no user signed in its logout leads back at once; an unregistered address is never used', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  const page = await go(browser, await browser.get(`${system.origin}/salir`));
  t.is((await go(browser, await browser.send(page, {}))).url, `${system.origin}/adios`);
  await giveKey(browser, await enter(ground), rosa);
  for (const redirect of [`${system.origin}/otra`, 'https://capacita.example/adios', 'https://mala.example/', '']) {
    const visit = await browser.get(
      `${app.issuer}/api/v1/accounts/app/logout?redirect=${encodeURIComponent(redirect)}`,
    );
    t.is(visit.status, 200, redirect);
    t.false(visit.html.includes('mala.example') || visit.html.includes('capacita.example'), redirect);
  }
  const plain = await browser.get(`${app.issuer}/api/v1/accounts/app/logout`);
  const left = await go(browser, await browser.send(plain, { logout: 'yes' }));
  t.is(new URL(left.url).origin, app.issuer);
  t.regex(left.text, /Sesión cerrada/);
});

test('a user with a declared identity shows the card first, because this profile asks for an identity', async (t) => {
  const ground = await open(t, { minimum_identity: 'documento' });
  const { system, browser } = ground;
  const card = await giveKey(browser, await enter(ground), pedro);
  t.regex(card.text, /Compruebe su identidad/);
  t.is(system.answers.length, 0);
  await go(browser, await browser.send(card, { serie: pedro.serial }));
  t.like(system.answers[0]?.user, {
    RolUnico: { numero: 44000002, DV: '9', tipo: 'RUN' },
    name: { nombres: ['Pedro', 'Antonio'], apellidos: ['Muñoz', 'Rojas'] },
  });
});

test('only people with a RUN are accepted: a company that is signed in reads the reason, and its tab is not offered', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  await openCompany(app, { serial: rosa.serial });
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  const login = await browser.follow(await browser.get(to.href), app.issuer);
  const company = { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key };
  const there = await browser.follow(
    await browser.send(await browser.get(`${login.url}?perfil=juridica`), company),
    app.issuer,
  );
  t.true(answerOf(there).searchParams.has('code'), 'the company is in at another platform');
  const page = await enter(ground);
  t.true(asksForKey(page));
  t.regex(page.text, /Esta plataforma atiende solo a personas con RUN\./);
  t.notRegex(page.html, /perfil=(juridica|migrante)/);
  t.true(asksForKey(await go(browser, await browser.send(page, company))), 'also when the form says so');
  t.is(system.answers.length, 0);
  // The company's session ends on the way, by a page that continues by itself.
  await go(browser, await browser.send(await giveKey(browser, await enter(ground), rosa), {}));
  t.like(system.answers[0]?.user, { RolUnico: { numero: 44000001, DV: '0', tipo: 'RUN' } });
});

/** A code of a client, with all that its redemption needs. */
async function codeOf(app: TestApp, id: string): Promise<Record<string, string>> {
  const { to, checks } = await beginSignIn(await openClient(app, id));
  const code = answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', code, redirect_uri: redirectUriOf(id), code_verifier: checks.verifier };
}

test('[protocol 40] another client gets nothing at the addresses of ClaveÚnica, and loses nothing there', async (t) => {
  const { app } = await open(t);
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  for (const asked of [to.search, '', '?client_id=nadie', '?client_id=subsidio&client_id=capacita']) {
    const page = await openBrowser().get(`${app.issuer}/openid/authorize/${asked}`);
    t.is(page.status, 400, asked);
    t.is(page.headers.get('location'), null);
    t.regex(page.text, /La plataforma envió un pedido que no podemos atender/);
  }
  const fields = await codeOf(app, 'capacita');
  const refused = await post(app, '/openid/token/', { ...fields, state: 'x' }, basic('capacita'));
  t.deepEqual([refused.status, refused.body.error], [401, 'invalid_client']);
  t.regex(String(refused.body.error_description), /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  // The reason of the refusal is in the log, under the reference of the answer.
  const lines = app.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'client refused');
  t.true(lines.some(({ reference, error }) => reference === refused.body.reference && error === 'invalid_client'));
  t.false('access_token' in refused.body);
  const { status, body } = await post(app, '/oidc/token', fields, basic('capacita'));
  t.is(status, 200, 'the code was not spent');
  t.is(body.token_type, 'Bearer');
  const answer = await post(app, '/openid/userinfo/', {}, { authorization: `Bearer ${body.access_token}` });
  t.deepEqual([answer.status, answer.body.error], [401, 'invalid_client']);
  const unknown = await post(app, '/openid/userinfo/', {}, { authorization: 'Bearer x' });
  t.deepEqual([unknown.status, unknown.body.error], [401, 'invalid_token']);
});

test('the scope name is open to no other client, and discovery does not list it', async (t) => {
  const { app } = await open(t);
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid name' });
  t.is(answerOf(await openBrowser().get(to.href)).searchParams.get('error'), 'invalid_scope');
  for (const name of ['openid-configuration', 'oauth-authorization-server']) {
    const metadata = (await (await fetch(`${app.issuer}/.well-known/${name}`)).json()) as {
      scopes_supported: string[];
    };
    t.false(metadata.scopes_supported.includes('name'));
    t.true(metadata.scopes_supported.includes('profile'));
  }
});

test('it requests openid, run and name, no more', async (t) => {
  const { app, system } = await open(t);
  for (const scope of ['openid run name email', 'openid run name profile', 'openid run name offline_access']) {
    const asked = { client_id: 'subsidio', response_type: 'code', redirect_uri: `${system.origin}/vuelta`, scope };
    const answer = await openBrowser().get(
      `${app.issuer}/openid/authorize/?${new URLSearchParams({ ...asked, state: 'x'.repeat(32) })}`,
    );
    if (scope.endsWith('offline_access')) t.regex(answer.headers.get('location') ?? '', /\/ingresar\//);
    else t.is(answerOf(answer).searchParams.get('error'), 'invalid_scope', scope);
  }
});

test('[protocol 40] without the slash at the end, and with an empty JSON at userinfo, it works as well', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  await giveKey(browser, await enter(ground), rosa);
  const { access_token } = system.answers[0]?.token ?? {};
  for (const path of ['/openid/userinfo', '/openid/userinfo/']) {
    const answer = await fetch(app.issuer + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: '[]',
    });
    t.is(answer.status, 200, path);
    t.deepEqual(await answer.json(), system.answers[0]?.user);
  }
});

test('[security 30] a code that is redeemed twice there is refused, and ends the tokens of the first (30)', async (t) => {
  const ground = await open(t);
  const { app, system, browser } = ground;
  const page = await enter(ground);
  const back = await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  const code = answerOf(back).searchParams.get('code') ?? '';
  const redirect_uri = `${system.origin}/vuelta`;
  const fields = { client_id: 'subsidio', client_secret: SECRET, grant_type: 'authorization_code', code, redirect_uri };
  const wrong = await post(app, '/openid/token/', { ...fields, client_secret: `${SECRET}x` });
  t.deepEqual([wrong.status, wrong.body.error], [401, 'invalid_client']);
  const first = await post(app, '/openid/token/', { ...fields, state: 'x' });
  t.is(first.status, 200);
  t.is((await post(app, '/openid/token/', fields)).body.error, 'invalid_grant');
  const answer = await post(app, '/openid/userinfo/', {}, { authorization: `Bearer ${first.body.access_token}` });
  t.is(answer.status, 401);
});

test('a client outside of SENCE asks for consent, with name and RUT; also Mi cuenta and the page on privacy show them', async (t) => {
  const ground = await open(t, { first_party: false, sector: 'ajena' });
  const { app, system, browser } = ground;
  const consent = await giveKey(browser, await enter(ground), rosa);
  t.regex(consent.text, /Subsidio \(simulado\) pide conocer estos datos/);
  t.regex(consent.text, /Nombre: Rosa Elena Soto Díaz RUT: 44\.000\.001-0/);
  await go(browser, await browser.send(consent, { accion: 'permitir' }));
  t.is(system.answers.length, 1);
  t.regex((await goToCuenta(app, browser, '/plataformas')).text, /Subsidio \(simulado\).*Nombre.*RUT/);
  t.regex((await browser.get(`${app.issuer}/privacidad`)).text, /nombre y RUT o NIE, y si su identidad fue comprobada/);
});

test('given names are returned one by one and each surname whole, for clients that read them by their position', (t) => {
  const nameOf = (given: string, paternal: string, maternal?: string) =>
    claveUnicaName({ personal: { name: { given, paternal, maternal } } } as never);
  t.deepEqual(nameOf('Jorge Andrés', 'Del Río', 'González'), {
    nombres: ['Jorge', 'Andrés'],
    apellidos: ['Del Río', 'González'],
  });
  t.deepEqual(nameOf('Ana', "O'Higgins"), { nombres: ['Ana'], apellidos: ["O'Higgins"] });
});
