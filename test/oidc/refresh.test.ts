import test from 'ava';
import * as oidc from 'openid-client';
import { openBrowser } from '../helpers/browser.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openPlatform,
  post,
  redeem,
  refusalOf,
  rosa,
  SECRET,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/platform.ts';

let house: TestHouse;

test.before(async () => {
  house = await openTestHouse({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('ajena', { sector: 'otra' }),
      clientFileFor('breve', { grant_types: ['authorization_code'] }),
      clientFileFor('duradera', { scope: 'openid email offline_access' }),
      clientFileFor('publica', { token_endpoint_auth_method: 'none', client_secret: undefined }),
    ],
  });
});

test.after.always(() => house?.stop());

const refreshOf = (tokens: { refresh_token?: string | undefined }): string => tokens.refresh_token ?? 'missing';

/** When a refresh token ends, in seconds from now. */
async function secondsLeft(refreshToken: string): Promise<number> {
  const { rows } = await house.database.run<{ rows: { left: string }[] }>((sql) =>
    sql.raw(
      'select extract(epoch from expires_at - now()) as left from oidc_refresh_token where id = sha256(?::bytea)',
      [refreshToken],
    ),
  );
  return Number(rows[0]?.left);
}

test('a refresh token gives new tokens of the same person and is replaced', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const { tokens } = await signIn(platform, { params: { scope: 'openid run' } });
  const renewed = await oidc.refreshTokenGrant(platform.config, refreshOf(tokens));
  t.not(renewed.refresh_token, tokens.refresh_token);
  t.not(renewed.access_token, tokens.access_token);
  t.is(renewed.claims()?.sub, tokens.claims()?.sub);
  t.is(renewed.claims()?.auth_time, tokens.claims()?.auth_time);
  t.is(renewed.claims()?.acr, 'urn:sence:clave');
  t.is((await userInfo(platform, renewed)).rut, '44000001-0');
});

test('32 an old refresh token, used again, ends all tokens of its family', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const { tokens } = await signIn(platform);
  const renewed = await oidc.refreshTokenGrant(platform.config, refreshOf(tokens));
  t.is(await userInfoStatus(house, renewed.access_token), 200);
  t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, refreshOf(tokens))), 'invalid_grant');
  t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, refreshOf(renewed))), 'invalid_grant');
  for (const { access_token } of [tokens, renewed]) t.is(await userInfoStatus(house, access_token), 401);
});

test('32 the replay is written to the trail', async (t) => {
  const platform = await openPlatform(house, 'publica', oidc.None());
  const { tokens } = await signIn(platform);
  await oidc.refreshTokenGrant(platform.config, refreshOf(tokens));
  t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, refreshOf(tokens))), 'invalid_grant');
  const rows = await house.database.run<object[]>((sql) =>
    sql('audit').where({ act: 'token.replayed', client_id: 'publica' }),
  );
  t.is(rows.length, 1);
});

test('32 of four who refresh at once one succeeds, and its family is dead', async (t) => {
  const { tokens } = await signIn(await openPlatform(house, 'capacita'));
  const fields = { grant_type: 'refresh_token', refresh_token: refreshOf(tokens) };
  const answers = await Promise.all([1, 2, 3, 4].map(() => post(house, '/oidc/token', fields, basic('capacita'))));
  const won = answers.filter(({ status }) => status === 200);
  t.is(won.length, 1);
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400]);
  t.is(await userInfoStatus(house, String(won[0]?.body.access_token)), 401);
});

test("another platform's refresh token is refused and stays good at its own", async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const thief = await openPlatform(house, 'ajena');
  const { tokens } = await signIn(platform);
  t.is(await refusalOf(oidc.refreshTokenGrant(thief.config, refreshOf(tokens))), 'invalid_grant');
  t.truthy((await oidc.refreshTokenGrant(platform.config, refreshOf(tokens))).access_token);
});

test('34 a refresh may ask for less than was granted, never for more', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const { tokens } = await signIn(platform, { params: { scope: 'openid email' } });
  const more = oidc.refreshTokenGrant(platform.config, refreshOf(tokens), { scope: 'openid email run' });
  t.is(await refusalOf(more), 'invalid_scope');
  const less = await oidc.refreshTokenGrant(platform.config, refreshOf(tokens), { scope: 'openid' });
  t.deepEqual(Object.keys(await userInfo(platform, less)), ['sub']);
});

test('a refresh token lives twelve hours at most, and using it does not move its end', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const { tokens } = await signIn(platform);
  const first = await secondsLeft(refreshOf(tokens));
  t.true(first > 43_100 && first <= 43_200);
  await house.database.run((sql) =>
    sql.raw(
      `update oidc_refresh_token set expires_at = expires_at - interval '6 hours',
        payload = payload || jsonb_build_object('exp', (payload ->> 'exp')::integer - 21600)
        where id = sha256(?::bytea)`,
      [refreshOf(tokens)],
    ),
  );
  const renewed = await oidc.refreshTokenGrant(platform.config, refreshOf(tokens));
  t.true((await secondsLeft(refreshOf(renewed))) <= 21_600);
});

test('a platform without the grant in its file gets no refresh token', async (t) => {
  const { tokens } = await signIn(await openPlatform(house, 'breve'));
  t.is(tokens.refresh_token, undefined);
});

test('offline_access lives thirty days at most and outlives the session that gave it', async (t) => {
  const platform = await openPlatform(house, 'duradera');
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(platform, { scope: 'openid email offline_access', prompt: 'consent' });
  const consent = await goThrough(browser, to, rosa);
  const answer = answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), house.issuer));
  const tokens = await redeem(platform, answer, checks);
  t.is(tokens.scope, 'openid email offline_access');
  const left = await secondsLeft(refreshOf(tokens));
  t.true(left > 29 * 86_400 && left <= 30 * 86_400);
  await browser.send(await browser.get(`${house.issuer}/oidc/logout`), { logout: 'yes' });
  t.truthy((await oidc.refreshTokenGrant(platform.config, refreshOf(tokens))).access_token);
});

test('33 introspection tells a token to its own platform only', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const other = await openPlatform(house, 'ajena');
  const { tokens } = await signIn(platform);
  for (const token of [tokens.access_token, refreshOf(tokens)]) {
    const told = await oidc.tokenIntrospection(platform.config, token);
    t.true(told.active);
    t.is(told.client_id, 'capacita');
    t.is(told.sub, tokens.claims()?.sub);
    t.deepEqual(await oidc.tokenIntrospection(other.config, token), { active: false });
  }
  t.deepEqual(await oidc.tokenIntrospection(platform.config, 'made-up'), { active: false });
  const { status, body } = await post(house, '/oidc/introspect', { token: tokens.access_token });
  t.false(status === 200 || 'active' in body);
});

test('a platform revokes its own tokens and nobody else does', async (t) => {
  const platform = await openPlatform(house, 'capacita');
  const other = await openPlatform(house, 'ajena');
  const { tokens } = await signIn(platform);
  await post(house, '/oidc/revoke', { token: tokens.access_token }, basic('ajena', SECRET));
  t.is(await userInfoStatus(house, tokens.access_token), 200);
  await oidc.tokenRevocation(platform.config, tokens.access_token);
  t.is(await userInfoStatus(house, tokens.access_token), 401);
  const second = (await signIn(platform)).tokens;
  await oidc.tokenRevocation(platform.config, refreshOf(second));
  t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, refreshOf(second))), 'invalid_grant');
  t.is(await userInfoStatus(house, second.access_token), 401);
  await oidc.tokenRevocation(other.config, 'made-up');
});
