import test from 'ava';
import { UnsecuredJWT } from 'jose';
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
  redirectUriOf,
  rosa,
  SECRET,
  userInfoStatus,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('ajena', { sector: 'otra', client_secret: `${SECRET}-either` }),
      clientFileFor('parca', { scope: 'openid email' }),
      clientFileFor('antigua', { require_pkce: false, pkce_exception: 'the tests need one, until they do not' }),
    ],
  });
});

test.after.always(() => app?.stop());

type Fields = Record<string, string>;

/** The parameters of the answer, in any response mode. */
function paramsOf(answer: URL): URLSearchParams {
  return answer.search ? answer.searchParams : new URLSearchParams(answer.hash.slice(1));
}

async function errorOf(id: string, params: Fields, leaveOut: readonly string[] = []): Promise<string | null> {
  const { to, checks } = await beginSignIn(await openClient(app, id), params);
  for (const name of leaveOut) to.searchParams.delete(name);
  const answer = answerOf(await openBrowser().get(to.href));
  const query = paramsOf(answer);
  if (answer.origin + answer.pathname !== redirectUriOf(id)) return `went to ${answer}`;
  if (query.get('state') !== checks.state || query.get('iss') !== app.issuer) return 'state or iss is missing';
  return query.has('code') || query.has('access_token') || query.has('id_token') ? 'issued' : query.get('error');
}

/** A code that waits to be redeemed, with all that its redemption needs. */
async function freshCode(id = 'capacita', params: Fields = {}): Promise<Fields> {
  const { to, checks } = await beginSignIn(await openClient(app, id), params);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const code = answer.searchParams.get('code') ?? '';
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUriOf(id),
    code_verifier: checks.verifier,
  };
}

const redeem = (fields: Fields, id = 'capacita', secret = SECRET) =>
  post(app, '/oidc/token', fields, basic(id, secret));

test('[security 31, protocol 79] a request without PKCE is refused', async (t) => {
  t.is(await errorOf('capacita', {}, ['code_challenge', 'code_challenge_method']), 'invalid_request');
});

test('[security 31, protocol 79, protocol 115] PKCE with plain, with no method or with a short challenge is refused', async (t) => {
  t.is(await errorOf('capacita', { code_challenge_method: 'plain' }), 'invalid_request');
  t.is(await errorOf('capacita', {}, ['code_challenge_method']), 'invalid_request');
  t.is(await errorOf('capacita', { code_challenge: 'short' }), 'invalid_request');
});

test('[security 31, protocol 79] a wrong verifier or none is invalid_grant', async (t) => {
  const { code_verifier: _, ...without } = await freshCode();
  for (const fields of [{ ...(await freshCode()), code_verifier: 'x'.repeat(43) }, without]) {
    const { status, body } = await redeem(fields);
    t.is(status, 400);
    t.is(body.error, 'invalid_grant');
  }
});

test('[security 31, protocol 79] a client with a recorded exception may omit PKCE, but no verifier may be added later', async (t) => {
  const client = await openClient(app, 'antigua');
  const withoutPkce = async (): Promise<Fields> => {
    const { to } = await beginSignIn(client);
    for (const name of ['code_challenge', 'code_challenge_method']) to.searchParams.delete(name);
    const code = answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.get('code') ?? '';
    return { grant_type: 'authorization_code', code, redirect_uri: redirectUriOf('antigua') };
  };
  t.is((await redeem(await withoutPkce(), 'antigua')).status, 200);
  const added = await redeem({ ...(await withoutPkce()), code_verifier: 'x'.repeat(43) }, 'antigua');
  t.is(added.body.error, 'invalid_grant');
});

test('[security 31] a client with an exception that uses PKCE has to complete it', async (t) => {
  const { code_verifier: _, ...without } = await freshCode('antigua');
  t.is((await redeem(without, 'antigua')).body.error, 'invalid_grant');
});

test("[security 31] another client's code is invalid_grant", async (t) => {
  const { status, body } = await redeem(await freshCode(), 'ajena', `${SECRET}-either`);
  t.is(status, 400);
  t.is(body.error, 'invalid_grant');
});

test('[security 31, protocol 115] a code that is older than 60 seconds is invalid_grant', async (t) => {
  const fields = await freshCode();
  const left = await app.database.run<{ rows: { left: string }[] }>((sql) =>
    sql.raw(
      `select extract(epoch from expires_at - now()) as left from oidc_authorization_code
        where id = sha256(?::bytea)`,
      [fields.code ?? ''],
    ),
  );
  t.true(Number(left.rows[0]?.left) > 50 && Number(left.rows[0]?.left) <= 60);
  await app.database.run((sql) =>
    sql.raw(
      `update oidc_authorization_code set expires_at = now() - interval '1 second'
        where id = sha256(?::bytea)`,
      [fields.code ?? ''],
    ),
  );
  t.is((await redeem(fields)).body.error, 'invalid_grant');
});

