import test from 'ava';
import { createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { basic, clientFileFor, openClient, post, signIn } from '../helpers/client-app.ts';

const API = 'https://certificados.example/api';
const scopes = ['certificados:leer'];
const noPerson = { grant_types: ['client_credentials'], redirect_uris: [], post_logout_redirect_uris: [], scope: '' };
const resources = [{ identifier: API, scopes }];

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('certificados', { resource_server: { identifier: API, scopes } }),
      clientFileFor('robot', { ...noPerson, resources }),
      clientFileFor('capacita', { resources }),
      clientFileFor('ajena'),
    ],
  });
});

test.after.always(() => app?.stop());

const introspect = (id: string, token: string) => post(app, '/oidc/introspect', { token }, basic(id));
const inactive = { status: 200, body: { active: false } };

/** A JWT for the API, of a machine or (with `person`) of a person who signed in. */
async function machineToken(): Promise<string> {
  const { config } = await openClient(app, 'robot');
  return (await oidc.clientCredentialsGrant(config, { resource: API, scope: 'certificados:leer' })).access_token;
}

async function personToken() {
  const client = await openClient(app, 'capacita');
  const params = { resource: API, scope: `openid ${scopes.join(' ')}` };
  const signed = await signIn(client, { params });
  const refreshToken = signed.tokens.refresh_token ?? '';
  const { access_token: token } = await oidc.refreshTokenGrant(client.config, refreshToken, { resource: API });
  return { token, signed };
}

test('[O16, protocol 92] any JWT that is no access token of ours is answered with inactive, never with an error (RFC 7662, 2.2)', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const { kid } = await keyOf(await machineToken());
  const header = { alg: 'ES256', typ: 'at+jwt', kid };
  const claims = decodeJwt(await machineToken());
  const forged = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  const selfMade = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(publicKey) })
    .sign(privateKey);
  const none = `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(claims)}.`;
  for (const token of [tokens.id_token ?? '', forged, selfMade, none, `${encoded({ alg: 'ES256' })}.x.y`, 'a.b.c'])
    for (const id of ['capacita', 'robot', 'certificados']) t.deepEqual(await introspect(id, token), inactive, token);
});

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const keyOf = async (token: string): Promise<{ kid: string }> =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

test('[O16, protocol 92] a JWT of a machine is active for its own client and for the API in its aud, and for no other client', async (t) => {
  const token = await machineToken();
  const said = {
    active: true,
    client_id: 'robot',
    sub: 'robot',
    aud: API,
    scope: 'certificados:leer',
    iss: app.issuer,
  };
  t.like((await introspect('robot', token)).body, said);
  t.like((await introspect('certificados', token)).body, { ...said, token_type: 'Bearer' });
  t.deepEqual(await introspect('ajena', token), inactive);
  const [head = '', claims = '', mark = ''] = token.split('.');
  const other = encoded({ ...decodeJwt(token), scope: 'certificados:emitir' });
  t.deepEqual(await introspect('robot', `${head}.${other}.${mark}`), inactive);
  t.deepEqual(await introspect('robot', `${head}.${claims}.${mark.slice(0, -4)}AAAA`), inactive);
  t.deepEqual(await introspect('robot', `${token}.`), inactive);
});

test("[O16, protocol 92] a person's JWT is active while the sign-in behind it lasts, and has the client's own sub", async (t) => {
  const { token, signed } = await personToken();
  const { sub } = decodeJwt(token);
  t.is(sub, signed.tokens.claims()?.sub);
  t.like((await introspect('certificados', token)).body, { active: true, sub, client_id: 'capacita' });
  await post(app, '/oidc/revoke', { token: signed.tokens.refresh_token ?? '' }, basic('capacita'));
  t.deepEqual(await introspect('certificados', token), inactive);
  t.deepEqual(await introspect('capacita', token), inactive);
});

test.serial('[O16] a JWT that has expired is not active', async (t) => {
  const token = await machineToken();
  app.advance(700_000);
  t.deepEqual(await introspect('robot', token), inactive);
  app.advance(-700_000);
});

test('[O16] an API may have that answer signed as well (RFC 9701), and otherwise every answer is JSON', async (t) => {
  const ask = async (token: string) => {
    const answer = await fetch(`${app.issuer}/oidc/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      headers: { ...basic('certificados'), accept: 'application/token-introspection+jwt' },
    });
    t.regex(answer.headers.get('content-type') ?? '', /^application\/token-introspection\+jwt/);
    const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
    return (await jwtVerify(await answer.text(), keys, { issuer: app.issuer })).payload.token_introspection;
  };
  t.like(await ask(await machineToken()), { active: true, client_id: 'robot' });
  t.deepEqual(await ask('a.b.c'), { active: false });
});
