import test from 'ava';
import { decodeJwt, exportPKCS8, importPKCS8, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  type ClientApp,
  clientFileFor,
  goThrough,
  openClient,
  post,
  redirectUriOf,
  rosa,
} from '../helpers/client-app.ts';
import { ownKeyPair } from '../helpers/key-pair.ts';

let app: TestApp;
let pair: Awaited<ReturnType<typeof ownKeyPair>>;
let rsa: Awaited<ReturnType<typeof ownKeyPair>>;

test.before(async () => {
  pair = await ownKeyPair();
  rsa = await ownKeyPair('PS256');
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('severa', {
        fapi2: true,
        client_secret: undefined,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: pair.jwks,
      }),
      ...['severa-rsa', 'severa-ambas'].map((id) =>
        clientFileFor(id, {
          fapi2: true,
          client_secret: undefined,
          token_endpoint_auth_method: 'private_key_jwt',
          jwks: { keys: [...(id === 'severa-rsa' ? [] : pair.jwks.keys), ...rsa.jwks.keys.map(withoutAlg)] },
        }),
      ),
      clientFileFor('capacita'),
    ],
  });
});

test.after.always(() => app?.stop());

/** A key without an algorithm, as most are. */
const withoutAlg = ({ alg: _, ...key }: Record<string, unknown>) => key;

/** openid-client as a FAPI 2.0 client: private_key_jwt for the issuer, PAR, DPoP. */
async function severa(): Promise<ClientApp> {
  const auth = oidc.PrivateKeyJwt(
    { key: pair.key, kid: pair.kid },
    { [oidc.modifyAssertion]: (_, payload) => void Object.assign(payload, { aud: app.issuer }) },
  );
  return openClient(app, 'severa', auth, { use_mtls_endpoint_aliases: false });
}

async function pushed(client: ClientApp, params: Record<string, string> = {}) {
  const { checks, all } = await authorizationRequest('severa', params);
  const DPoP = oidc.getDPoPHandle(client.config, await oidc.randomDPoPKeyPair('ES256'));
  return { checks, DPoP, to: await oidc.buildAuthorizationUrlWithPAR(client.config, all, { DPoP }) };
}

test('[protocol 113] a fapi2 client signs in by PAR, private_key_jwt and DPoP, and everything is bound to its key', async (t) => {
  const client = await severa();
  const { checks, DPoP, to } = await pushed(client, { scope: 'openid profile' });
  t.deepEqual([...to.searchParams.keys()].sort(), ['client_id', 'request_uri']);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  t.is(answer.searchParams.get('iss'), app.issuer);
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  const tokens = await oidc.authorizationCodeGrant(client.config, answer, checked, undefined, { DPoP });
  t.is(tokens.token_type, 'dpop');
  const info = await oidc.fetchUserInfo(client.config, tokens.access_token, oidc.skipSubjectCheck, { DPoP });
  t.is(info.sub, String(tokens.claims()?.sub));
});

test('[protocol 114] a fapi2 client keeps its refresh token when it uses it: a bound token is not rotated (FAPI 2.0, 5.3.2.1)', async (t) => {
  const client = await severa();
  const { checks, DPoP, to } = await pushed(client);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  const tokens = await oidc.authorizationCodeGrant(client.config, answer, checked, undefined, { DPoP });
  const first = tokens.refresh_token ?? '';
  for (let turn = 0; turn < 2; turn += 1) {
    const fresh = await oidc.refreshTokenGrant(client.config, first, undefined, { DPoP });
    t.is(fresh.refresh_token ?? first, first);
  }
});

test('[protocol 111] a fapi2 client that sends a request without PAR is refused', async (t) => {
  const { all } = await authorizationRequest('severa', { client_id: 'severa', response_type: 'code' });
  const answer = answerOf(await openBrowser().get(`${app.issuer}/oidc/authorize?${new URLSearchParams(all)}`));
  t.is(answer.origin + answer.pathname, redirectUriOf('severa'));
  t.is(answer.searchParams.get('error'), 'invalid_request');
});

