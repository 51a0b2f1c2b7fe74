import test from 'ava';
import { decodeJwt } from 'jose';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  post,
  redeem,
  redirectUriOf,
  rosa,
  signIn,
} from '../helpers/client-app.ts';

// What the OpenID Foundation's plan for a Basic OP tests beyond the other files of this folder.

const WITH_QUERY = 'https://capacita.example/vuelta?de=clave';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita', { redirect_uris: [redirectUriOf('capacita'), WITH_QUERY] })],
  });
});

test.after.always(() => app?.stop());

const capacita = () => openClient(app, 'capacita');

/** A sign-in with these parameters; returns the answer and the ID token's claims. */
async function signedIn(params: Record<string, string>) {
  const signed = await signIn(await capacita(), { params });
  return { ...signed, idToken: decodeJwt(signed.tokens.id_token ?? '') };
}

async function userinfo(init: RequestInit) {
  const answer = await fetch(`${app.issuer}/oidc/userinfo`, init);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

test('[protocol 16] userinfo answers GET and POST, with the token in the header or in the form (OpenID Connect Core 5.3.1)', async (t) => {
  const { tokens } = await signedIn({ scope: 'openid email' });
  const authorization = `Bearer ${tokens.access_token}`;
  const form = new URLSearchParams({ access_token: tokens.access_token });
  const all = [
    await userinfo({ headers: { authorization } }),
    await userinfo({ method: 'POST', headers: { authorization } }),
    await userinfo({ method: 'POST', body: form }),
  ];
  for (const { status, body, headers } of all) {
    t.is(status, 200);
    t.regex(headers.get('content-type') ?? '', /^application\/json/);
    t.deepEqual(JSON.parse(body), JSON.parse(all[0]?.body ?? ''));
  }
});

test('[protocol 17] userinfo without a token, and with a wrong one, is refused in WWW-Authenticate (RFC 6750, 3)', async (t) => {
  const none = await userinfo({});
  t.is(none.status, 401);
  t.regex(none.headers.get('www-authenticate') ?? '', /^(DPoP|Bearer)/);
  const wrong = await userinfo({ headers: { authorization: 'Bearer nobody-gave-this' } });
  t.is(wrong.status, 401);
  t.regex(wrong.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
});

test('[protocol 3] a request without nonce succeeds in the code flow, and the ID token has none', async (t) => {
  const client = await capacita();
  const { checks, to } = await beginSignIn(client);
  to.searchParams.delete('nonce');
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const { body } = await post(
    app,
    '/oidc/token',
    {
      grant_type: 'authorization_code',
      code: answer.searchParams.get('code') ?? '',
      redirect_uri: redirectUriOf('capacita'),
      code_verifier: checks.verifier,
    },
    basic('capacita'),
  );
  t.false('nonce' in decodeJwt(String(body.id_token)));
});

test('[protocol 5] without state the answer has none, and with one it is returned as it was sent', async (t) => {
  const { to } = await beginSignIn(await capacita());
  to.searchParams.set('state', 'ñandú & %2B+"<>');
  t.is(answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.get('state'), 'ñandú & %2B+"<>');
  to.searchParams.delete('state');
  t.false(answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.has('state'));
});

for (const [what, params] of [
  ['an unknown parameter', { extra: 'foobar' }],
  ['an unknown scope', { scope: 'openid email algo' }],
  ['scopes in another order', { scope: 'email openid' }],
  ['display=page', { display: 'page' }],
  ['display=popup', { display: 'popup' }],
  ['claims_locales', { claims_locales: 'se' }],
  ['a state of 600 characters', { state: 'x'.repeat(600) }],
] as const) {
  test(`[protocol 4] a request with ${what} succeeds (OpenID Connect Core 3.1.2.1)`, async (t) => {
    const { checks, to } = await beginSignIn(await capacita(), params);
    const answer = answerOf(await goThrough(openBrowser(), to, rosa));
    const state = 'state' in params ? params.state : checks.state;
    const { tokens } = { tokens: await redeem(await capacita(), answer, { ...checks, state }) };
    t.truthy(tokens.id_token);
    t.false((tokens.scope ?? '').includes('algo'));
  });
}

test('[protocol 6] the query of a redirect_uri stays in it (OpenID Connect Core 3.1.2.1)', async (t) => {
  const { to } = await beginSignIn(await capacita(), { redirect_uri: WITH_QUERY });
  const { searchParams } = answerOf(await goThrough(openBrowser(), to, rosa));
  t.is(searchParams.get('de'), 'clave');
  t.truthy(searchParams.get('code'));
});

test('response_mode=fragment puts the answer behind the #', async (t) => {
  const { to } = await beginSignIn(await capacita(), { response_mode: 'fragment' });
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  t.is(answer.search, '');
  t.true(new URLSearchParams(answer.hash.slice(1)).has('code'));
});

for (const [parameter, value, error] of [
  ['request_uri', 'https://capacita.example/pedido', 'request_uri_not_supported'],
  ['registration', '{}', 'registration_not_supported'],
  ['response_mode', 'correo', 'unsupported_response_mode'],
  ['prompt', 'none login', 'invalid_request'],
  ['max_age', '-1', 'invalid_request'],
  ['claims', 'nothing-like-json', 'invalid_request'],
  ['id_token_hint', 'no.es.nuestro', 'invalid_request'],
] as const) {
  test(`[protocol 10] ${parameter}=${value} returns ${error} to the client`, async (t) => {
    const { to } = await beginSignIn(await capacita(), { [parameter]: value });
    const visit = await openBrowser().get(to.href);
    const answer = answerOf(visit);
    t.is(answer.origin, 'https://capacita.example');
    t.is(answer.searchParams.get('error') ?? new URLSearchParams(answer.hash.slice(1)).get('error'), error);
  });
}

test('[protocol 7] a response_type is required, and the client receives the error where it is missing', async (t) => {
  const { to } = await beginSignIn(await capacita());
  to.searchParams.delete('response_type');
  t.is(answerOf(await openBrowser().get(to.href)).searchParams.get('error'), 'invalid_request');
});

test('[protocol 1] the ID token has the claims that the code flow requires (OpenID Connect Core 2)', async (t) => {
  const { idToken, checks } = await signedIn({ max_age: '3600' });
  t.is(idToken.iss, app.issuer);
  t.is(idToken.aud, 'capacita');
  t.is(idToken.nonce, checks.nonce);
  t.is((idToken.exp ?? 0) - (idToken.iat ?? 0), 600);
  t.true(Math.abs(Number(idToken.auth_time) - Date.now() / 1000) < 60);
  t.is(idToken.acr, 'urn:sence:clave');
  t.deepEqual(idToken.amr, ['pwd']);
  t.false('azp' in idToken && idToken.azp !== 'capacita');
});

test('[protocol 15] tokens are never stored in caches (RFC 6749, 5.1), nor is a pushed request', async (t) => {
  const { all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  for (const [path, fields] of [
    ['/oidc/token', { grant_type: 'authorization_code', code: 'x', redirect_uri: 'x' }],
    ['/oidc/par', all],
  ] as const) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(app.issuer + path, { method: 'POST', body, headers: basic('capacita') });
    t.is(answer.headers.get('cache-control'), 'no-store', path);
  }
});
