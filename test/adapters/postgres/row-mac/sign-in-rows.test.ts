import test from 'ava';
import * as oidc from 'openid-client';
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
import { openTestHouse, type TestHouse } from '../../../helpers/house.ts';
import {
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  openPlatform,
  post,
  rosa,
} from '../../../helpers/platform.ts';

// Whoever writes these rows has no key: everything goes by house.raw, which signs nothing.

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

let house: TestHouse;

test.before(async () => {
  house = await openTestHouse({
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
test.beforeEach(() => forgetNoted(house));
test.after.always(() => house?.stop());

const capacita = () => openPlatform(house, 'capacita');

test.serial('[A11] a session of another account signs nobody in', async (t) => {
  const { mine } = await both(house);
  const account = await accountIdOf(house, rosa);
  const id = rowIdOf(mine.browser.cookies.get('clave_sesion') ?? '');
  await write(house, `update oidc_session set payload = payload || $2::jsonb where id = $1`, [
    id,
    JSON.stringify({ accountId: account }),
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_session', page.text);
  const bound = await userinfo(house, mine.tokens.access_token);
  t.true(isFault(bound), 'what lives as long as the session finds it by its uid');
});

test.serial('[A11] a session that was copied under an id of the own signs nobody in', async (t) => {
  const { mine, theirs } = await both(house);
  const [own, other] = [mine, theirs].map(({ browser }) => rowIdOf(browser.cookies.get('clave_sesion') ?? ''));
  const { rows } = await write(house, 'delete from oidc_session where id = $1 returning *', [other]);
  await write(house, 'delete from oidc_session where id = $1', [own]);
  const [{ payload, uid, expires_at, mac }] = rows;
  await write(house, 'insert into oidc_session (id, payload, uid, expires_at, mac) values ($1, $2, $3, $4, $5)', [
    own,
    payload,
    uid,
    expires_at,
    mac,
  ]);
  const page = await mine.browser.get((await beginSignIn(await capacita(), { prompt: 'none' })).to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_session', page.text);
});

test.serial('[A11] an interaction into which somebody wrote a login goes no further', async (t) => {
  const platform = await capacita();
  const browser = openBrowser();
  const form = await browser.follow(await browser.get((await beginSignIn(platform)).to.href), house.issuer);
  t.is(form.status, 200);
  const result = { login: { accountId: await accountIdOf(house, rosa), acr: 'urn:sence:acr:1', amr: ['pwd'] } };
  const { rows } = await write(
    house,
    `update oidc_interaction set payload = payload || $1::jsonb returning payload ->> 'returnTo' as "to"`,
    [JSON.stringify({ result })],
  );
  const pages = [await browser.get(rows.at(-1).to), await browser.get(form.url)];
  for (const page of pages) t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_interaction', pages.map(({ text }) => text).join());
});

test.serial('[A11] a request that was pushed is served as it was pushed, or not', async (t) => {
  const platform = await capacita();
  const { all } = await authorizationRequest('capacita');
  const to = await oidc.buildAuthorizationUrlWithPAR(platform.config, all);
  await write(
    house,
    `update oidc_pushed_authorization_request set payload = jsonb_set(payload, '{request}', '"eyJhbGciOiJub25lIn0.e30."')`,
  );
  const page = await openBrowser().get(to.href);
  t.true(isFaultPage(page), page.text);
  await assertNoted(t, house, 'oidc_pushed_authorization_request', page.text);
});

test.serial('[A11] a device is not let in by a row, and what its person types leads nowhere then', async (t) => {
  const { config } = await openPlatform(house, 'totem', oidc.None());
  const device = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
  const approved = { accountId: await accountIdOf(house, rosa), grantId: 'x', authTime: 1, acr: 'x', scope: 'openid' };
  await write(house, 'update oidc_device_code set payload = payload || $1::jsonb', [JSON.stringify(approved)]);
  const answer = await post(house, '/oidc/token', {
    grant_type: DEVICE,
    device_code: device.device_code,
    client_id: 'totem',
  });
  t.true(isFault(answer), JSON.stringify(answer));
  await assertNoted(t, house, 'oidc_device_code', JSON.stringify(answer));
  const browser = openBrowser();
  const page = await browser.send(await browser.get(`${house.issuer}/dispositivo`), { user_code: device.user_code });
  t.true(isFaultPage(await browser.follow(page, house.issuer)), page.text);
});