test('[protocol 113] a fapi2 client that redeems a code without a proof by its key gets nothing', async (t) => {
  const client = await severa();
  const { checks, to } = await pushed(client);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  const error = await t.throwsAsync(oidc.authorizationCodeGrant(client.config, answer, checked));
  t.is((error as { error?: string }).error, 'invalid_grant');
});

async function assertion(claims: Record<string, unknown>): Promise<Record<string, string>> {
  const made = new SignJWT({ sub: 'severa', iss: 'severa', jti: crypto.randomUUID(), ...claims });
  return {
    client_id: 'severa',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await made
      .setProtectedHeader({ alg: 'ES256', kid: pair.kid })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(pair.key),
  };
}

test('[protocol 112] an assertion of a fapi2 client has the issuer alone as its audience, as one string', async (t) => {
  const { all } = await authorizationRequest('severa', { response_type: 'code' });
  const push = async (aud: unknown) => post(app, '/oidc/par', { ...all, ...(await assertion({ aud })) });
  for (const aud of [[app.issuer], `${app.issuer}/oidc/token`, `${app.issuer}/oidc/par`, [app.issuer, 'x']])
    t.is((await push(aud)).status, 401, String(aud));
  t.is((await push(app.issuer)).status, 201);
});

test('[protocol 112] 32 an assertion is accepted once (RFC 7523, 3)', async (t) => {
  const { all } = await authorizationRequest('severa', { response_type: 'code' });
  const fields = { ...all, ...(await assertion({ aud: app.issuer })) };
  t.is((await post(app, '/oidc/par', fields)).status, 201);
  t.is((await post(app, '/oidc/par', fields)).status, 401);
});

test('[security 31, protocol 98] a pushed request is usable once, for a minute, and only by the client that pushed it', async (t) => {
  const client = await severa();
  const { to } = await pushed(client);
  const stolen = new URL(to);
  stolen.searchParams.set('client_id', 'capacita');
  t.is((await openBrowser().get(stolen.href)).status, 400);
  const { body } = await post(app, '/oidc/par', {
    ...(await authorizationRequest('severa', { response_type: 'code' })).all,
    ...(await assertion({ aud: app.issuer })),
  });
  t.is(body.expires_in, 60);
  t.regex(String(body.request_uri), /^urn:ietf:params:oauth:request_uri:/);
});

test('a client is a fapi2 client by its own file alone: another one continues as before', async (t) => {
  const { all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  const visit = await openBrowser().get(`${app.issuer}/oidc/authorize?${new URLSearchParams(all)}`);
  t.regex(answerOf(visit).pathname, /^\/ingresar\//);
  t.is(decodeJwt((await assertion({ aud: 'x' })).client_assertion ?? '').iss, 'severa');
});

/** What the introspection of an invalid token answers to an assertion by this key and algorithm. */
async function authenticated(id: string, { key, kid }: typeof pair, alg: string) {
  const claims = { iss: id, sub: id, aud: app.issuer, jti: `${id}${alg}${Math.random()}` };
  const client_assertion = await new SignJWT(claims)
    .setProtectedHeader({ alg, kid })
    .setIssuedAt()
    .setExpirationTime('1 minute')
    .sign(key);
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return post(app, '/oidc/introspect', { token: 'x', client_id: id, client_assertion_type, client_assertion });
}

test('[O6, protocol 117] a fapi2 client with an RSA key alone authenticates by PS256, one with keys of both kinds by either, none by RS256', async (t) => {
  const asRs256 = { ...rsa, key: await importPKCS8(await exportPKCS8(rsa.key), 'RS256') };
  t.deepEqual((await authenticated('severa-rsa', rsa, 'PS256')).body, { active: false });
  t.deepEqual((await authenticated('severa-ambas', rsa, 'PS256')).body, { active: false });
  t.deepEqual((await authenticated('severa-ambas', pair, 'ES256')).body, { active: false });
  for (const id of ['severa-rsa', 'severa-ambas'])
    t.is((await authenticated(id, asRs256, 'RS256')).body.error, 'invalid_client', id);
});
