import { randomUUID } from 'node:crypto';
import test from 'ava';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
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
  redirectUriOf,
  rosa,
  SECRET,
  signIn,
} from '../helpers/client-app.ts';

let app: TestApp;
const own = await generateKeyPair('ES256', { extractable: true });
const foreign = await generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await exportJWK(own.publicKey)), kid: 'uno', alg: 'ES256', use: 'sig' };

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('por-post', { token_endpoint_auth_method: 'client_secret_post' }),
      clientFileFor('totem', {
        redirect_uris: [],
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        token_endpoint_auth_method: 'client_secret_post',
      }),
      clientFileFor('con-llave', {
        token_endpoint_auth_method: 'private_key_jwt',
        client_secret: undefined,
        jwks: { keys: [jwk] },
      }),
    ],
  });
});

test.after.always(() => app?.stop());

type Fields = Record<string, string>;

async function freshCode(id: string): Promise<Fields> {
  const { to, checks } = await beginSignIn(await openClient(app, id));
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const code = answer.searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', code, redirect_uri: redirectUriOf(id), code_verifier: checks.verifier };
}

test('[protocol 14] a wrong secret or none is refused, and the code stays valid for its client', async (t) => {
  const fields = await freshCode('capacita');
  const inForm = { ...fields, client_id: 'capacita' };
  const refused = [
    await post(app, '/oidc/token', fields, basic('capacita', `${SECRET}x`)),
    await post(app, '/oidc/token', fields, basic('capacita', '')),
    await post(app, '/oidc/token', fields, basic('desconocida')),
    await post(app, '/oidc/token', inForm),
    await post(app, '/oidc/token', { ...inForm, client_secret: `${SECRET}x` }),
    await post(app, '/oidc/token', { ...fields, client_secret: SECRET }, basic('capacita')),
  ];
  for (const { status, body } of refused) {
    t.true(status === 401 || status === 400, String(status));
    t.true(['invalid_client', 'invalid_request'].includes(String(body.error)), String(body.error));
    t.false('access_token' in body);
  }
  t.is((await post(app, '/oidc/token', fields, basic('capacita'))).status, 200);
});

test('[protocol 24] a client with a key is not accepted with a secret', async (t) => {
  const { status, body } = await post(app, '/oidc/token', await freshCode('con-llave'), basic('con-llave'));
  t.deepEqual([status, body.error], [401, 'invalid_client']);
});

/** What is sent to each endpoint that authenticates a client, and is not answered by invalid_client. */
const authenticating: Readonly<Record<string, Fields>> = {
  '/oidc/token': { grant_type: 'refresh_token', refresh_token: 'x' },
  '/oidc/introspect': { token: 'x' },
  '/oidc/revoke': { token: 'x' },
  '/oidc/par': { response_type: 'code' },
  '/oidc/device': { scope: 'openid' },
};

for (const [path, fields] of Object.entries(authenticating)) {
  test(`[O21, protocol 24] a secret is accepted only in the way that the file names, in the header or in the form: ${path}`, async (t) => {
    const id = path === '/oidc/device' ? 'totem' : 'por-post';
    const inForm = (client_id: string) => post(app, path, { ...fields, client_id, client_secret: SECRET });
    const inHeader = (client_id: string) => post(app, path, fields, basic(client_id));
    t.not((await inForm(id)).body.error, 'invalid_client');
    t.not((await inHeader('capacita')).body.error, 'invalid_client');
    for (const { status, body } of [await inHeader(id), await inForm('capacita')])
      t.deepEqual([status, body.error], [401, 'invalid_client']);
  });
}

test('a client receives of a refusal only that it is refused', async (t) => {
  const fields = { grant_type: 'refresh_token', refresh_token: 'x' };
  const unknown = await post(app, '/oidc/token', fields, basic('desconocida'));
  const wrong = await post(app, '/oidc/token', fields, basic('capacita', 'wrong'));
  // Each answer has a reference of its own, under which the operator reads the reason.
  t.not(unknown.body.reference, wrong.body.reference);
  t.deepEqual({ ...unknown.body, reference: '' }, { ...wrong.body, reference: '' });
  t.is(unknown.status, wrong.status);
});

test('[protocol 88] a client with private_key_jwt signs in', async (t) => {
  const client = await openClient(app, 'con-llave', oidc.PrivateKeyJwt({ key: own.privateKey, kid: 'uno' }));
  t.truthy((await signIn(client)).tokens.access_token);
});

const claims = (audience: string) => ({
  iss: 'con-llave',
  sub: 'con-llave',
  aud: audience,
  jti: randomUUID(),
  iat: Math.floor(Date.now() / 1000),
  exp: Math.floor(Date.now() / 1000) + 60,
});

const signed = (
  payload: object,
  key: typeof own.privateKey | Uint8Array = own.privateKey,
  alg = 'ES256',
): Promise<string> => new SignJWT({ ...payload }).setProtectedHeader({ alg, kid: 'uno' }).sign(key);

async function askWith(client_assertion: string) {
  return post(app, '/oidc/token', {
    ...(await freshCode('con-llave')),
    client_id: 'con-llave',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });
}

test('[security 32, protocol 24] an assertion without a signature, with HS256 under the public key or with a foreign key is refused', async (t) => {
  const publicKey = new TextEncoder().encode(JSON.stringify(jwk));
  const forged = [
    new UnsecuredJWT(claims(app.issuer)).encode(),
    await signed(claims(app.issuer), publicKey, 'HS256'),
    await signed(claims(app.issuer), new TextEncoder().encode(SECRET), 'HS256'),
    await signed(claims(app.issuer), foreign.privateKey),
  ];
  for (const assertion of forged) {
    const { status, body } = await askWith(assertion);
    t.deepEqual([status, body.error], [401, 'invalid_client']);
  }
});

test('[protocol 24] 32 an assertion for another audience, of another client or outside of its validity is refused', async (t) => {
  const now = Math.floor(Date.now() / 1000);
  const wrong = [
    claims('https://otra.example'),
    { ...claims(app.issuer), sub: 'capacita' },
    { ...claims(app.issuer), iss: 'capacita' },
    { ...claims(app.issuer), exp: now - 60 },
    { ...claims(app.issuer), nbf: now + 600 },
    { ...claims(app.issuer), jti: undefined },
    { ...claims(app.issuer), exp: undefined },
  ];
  for (const payload of wrong) {
    const { body } = await askWith(await signed(payload));
    t.true(['invalid_client', 'invalid_request'].includes(String(body.error)), JSON.stringify(payload));
    t.false('access_token' in body);
  }
});

test('[protocol 24] an assertion is accepted once', async (t) => {
  const assertion = await signed(claims(app.issuer));
  t.is((await askWith(assertion)).status, 200);
  const { status, body } = await askWith(assertion);
  t.deepEqual([status, body.error], [401, 'invalid_client']);
});