test('[security 30, protocol 13] the second use of a code is invalid_grant and ends the tokens of the first', async (t) => {
  const fields = await freshCode();
  const { body } = await redeem(fields);
  const { access_token, refresh_token } = body as Fields;
  t.is(await userInfoStatus(app, access_token ?? ''), 200);
  t.is((await redeem(fields)).body.error, 'invalid_grant');
  t.is(await userInfoStatus(app, access_token ?? ''), 401);
  const renewed = await redeem({ grant_type: 'refresh_token', refresh_token: refresh_token ?? '' });
  t.is(renewed.body.error, 'invalid_grant');
});

test('[security 29, protocol 13] of four redemptions of a code at once one succeeds, and its tokens are revoked', async (t) => {
  const fields = await freshCode();
  const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(fields)));
  const won = answers.filter(({ status }) => status === 200);
  t.is(won.length, 1);
  for (const { status, body } of answers) if (status !== 200) t.deepEqual([status, body.error], [400, 'invalid_grant']);
  t.is(await userInfoStatus(app, String(won[0]?.body.access_token)), 401);
});

for (const type of ['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'none', 'x']) {
  test(`[security 32, protocol 80] response_type ${type} is refused`, async (t) => {
    t.is(await errorOf('capacita', { response_type: type }), 'unsupported_response_type');
  });
}

for (const grant of ['password', 'implicit', 'x']) {
  test(`[security 32, protocol 14, protocol 81] the grant ${grant} is refused`, async (t) => {
    const fields = { grant_type: grant, username: rosa.rut, password: rosa.key, scope: 'openid' };
    const { status, body } = await redeem(fields);
    t.is(status, 400);
    t.is(body.error, 'unsupported_grant_type');
    t.false('access_token' in body);
  });
}

for (const grant of ['client_credentials', 'urn:ietf:params:oauth:grant-type:device_code']) {
  test(`[security 32, protocol 14] the grant ${grant} is refused to a client whose file does not open it`, async (t) => {
    const { status, body } = await redeem({ grant_type: grant, scope: 'openid' });
    t.is(status, 400);
    t.is(body.error, 'unauthorized_client');
    t.is(body.error_uri, `${app.issuer}/desarrolladores/errores#unauthorized_client`);
    t.false('access_token' in body);
  });
}

test("[security 34] a scope outside of the client's file is refused, and an unknown one is ignored", async (t) => {
  t.is(await errorOf('parca', { scope: 'openid email foo', prompt: 'none' }), 'login_required');
  t.is(await errorOf('parca', { scope: 'openid email run' }), 'invalid_scope');
  t.is(await errorOf('parca', { scope: 'openid email empresa' }), 'invalid_scope');
});

test('[security 32, protocol 22] an unsigned request object is refused', async (t) => {
  const request = new UnsecuredJWT({ client_id: 'capacita', scope: 'openid run' }).encode();
  t.regex(String(await errorOf('capacita', { request })), /^(request_not_supported|invalid_request_object)$/);
});

test('[protocol 11] a parameter that is given twice is refused', async (t) => {
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  to.searchParams.append('scope', 'openid run');
  const page = await openBrowser().get(to.href);
  t.is(answerOf(page).searchParams.get('error'), 'invalid_request');
});

test('[protocol 16] the token endpoint accepts no GET, and userinfo no token in the address', async (t) => {
  const fields = await freshCode();
  const answer = await fetch(`${app.issuer}/oidc/token?${new URLSearchParams(fields)}`, {
    headers: basic('capacita'),
  });
  t.true([404, 405].includes(answer.status));
  const { body } = await redeem(fields);
  const asked = await fetch(`${app.issuer}/oidc/userinfo?access_token=${body.access_token}`);
  t.true([400, 401].includes(asked.status));
});

test('no answer of the token endpoint may be stored by a cache', async (t) => {
  const answer = await fetch(`${app.issuer}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams(await freshCode()),
    headers: basic('capacita'),
  });
  t.is(answer.status, 200);
  t.is(answer.headers.get('cache-control'), 'no-store');
});

test('[protocol 100] a NUL in a parameter is an invalid request, at the authorization endpoint and pushed', async (t) => {
  for (const params of [{ nonce: 'a\0b' }, { state: 'a\0b' }, { ui_locales: '\\u0000\0' }]) {
    const { to } = await beginSignIn(await openClient(app, 'capacita'), params);
    const answer = await openBrowser().get(to.href);
    t.true([303, 400].includes(answer.status), `${answer.status}`);
    t.regex(answer.headers.get('location') ?? answer.html, /invalid_request/);
  }
  const pushed = await post(
    app,
    '/oidc/par',
    {
      client_id: 'capacita',
      nonce: 'a\0b',
      response_type: 'code',
      redirect_uri: redirectUriOf('capacita'),
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    },
    basic('capacita'),
  );
  t.is(pushed.status, 201, 'it is kept signed, and refused when it is used');
  const query = new URLSearchParams({ client_id: 'capacita', request_uri: String(pushed.body.request_uri) });
  const used = await openBrowser().get(`${app.issuer}/oidc/authorize?${query}`);
  t.regex(used.headers.get('location') ?? used.html, /invalid_request/);
});
