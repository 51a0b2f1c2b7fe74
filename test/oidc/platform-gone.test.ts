import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { openBrowser } from '../helpers/browser.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { openTestHouse } from '../helpers/house.ts';
import {
  basic,
  beginSignIn,
  clientFileFor,
  openPlatform,
  post,
  rosa,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/platform.ts';
import { clientsFolder } from '../helpers/server-process.ts';

/** A house with two platforms, of which one can be taken away and brought back. */
async function open(t: ExecutionContext) {
  const { directory, remove } = clientsFolder([clientFileFor('queda')]);
  const file = path.join(directory, 'capacita.json');
  const bring = () => writeFileSync(file, JSON.stringify(clientFileFor('capacita')));
  bring();
  const house = await openTestHouse({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(async () => {
    await house.stop();
    remove();
  });
  const change = async (how: () => void) => {
    how();
    await house.rebuild();
  };
  return { house, take: () => change(() => rmSync(file)), bring: () => change(bring) };
}

test('a platform that was taken away: its tokens and secret open nothing, the others go on, and back again it knows the person by the same sub', async (t) => {
  const { house, take, bring } = await open(t);
  const [gone, stays] = [await openPlatform(house, 'capacita'), await openPlatform(house, 'queda')];
  const there = await signIn(gone);
  const here = await signIn(stays, { browser: there.browser });
  const before = (await userInfo(gone, there.tokens)).sub;
  await take();
  t.is(await userInfoStatus(house, there.tokens.access_token), 401);
  const renewed = await post(
    house,
    '/oidc/token',
    { grant_type: 'refresh_token', refresh_token: there.tokens.refresh_token ?? '' },
    basic('capacita'),
  );
  t.deepEqual([renewed.status, renewed.body.error], [401, 'invalid_client']);
  t.is(await userInfoStatus(house, here.tokens.access_token), 200);
  t.truthy((await signIn(stays, { browser: there.browser })).tokens.access_token);
  await bring();
  t.is((await userInfo(gone, (await signIn(gone)).tokens)).sub, before);
});

test('who is on the way to a platform that was taken away reads a page of the house with what to do', async (t) => {
  const { house, take } = await open(t);
  const browser = openBrowser();
  const { to } = await beginSignIn(await openPlatform(house, 'capacita'));
  const form = await browser.follow(await browser.get(to.href), house.issuer);
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

test('Mi cuenta still lists it, lets it go and signs out; the page on privacy does not name it any more', async (t) => {
  const { house, take } = await open(t);
  const { browser } = await signIn(await openPlatform(house, 'capacita'), {});
  await goToCuenta(house, browser);
  await take();
  const list = await goToCuenta(house, browser, '/plataformas');
  t.is(list.status, 200);
  t.regex(list.text, /capacita/);
  const page = await browser.get(`${house.issuer}/cuenta/plataformas/capacita`);
  t.is(page.status, 200);
  t.is((await browser.get(`${house.issuer}/cuenta/sesiones`)).status < 500, true);
  const done = await browser.follow(await browser.send(page, {}), house.issuer);
  t.is(done.status, 200);
  t.notRegex((await browser.get(`${house.issuer}/cuenta/plataformas`)).html, /plataformas\/capacita/);
  t.notRegex((await browser.get(`${house.issuer}/privacidad`)).text, /Plataforma capacita/);
  const leaving = await browser.get(`${house.issuer}/oidc/logout`);
  const left = await browser.follow(await browser.send(leaving, { logout: 'yes' }), house.issuer);
  t.is(left.status, 200);
  t.regex(left.text, /Sesión cerrada/);
});

test('introspection hears of no token of a platform that was taken away: not of a machine, nor of a person', async (t) => {
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
  const house = await openTestHouse({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(async () => {
    await house.stop();
    remove();
  });
  const robot = await openPlatform(house, 'robot');
  const asked = { resource: API, scope: 'cursos:leer' };
  const machine = await oidc.clientCredentialsGrant(robot.config, asked);
  const { tokens: own } = await signIn(robot, { params: { resource: API, scope: 'openid cursos:leer' } });
  const person = await oidc.refreshTokenGrant(robot.config, own.refresh_token ?? '', { resource: API });
  const introspect = (token: string) => post(house, '/oidc/introspect', { token }, basic('cursos'));
  const tokens = [machine.access_token, person.access_token];
  for (const token of tokens) t.like(await introspect(token), { status: 200, body: { active: true } });
  rmSync(path.join(directory, '1.json'));
  await house.rebuild();
  for (const token of tokens) t.deepEqual(await introspect(token), { status: 200, body: { active: false } });
});
