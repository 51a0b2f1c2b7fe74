import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  clientFileFor,
  goThrough,
  openClient,
  rosa,
  SECRET,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';
import { ownKeyPair } from '../helpers/key-pair.ts';

let app: TestApp;
let pair: Awaited<ReturnType<typeof ownKeyPair>>;

test.before(async () => {
  pair = await ownKeyPair('PS256');
  const own = { client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks: pair.jwks };
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('basica'),
      clientFileFor('formulario', { token_endpoint_auth_method: 'client_secret_post' }),
      clientFileFor('publica', { client_secret: undefined, token_endpoint_auth_method: 'none' }),
      clientFileFor('clave-propia', { ...own, require_pushed_authorization_requests: true }),
    ],
  });
});

test.after.always(() => app?.stop());

for (const [id, auth] of [
  ['basica', oidc.ClientSecretBasic(SECRET)],
  ['formulario', oidc.ClientSecretPost(SECRET)],
  ['publica', oidc.None()],
] as const) {
  test(`[protocol 24] openid-client, unmodified, signs a person in as ${id}, reads userinfo, renews and revokes`, async (t) => {
    const client = await openClient(app, id, auth);
    const { tokens } = await signIn(client, { params: { scope: 'openid profile' } });
    t.is((await userInfo(client, tokens)).name, 'Rosa Elena Soto Díaz');
    const renewed = await oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
    // Only a public client's is rotated: a confidential one is bound by its authentication (RFC 9700, 4.14.2).
    t.is(renewed.refresh_token !== tokens.refresh_token, id === 'publica');
    await oidc.tokenRevocation(client.config, renewed.access_token);
    await t.throwsAsync(oidc.fetchUserInfo(client.config, renewed.access_token, oidc.skipSubjectCheck));
  });
}

test('openid-client logs out by the address that it builds, and comes back with its state', async (t) => {
  const client = await openClient(app, 'basica');
  const { browser, tokens } = await signIn(client);
  const to = oidc.buildEndSessionUrl(client.config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://basica.example/adios',
    state: 'de-vuelta',
  });
  let page = await browser.follow(await browser.get(to.href), to.origin);
  if (page.status === 200) page = await browser.follow(await browser.send(page, { logout: 'yes' }), to.origin);
  t.is(answerOf(page).href, 'https://basica.example/adios?state=de-vuelta');
});

test('[protocol 101] openid-client, unmodified, signs a person in by PAR, private_key_jwt and DPoP', async (t) => {
  const client = await openClient(app, 'clave-propia', oidc.PrivateKeyJwt({ key: pair.key, kid: pair.kid }));
  const DPoP = oidc.getDPoPHandle(client.config, await oidc.randomDPoPKeyPair('ES256'));
  const { checks, all } = await authorizationRequest('clave-propia', { scope: 'openid profile' });
  const to = await oidc.buildAuthorizationUrlWithPAR(client.config, all, { DPoP });
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  const tokens = await oidc.authorizationCodeGrant(client.config, answer, checked, undefined, { DPoP });
  const info = await oidc.fetchUserInfo(client.config, tokens.access_token, oidc.skipSubjectCheck, { DPoP });
  t.is(info.name, 'Rosa Elena Soto Díaz');
  t.is(tokens.token_type, 'dpop');
});

test('[protocol 48] openid-client reads the answer sent by form_post (OAuth 2.0 Form Post Response Mode)', async (t) => {
  const client = await openClient(app, 'basica');
  const { checks, all } = await authorizationRequest('basica', { response_mode: 'form_post' });
  const to = oidc.buildAuthorizationUrl(client.config, all);
  const page = await goThrough(openBrowser(), to, rosa);
  const fields = [...page.html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const answer = new Request(all.redirect_uri ?? '', { method: 'POST', body: new URLSearchParams(fields) });
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  const tokens = await oidc.authorizationCodeGrant(client.config, answer, checked);
  t.regex(tokens.claims()?.sub ?? '', /^[\w-]{43}$/);
});
