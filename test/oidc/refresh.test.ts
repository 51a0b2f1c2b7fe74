import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  post,
  redeem,
  refusalOf,
  rosa,
  SECRET,
  signIn,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';

let app: TestApp;

const isPublic = { token_endpoint_auth_method: 'none', client_secret: undefined };

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('ajena', { sector: 'otra' }),
      clientFileFor('breve', { grant_types: ['authorization_code'] }),
      clientFileFor('duradera', { scope: 'openid email offline_access' }),
      clientFileFor('publica', isPublic),
      clientFileFor('repetida', isPublic),
      clientFileFor('estricta', { ...isPublic, refresh_grace: 0 }),
    ],
  });
});

test.after.always(() => app?.stop());

const refreshOf = (tokens: { refresh_token?: string | undefined }): string => tokens.refresh_token ?? 'missing';

/** When a refresh token expires, in seconds from now. */
async function secondsLeft(refreshToken: string): Promise<number> {
  const { rows } = await app.database.run<{ rows: { left: string }[] }>((sql) =>
    sql.raw(
      'select extract(epoch from expires_at - now()) as left from oidc_refresh_token where id = sha256(?::bytea)',
      [refreshToken],
    ),
  );
  return Number(rows[0]?.left);
}

const openPublic = (id: string) => openClient(app, id, oidc.None());

/** Moves the end of a refresh token's grace into the past; the clock of the grace is the database's. */
async function endGrace(refreshToken: string): Promise<void> {
  await app.database.run((sql) =>
    sql.raw("update oidc_refresh_token set serves_until = now() - interval '1 second' where id = sha256(?::bytea)", [
      refreshToken,
    ]),
  );
}

/** Four requests at once with the same refresh token of a public client. */
async function fourAtOnce(id: string) {
  const { tokens } = await signIn(await openPublic(id));
  const fields = { grant_type: 'refresh_token', refresh_token: refreshOf(tokens), client_id: id };
  return Promise.all([1, 2, 3, 4].map(() => post(app, '/oidc/token', fields)));
}

test('[protocol 27] a refresh gives new tokens of the same person; a public client gets another refresh token', async (t) => {
  const client = await openPublic('publica');
  const { tokens } = await signIn(client, { params: { scope: 'openid run' } });
  const renewed = await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  t.not(renewed.refresh_token, tokens.refresh_token);
  t.not(renewed.access_token, tokens.access_token);
  t.is(renewed.claims()?.sub, tokens.claims()?.sub);
  t.is(renewed.claims()?.auth_time, tokens.claims()?.auth_time);
  t.is(renewed.claims()?.acr, 'urn:sence:clave');
  t.is((await userInfo(client, renewed)).rut, '44000001-0');
});

test('[O14, threat 54, protocol 27] a confidential client keeps its refresh token: it is valid again and again, also at once', async (t) => {
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client);
  const use = () => oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  const answers = [await use(), await use(), ...(await Promise.all([use(), use(), use(), use()]))];
  for (const { refresh_token, access_token } of answers) {
    t.is(refresh_token, tokens.refresh_token);
    t.is(await userInfoStatus(app, access_token), 200);
  }
  t.is(new Set(answers.map(({ access_token }) => access_token)).size, answers.length);
});

test('[O14] within its grace the last token of a public client returns another answer, and the tokens of each answer are valid', async (t) => {
  const client = await openPublic('publica');
  const { tokens } = await signIn(client);
  const answers = [];
  for (let times = 0; times < 3; times += 1)
    answers.push(await oidc.refreshTokenGrant(client.config, refreshOf(tokens)));
  t.is(new Set(answers.map((answer) => refreshOf(answer))).size, 3);
  for (const answer of answers) {
    t.is(await userInfoStatus(app, answer.access_token), 200);
    t.truthy((await oidc.refreshTokenGrant(client.config, refreshOf(answer))).access_token);
  }
});

