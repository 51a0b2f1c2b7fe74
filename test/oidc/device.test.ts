import { setTimeout as pause } from 'node:timers/promises';
import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { clientFileFor, openClient, post, refusalOf, rosa } from '../helpers/client-app.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('totem', {
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        grant_types: [DEVICE, 'refresh_token'],
        redirect_uris: [],
        post_logout_redirect_uris: [],
        backchannel_logout_session_required: true,
      }),
      clientFileFor('capacita'),
    ],
  });
});

test.after.always(() => app?.stop());

const totem = () => openClient(app, 'totem', oidc.None());

async function begin() {
  const { config } = await totem();
  return { config, asked: await oidc.initiateDeviceAuthorization(config, { scope: 'openid profile run' }) };
}

const poll = (code: string) => post(app, '/oidc/token', { grant_type: DEVICE, device_code: code, client_id: 'totem' });

/** Types the code of the device, and stops at the question whether this is the own device. */
async function typeCode(userCode: string): Promise<{ browser: ReturnType<typeof openBrowser>; page: Visit }> {
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/dispositivo`);
  return { browser, page: await browser.follow(await browser.send(page, { user_code: userCode }), app.issuer) };
}

async function signInFor(userCode: string): Promise<Visit> {
  const { browser, page } = await typeCode(userCode);
  const form = await browser.follow(await browser.send(page, { confirm: 'yes' }), app.issuer);
  return browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
}

test('[protocol 97] a kiosk shows a code, the person signs in elsewhere, and the kiosk gets its tokens (RFC 8628)', async (t) => {
  const { config, asked } = await begin();
  t.regex(asked.user_code, /^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
  t.is(asked.verification_uri, `${app.issuer}/dispositivo`);
  t.is(asked.expires_in, 600);
  t.is((await poll(asked.device_code)).body.error, 'authorization_pending');
  const done = await signInFor(asked.user_code);
  t.regex(done.text, /Ya ingresó en el equipo/);
  const tokens = await oidc.pollDeviceAuthorizationGrant(config, { ...asked, interval: 5 });
  const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  t.is(info.rut, '44000001-0');
  await pause(4100);
  t.is((await poll(asked.device_code)).body.error, 'invalid_grant');
});

test('[protocol 97] a kiosk that polls too often is answered slow_down, and gets its tokens all the same', async (t) => {
  const { asked } = await begin();
  t.is((await poll(asked.device_code)).body.error, 'authorization_pending');
  t.is((await poll(asked.device_code)).body.error, 'slow_down');
});

test('[protocol 97] the page asks whether it is the own device, with its code and the client, before any key', async (t) => {
  const { asked } = await begin();
  const { page } = await typeCode(asked.user_code.replace('-', '').toLowerCase());
  t.true(page.text.includes(asked.user_code));
  t.regex(page.text, /Plataforma totem/);
  t.notRegex(page.html, /name="clave"/);
});

test('[protocol 97] a user who answers that it is another device stops it: the kiosk gets access_denied', async (t) => {
  const { asked } = await begin();
  const { browser, page } = await typeCode(asked.user_code);
  const stopped = await browser.send(page, { abort: 'yes' });
  t.regex(stopped.text, /Detuvimos el ingreso del equipo/);
  t.is((await poll(asked.device_code)).body.error, 'access_denied');
});

test('going back in the middle of the sign-in stops it as well', async (t) => {
  const { asked } = await begin();
  const { browser, page } = await typeCode(asked.user_code);
  const form = await browser.follow(await browser.send(page, { confirm: 'yes' }), app.issuer);
  t.regex(form.html, /value="cancelar"[^>]*>Detener el ingreso en el equipo</);
  const stopped = await browser.follow(await browser.send(form, { accion: 'cancelar' }), app.issuer);
  t.regex(stopped.text, /Detuvimos el ingreso del equipo/);
  t.is((await poll(asked.device_code)).body.error, 'access_denied');
});

test('an unknown code, none at all, and a used one are distinguished in Spanish', async (t) => {
  const { asked } = await begin();
  t.regex((await typeCode('BBBB-BBBB')).page.text, /Este código no existe/);
  t.regex((await typeCode('')).page.text, /Escriba el código que muestra el equipo/);
  await signInFor(asked.user_code);
  t.regex((await typeCode(asked.user_code)).page.text, /Este código ya se usó/);
});

test("[security 36] a code sent without this browser's own form does nothing", async (t) => {
  const { asked } = await begin();
  for (const xsrf of ['', 'of-another-browser']) {
    const sent = await openBrowser().post(`${app.issuer}/dispositivo`, {
      user_code: asked.user_code,
      confirm: 'yes',
      xsrf,
    });
    t.notRegex(sent.html, /name="clave"/);
    t.not(sent.status, 303);
  }
  t.is((await poll(asked.device_code)).body.error, 'authorization_pending');
});

test('a client that is no device by its file gets no code', async (t) => {
  const { config } = await openClient(app, 'capacita');
  t.is(await refusalOf(oidc.initiateDeviceAuthorization(config, { scope: 'openid' })), 'unauthorized_client');
});

test('[security 33] the kiosk knows a person by the pairwise sub of its sector, as other clients do', async (t) => {
  const { config, asked } = await begin();
  await signInFor(asked.user_code);
  const tokens = await oidc.pollDeviceAuthorizationGrant(config, asked);
  t.regex(tokens.claims()?.sub ?? '', /^[\w-]{43}$/);
});

test('[security 36] a code that comes without any form of this browser, or long after it, is refused and is no fault of the server', async (t) => {
  const faults = app.logged.length;
  const formless = await openBrowser().post(`${app.issuer}/dispositivo`, { user_code: 'BCDF-GHJK', xsrf: 'x' });
  const { browser, page } = await typeCode((await begin()).asked.user_code);
  browser.cookies.clear();
  const late = await browser.send(page, { confirm: 'yes' });
  for (const { status, text } of [formless, late]) {
    t.is(status, 403);
    t.regex(text, /800 80 10 30/);
  }
  t.false(app.logged.slice(faults).some((line) => line.includes('"fault"')));
});

test("a way back to a device's sign-in that does not exist is no fault of the server", async (t) => {
  const faults = app.logged.length;
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/dispositivo/nadie`), app.issuer);
  t.is(page.status, 400);
  t.false(app.logged.slice(faults).some((line) => line.includes('"fault"')));
});

test('[P7] the page that asks whether this is the own device compares networks, and stores no address', async (t) => {
  const { asked } = await begin();
  const { page } = await typeCode(asked.user_code);
  t.regex(page.text, /Red La misma que la de este navegador/);
  t.notRegex(page.html, /127\.0\.0\.1|::\/64/);
});
