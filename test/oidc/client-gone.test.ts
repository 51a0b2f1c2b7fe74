import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  basic,
  beginSignIn,
  clientFileFor,
  openClient,
  post,
  rosa,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { clientsFolder } from '../helpers/server-process.ts';

/** An app with two clients, of which one can be removed and restored. */
async function open(t: ExecutionContext) {
  const { directory, remove } = clientsFolder([clientFileFor('queda')]);
  const file = path.join(directory, 'capacita.json');
  const bring = () => writeFileSync(file, JSON.stringify(clientFileFor('capacita')));
  bring();
  const app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(async () => {
    await app.stop();
    remove();
  });
  const change = async (how: () => void) => {
    how();
    await app.rebuild();
  };
  return { app, take: () => change(() => rmSync(file)), bring: () => change(bring) };
}

test('a removed client: its tokens and secret open nothing, the others continue, and once restored it knows the person by the same sub', async (t) => {
  const { app, take, bring } = await open(t);
  const [gone, stays] = [await openClient(app, 'capacita'), await openClient(app, 'queda')];
  const there = await signIn(gone);
  const here = await signIn(stays, { browser: there.browser });
  const before = (await userInfo(gone, there.tokens)).sub;
  await take();
  t.is(await userInfoStatus(app, there.tokens.access_token), 401);
  const renewed = await post(
    app,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: there.tokens.refresh_token ?? '' },
    basic('capacita'),
  );
  t.deepEqual([renewed.status, renewed.body.error], [401, 'invalid_client']);
  t.is(await userInfoStatus(app, here.tokens.access_token), 200);
  t.truthy((await signIn(stays, { browser: there.browser })).tokens.access_token);
  await bring();
  t.is((await userInfo(gone, (await signIn(gone)).tokens)).sub, before);
});

test('a user on the way to a removed client reads a page of the app with what to do', async (t) => {
  const { app, take } = await open(t);
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  await take();
  for (const page of [
    await browser.send(form, { rut: rosa.rut, clave: rosa.key }),
    await browser.get(form.url),
    await browser.get(to.href),
  ]) {
    t.true(page.status >= 400 && page.status < 500, `${page.status}`);
    t.regex(page.text, /800 80 10 30/);
    t.is(page.headers.get('location'), null);
  }
});

test('Mi cuenta still lists it, disconnects and signs out; the page on privacy does not name it any more', async (t) => {
  const { app, take } = await open(t);
  const { browser } = await signIn(await openClient(app, 'capacita'), {});
  await goToCuenta(app, browser);
  await take();
  const list = await goToCuenta(app, browser, '/plataformas');
  t.is(list.status, 200);
  t.regex(list.text, /capacita/);
  const page = await browser.get(`${app.issuer}/cuenta/plataformas/capacita`);
  t.is(page.status, 200);
  t.is((await browser.get(`${app.issuer}/cuenta/sesiones`)).status < 500, true);
  const done = await browser.follow(await browser.send(page, {}), app.issuer);
  t.is(done.status, 200);
  t.notRegex((await browser.get(`${app.issuer}/cuenta/plataformas`)).html, /plataformas\/capacita/);
  t.notRegex((await browser.get(`${app.issuer}/privacidad`)).text, /Plataforma capacita/);
  const leaving = await browser.get(`${app.issuer}/oidc/logout`);
  const left = await browser.follow(await browser.send(leaving, { logout: 'yes' }), app.issuer);
  t.is(left.status, 200);
  t.regex(left.text, /Sesión cerrada/);
});

test('[protocol 90] introspection returns no token of a removed client as active: not of a machine, nor of a person', async (t) => {
  const API = 'https://cursos.example/api';
  const scopes = ['cursos:leer'];
  const api = { identifier: API, scopes, access_token_format: 'opaque' };
  const { directory, remove } = clientsFolder([
    clientFileFor('cursos', { resource_server: api }),
    clientFileFor('robot', {
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      resources: [{ identifier: API, scopes }],
    }),
  ]);
  const app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(async () => {
    await app.stop();
    remove();
  });
  const robot = await openClient(app, 'robot');
  const asked = { resource: API, scope: 'cursos:leer' };
  const machine = await oidc.clientCredentialsGrant(robot.config, asked);
  const { tokens: own } = await signIn(robot, { params: { resource: API, scope: 'openid cursos:leer' } });
  const person = await oidc.refreshTokenGrant(robot.config, own.refresh_token ?? '', { resource: API });
  const introspect = (token: string) => post(app, '/oidc/introspect', { token }, basic('cursos'));
  const tokens = [machine.access_token, person.access_token];
  for (const token of tokens) t.like(await introspect(token), { status: 200, body: { active: true } });
  rmSync(path.join(directory, '1.json'));
  await app.rebuild();
  for (const token of tokens) t.deepEqual(await introspect(token), { status: 200, body: { active: false } });
});
