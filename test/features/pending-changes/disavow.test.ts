import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  type ClientApp,
  openClient,
  redeem,
  refusalOf,
  signIn,
  userInfoStatus,
} from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import {
  accountNow,
  actsOf,
  camila,
  DAY,
  HOUR,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  recoverByCard,
  replaceByCard,
  tokenIn,
} from '../../helpers/recovery.ts';

const person = { rut: camila.rut, key: camila.key, serial: camila.serial };
const params = { scope: 'openid run offline_access' };

/** Opens a link as a user does: the page, then its button. */
async function press(app: TestApp, path: string, token: string) {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/${path}/${token}`), app.issuer);
  if (!page.html.includes('method="post"')) return page;
  return browser.follow(await browser.send(page, {}), app.issuer);
}

async function signedIn(t: ExecutionContext, throttles: 'on' | 'off' = 'off') {
  const app = await openWithCamila(t, { throttles });
  const client = await openClient(app, 'ejemplo');
  const mine = await signIn(client, { person, params });
  return { app, client, ...mine, token: await tokenIn(app, camila.email, 'no-fui-yo') };
}

test('[security 25] «No fui yo» blocks at once: userinfo, refresh, the session of the browser and the login', async (t) => {
  const { app, client, tokens, browser, token } = await signedIn(t);
  const done = await press(app, 'no-fui-yo', token);
  t.regex(done.text, /Su cuenta quedó detenida/);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
  const { to } = await beginSignIn(client, { prompt: 'none' });
  t.is(answerOf(await browser.get(to.href)).searchParams.get('error'), 'login_required');
  t.is(await outcomeOf(app, camila.key), 'account-frozen');
  t.true((await actsOf(app)).includes('account.frozen'));
  t.true((await messagesTo(app, camila.mobile)).some(({ text }) => /detuvimos su cuenta/.test(text)));
});

test('[security 24, threat 48] a mail scanner that opens the disavow link freezes nothing', async (t) => {
  const { app, tokens, token } = await signedIn(t);
  for (let round = 0; round < 3; round += 1) {
    const page = await openBrowser().get(`${app.issuer}/no-fui-yo/${token}`);
    t.regex(page.text, /Presione el botón/);
  }
  t.is((await accountNow(app)).state, 'activa');
  t.is(await userInfoStatus(app, tokens.access_token), 200);
});

test('[security 24] the disavow link works once, and not after ten days', async (t) => {
  const { app, token } = await signedIn(t);
  await press(app, 'no-fui-yo', token);
  t.regex((await press(app, 'no-fui-yo', token)).text, /venció o ya se usó/);
  const other = await signedIn(t);
  other.app.advance(10 * DAY + MINUTE);
  t.regex((await press(other.app, 'no-fui-yo', other.token)).text, /venció o ya se usó/);
  t.is((await accountNow(other.app)).state, 'activa');
});

test('a form without its token, from another browser or from another origin freezes nothing', async (t) => {
  const { app, token } = await signedIn(t);
  const browser = openBrowser();
  await browser.get(`${app.issuer}/no-fui-yo/${token}`);
  const to = `${app.issuer}/no-fui-yo`;
  t.is((await browser.post(to, { token })).status, 403);
  t.is((await browser.post(to, { token, ficha: 'x'.repeat(43) })).status, 403);
  t.is((await browser.post(to, { token }, { origin: 'https://malo.example' })).status, 403);
  t.is((await accountNow(app)).state, 'activa');
});

test('a link of one kind does nothing at the page of another', async (t) => {
  const { app, token } = await signedIn(t);
  for (const path of [
    'revertir',
    'confirmar-contacto',
    'solicitud',
    'recuperar/clave',
    'recuperar/correo',
    'confirmar',
  ])
    await press(app, path, token);
  t.is((await accountNow(app)).state, 'activa');
});

test('freezing ends what a recovery sent, and a pending change', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  const token = await tokenIn(app, camila.email, 'no-fui-yo');
  await replaceByCard(app);
  await recoverByCard(app);
  await press(app, 'no-fui-yo', token);
  const rows = await app.database.run<{ state: string }[]>((sql) => sql('holds').select('state'));
  t.deepEqual(
    rows.map(({ state }) => state),
    ['withdrawn'],
  );
  const keys = await app.database.run<object[]>((sql) => sql('provisional_keys').where({ ended_at: null }));
  t.is(keys.length, 0);
});

test('[threat 20] it freezes once in 24 hours; a user who presses again reads why, and the link stays usable for later', async (t) => {
  const { app, token } = await signedIn(t, 'on');
  await press(app, 'no-fui-yo', token);
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state: 'activa' }));
  app.advance(HOUR);
  await outcomeOf(app, camila.key);
  const second = await tokenIn(app, camila.email, 'no-fui-yo');
  t.not(second, token);
  const refused = await press(app, 'no-fui-yo', second);
  t.is((await accountNow(app)).state, 'activa');
  t.notRegex(refused.text, /venció o ya se usó/, 'it neither expired nor was used');
  app.advance(24 * HOUR);
  await press(app, 'no-fui-yo', second);
  t.is((await accountNow(app)).state, 'congelada');
});

test('[security 6] 24 the page of the link shows neither name, RUT nor contact of the account', async (t) => {
  const { app, token } = await signedIn(t);
  const page = await openBrowser().get(`${app.issuer}/no-fui-yo/${token}`);
  t.notRegex(page.html, /Camila|44\.?000\.?003|correo\.example|0000003/);
});

test('[security 25] the company: the link of its mailbox stops the representative who acts for it, and another company is not affected', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const client = await openClient(app, 'ejemplo');
  const enter = await asCompany(client);
  t.is(await userInfoStatus(app, enter.access_token), 200);
  await press(app, 'no-fui-yo', await tokenIn(app, 'contacto@panaderia.example', 'no-fui-yo'));
  t.is(await userInfoStatus(app, enter.access_token), 401);
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, enter.refresh_token ?? '')), 'invalid_grant');
  await t.throwsAsync(asCompany(client), { message: /detenida/ });
});

/** Signs in for the company with its shared key, naming Rosa. */
async function asCompany(client: ClientApp) {
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client, { scope: 'openid offline_access' });
  const page = await browser.follow(await browser.get(`${to.href}`), to.origin);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  const answer = await browser.follow(await browser.send(page, fields), to.origin);
  return redeem(client, answerOf(answer), checks);
}