test('[O14, protocol 83] of four refreshes at once within the grace all succeed, and all their tokens are valid', async (t) => {
  const answers = await fourAtOnce('publica');
  t.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  for (const { body } of answers) t.is(await userInfoStatus(app, String(body.access_token)), 200);
});

test('[O14, security 32, threat 55, protocol 27] an old refresh token, used again after its grace, revokes all tokens of its family', async (t) => {
  const client = await openPublic('publica');
  const { tokens } = await signIn(client);
  const renewed = await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  const again = await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  t.is(await userInfoStatus(app, renewed.access_token), 200);
  await endGrace(refreshOf(tokens));
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, refreshOf(tokens))), 'invalid_grant');
  for (const { access_token } of [tokens, renewed, again]) t.is(await userInfoStatus(app, access_token), 401);
  for (const each of [renewed, again])
    t.is(await refusalOf(oidc.refreshTokenGrant(client.config, refreshOf(each))), 'invalid_grant');
});

test('[O14, threat 56, protocol 83] using it again does not move the end of the grace, and a loop within it is bounded', async (t) => {
  const client = await openPublic('publica');
  const { tokens } = await signIn(client);
  const use = () => oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  const ends = async () => {
    const { rows } = await app.database.run<{ rows: { serves_until: Date }[] }>((sql) =>
      sql.raw('select serves_until from oidc_refresh_token where id = sha256(?::bytea)', [refreshOf(tokens)]),
    );
    return rows[0]?.serves_until.getTime();
  };
  await use();
  const first = await ends();
  await use();
  t.is(await ends(), first);
  await app.database.run((sql) =>
    sql.raw('update oidc_refresh_token set repeats = 49 where id = sha256(?::bytea)', [refreshOf(tokens)]),
  );
  t.truthy((await use()).access_token);
  t.is(await refusalOf(use()), 'invalid_grant');
});

test('[threat 55] 32 the replay is written to the trail', async (t) => {
  const client = await openPublic('estricta');
  const { tokens } = await signIn(client);
  const before = await replaysAt('estricta');
  await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, refreshOf(tokens))), 'invalid_grant');
  t.true((await replaysAt('estricta')) > before);
});

test('[O14] the trail has one replay for each sign-in that it ended, however often and by any caller', async (t) => {
  const client = await openPublic('repetida');
  const { tokens } = await signIn(client, { params: { scope: 'openid email' } });
  await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
  await endGrace(refreshOf(tokens));
  const fields = { grant_type: 'refresh_token', refresh_token: refreshOf(tokens) };
  for (let times = 0; times < 3; times += 1) {
    t.is((await post(app, '/oidc/token', { ...fields, client_id: 'publica' })).status, 400);
    t.is((await post(app, '/oidc/token', { ...fields, client_id: 'repetida', scope: 'openid run' })).status, 400);
  }
  t.is(await replaysAt('repetida'), 0, 'nothing was ended');
  for (let times = 0; times < 3; times += 1)
    t.is((await post(app, '/oidc/token', { ...fields, client_id: 'repetida' })).status, 400);
  t.is(await replaysAt('repetida'), 1);
});

const replaysAt = async (client_id: string): Promise<number> =>
  (await app.database.run<object[]>((sql) => sql('audit').where({ act: 'token.replayed', client_id }))).length;

test('[security 32, threat 56, protocol 83] without a grace, of four refreshes at once one succeeds, and its family is revoked', async (t) => {
  const answers = await fourAtOnce('estricta');
  const won = answers.filter(({ status }) => status === 200);
  t.is(won.length, 1);
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400]);
  t.is(await userInfoStatus(app, String(won[0]?.body.access_token)), 401);
});

test("[threat 54] another client's refresh token is refused and stays valid at its own", async (t) => {
  const client = await openClient(app, 'capacita');
  const thief = await openClient(app, 'ajena');
  const { tokens } = await signIn(client);
  t.is(await refusalOf(oidc.refreshTokenGrant(thief.config, refreshOf(tokens))), 'invalid_grant');
  t.truthy((await oidc.refreshTokenGrant(client.config, refreshOf(tokens))).access_token);
});

