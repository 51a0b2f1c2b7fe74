import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import {
  accountIdOf,
  assertNoted,
  both,
  forgetNoted,
  isFault,
  isFaultPage,
  rowIdOf,
  userinfo,
  write,
} from '../../../helpers/attacks.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import {
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  openClient,
  post,
  rosa,
} from '../../../helpers/client-app.ts';

// The attacker who writes these rows has no key: everything goes by `raw`, which signs nothing.

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('totem', {
        token_endpoint_auth_method: 'none',
        client_secret: undefined,
        grant_types: [DEVICE],
        redirect_uris: [],
        post_logout_redirect_uris: [],
      }),
    ],
  });
});
test.beforeEach(() => forgetNoted(app));
test.after.always(() => app?.stop());

const capacita = () => openClient(app, 'capacita');

test.serial('[A11, threat 83] a session of another account signs no user in', async (t) => {
  const { mine } = await both(app);
  const account = await accountIdOf(app, rosa);
  const id = rowIdOf(mine.browser.cookies.get('clave_sesion') ?? '');
  await write(app, `update oidc_session set payload = payload || $2::jsonb where id = $1`, [
    id,
    JSON.stringify({ accountId: account }),
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, app, 'oidc_session', page.text);
  const bound = await userinfo(app, mine.tokens.access_token);
  t.true(isFault(bound), 'what lives as long as the session finds it by its uid');
});

test.serial('[A11] a session that was copied under the id of the attacker signs no user in', async (t) => {
  const { mine, theirs } = await both(app);
  const [own, other] = [mine, theirs].map(({ browser }) => rowIdOf(browser.cookies.get('clave_sesion') ?? ''));
  const { rows } = await write(app, 'delete from oidc_session where id = $1 returning *', [other]);
  await write(app, 'delete from oidc_session where id = $1', [own]);
  const [{ payload, uid, expires_at, mac }] = rows;
  await write(app, 'insert into oidc_session (id, payload, uid, expires_at, mac) values ($1, $2, $3, $4, $5)', [
    own,
    payload,
    uid,
    expires_at,
    mac,
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, app, 'oidc_session', page.text);
});

test.serial('[A11, threat 83] an interaction with a forged login goes no further', async (t) => {
  const client = await capacita();
  const browser = openBrowser();
  const form = await browser.follow(await browser.get((await beginSignIn(client)).to.href), app.issuer);
  t.is(form.status, 200);
  const result = { login: { accountId: await accountIdOf(app, rosa), acr: 'urn:sence:acr:1', amr: ['pwd'] } };
  const { rows } = await write(
    app,
    `update oidc_interaction set payload = payload || $1::jsonb returning payload ->> 'returnTo' as "to"`,
    [JSON.stringify({ result })],
  );
  const pages = [await browser.get(rows.at(-1).to), await browser.get(form.url)];
  for (const page of pages) t.true(isFaultPage(page), page.text);
  await assertNoted(t, app, 'oidc_interaction', pages.map(({ text }) => text).join());
});

test.serial('[A11] a pushed authorization request is used as it was pushed, or refused', async (t) => {
  const client = await capacita();
  const { all } = await authorizationRequest('capacita');
  const to = await oidc.buildAuthorizationUrlWithPAR(client.config, all);
  await write(
    app,
    `update oidc_pushed_authorization_request set payload = jsonb_set(payload, '{request}', '"eyJhbGciOiJub25lIn0.e30."')`,
  );
  const page = await openBrowser().get(to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, app, 'oidc_pushed_authorization_request', page.text);
});

test.serial(
  '[A11] an edited row authorizes no device, and the code that its user types then leads nowhere',
  async (t) => {
    const { config } = await openClient(app, 'totem', oidc.None());
    const device = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
    const approved = { accountId: await accountIdOf(app, rosa), grantId: 'x', authTime: 1, acr: 'x', scope: 'openid' };
    await write(app, 'update oidc_device_code set payload = payload || $1::jsonb', [JSON.stringify(approved)]);
    const answer = await post(app, '/oidc/token', {
      grant_type: DEVICE,
      device_code: device.device_code,
      client_id: 'totem',
    });
    t.true(isFault(answer), JSON.stringify(answer));
    await assertNoted(t, app, 'oidc_device_code', JSON.stringify(answer));
    const browser = openBrowser();
    const page = await browser.send(await browser.get(`${app.issuer}/dispositivo`), { user_code: device.user_code });
    t.true(isFaultPage(await browser.follow(page, app.issuer)), page.text);
  },
);