test('[security 34] a refresh may request less than was granted, never more', async (t) => {
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client, { params: { scope: 'openid email' } });
  const more = oidc.refreshTokenGrant(client.config, refreshOf(tokens), { scope: 'openid email run' });
  t.is(await refusalOf(more), 'invalid_scope');
  const less = await oidc.refreshTokenGrant(client.config, refreshOf(tokens), { scope: 'openid' });
  t.deepEqual(Object.keys(await userInfo(client, less)), ['sub']);
});

test('a refresh token is valid for twelve hours at most, and using it does not move its end', async (t) => {
  for (const client of [await openClient(app, 'capacita'), await openPublic('publica')]) {
    const { tokens } = await signIn(client);
    const first = await secondsLeft(refreshOf(tokens));
    t.true(first > 43_100 && first <= 43_200);
    await app.database.run((sql) =>
      sql.raw(
        `update oidc_refresh_token set expires_at = expires_at - interval '6 hours',
          payload = payload || jsonb_build_object('exp', (payload ->> 'exp')::integer - 21600)
          where id = sha256(?::bytea)`,
        [refreshOf(tokens)],
      ),
    );
    const renewed = await oidc.refreshTokenGrant(client.config, refreshOf(tokens));
    t.true((await secondsLeft(refreshOf(renewed))) <= 21_600, client.id);
  }
});

test('a client without the grant in its file gets no refresh token', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'breve'));
  t.is(tokens.refresh_token, undefined);
});

test('[protocol 26] offline_access is valid for thirty days at most and outlives the session that gave it', async (t) => {
  const client = await openClient(app, 'duradera');
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client, { scope: 'openid email offline_access', prompt: 'consent' });
  const consent = await goThrough(browser, to, rosa);
  const answer = answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer));
  const tokens = await redeem(client, answer, checks);
  t.is(tokens.scope, 'openid email offline_access');
  const left = await secondsLeft(refreshOf(tokens));
  t.true(left > 29 * 86_400 && left <= 30 * 86_400);
  await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  t.truthy((await oidc.refreshTokenGrant(client.config, refreshOf(tokens))).access_token);
});

test('[security 33] introspection returns a token as active to its own client only', async (t) => {
  const client = await openClient(app, 'capacita');
  const other = await openClient(app, 'ajena');
  const { tokens } = await signIn(client);
  for (const token of [tokens.access_token, refreshOf(tokens)]) {
    const answer = await oidc.tokenIntrospection(client.config, token);
    t.true(answer.active);
    t.is(answer.client_id, 'capacita');
    t.is(answer.sub, tokens.claims()?.sub);
    t.deepEqual(await oidc.tokenIntrospection(other.config, token), { active: false });
  }
  t.deepEqual(await oidc.tokenIntrospection(client.config, 'made-up'), { active: false });
  const { status, body } = await post(app, '/oidc/introspect', { token: tokens.access_token });
  t.false(status === 200 || 'active' in body);
});

test('[protocol 96] a client revokes its own tokens and no other client does', async (t) => {
  const client = await openClient(app, 'capacita');
  const other = await openClient(app, 'ajena');
  const { tokens } = await signIn(client);
  await post(app, '/oidc/revoke', { token: tokens.access_token }, basic('ajena', SECRET));
  t.is(await userInfoStatus(app, tokens.access_token), 200);
  await oidc.tokenRevocation(client.config, tokens.access_token);
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  const second = (await signIn(client)).tokens;
  await oidc.tokenRevocation(client.config, refreshOf(second));
  t.is(await refusalOf(oidc.refreshTokenGrant(client.config, refreshOf(second))), 'invalid_grant');
  t.is(await userInfoStatus(app, second.access_token), 401);
  await oidc.tokenRevocation(other.config, 'made-up');
});
