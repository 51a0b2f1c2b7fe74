import test from 'ava';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import {
  basic,
  clientFileFor,
  openClient,
  post,
  refusalOf,
  SECRET,
  signIn,
  userInfoStatus,
} from '../helpers/client-app.ts';

const API = 'https://certificados.example/api';
const OTHER = 'https://cursos.example/api';
const STORE = 'https://bodega.example/api';
const scopes = ['certificados:leer', 'certificados:emitir'];
const noPerson = { grant_types: ['client_credentials'], redirect_uris: [], post_logout_redirect_uris: [], scope: '' };

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('certificados', { resource_server: { identifier: API, scopes } }),
      clientFileFor('cursos', {
        resource_server: { identifier: OTHER, scopes: ['cursos:leer'], access_token_format: 'opaque' },
      }),
      clientFileFor('robot', {
        ...noPerson,
        resources: [
          { identifier: API, scopes: ['certificados:leer'] },
          { identifier: OTHER, scopes: ['cursos:leer'] },
          { identifier: STORE, scopes: ['bodega:leer'] },
        ],
      }),
      clientFileFor('capacita', { resources: [{ identifier: API, scopes }] }),
      clientFileFor('ajena'),
      clientFileFor('cosechadora', {
        ...noPerson,
        resources: [{ identifier: OTHER, scopes: ['cursos:leer'] }],
      }),
      // An API alone: it signs no user in, calls nothing, and introspects.
      {
        client_id: 'bodega',
        client_name: 'Bodega de certificados',
        client_secret: SECRET,
        legal_basis: 'An API that only the tests know',
        contacts: ['soporte@bodega.example'],
        resource_server: { identifier: STORE, scopes: ['bodega:leer'], access_token_format: 'opaque' },
      },
    ],
  });
});

test.after.always(() => app?.stop());

const robot = () => openClient(app, 'robot');
const askFor = async (params: Record<string, string>) => oidc.clientCredentialsGrant((await robot()).config, params);
const introspect = (id: string, token: string, headers: Record<string, string> = {}) =>
  post(app, '/oidc/introspect', { token }, { ...basic(id), ...headers });
const keys = () => createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));

test('[protocol 107] a machine gets a JWT for one API, with exactly what its file opens (RFC 9068, RFC 8707)', async (t) => {
  const { access_token: token, scope, token_type } = await askFor({ resource: API, scope: 'certificados:leer algo' });
  t.is(token_type, 'bearer');
  t.is(scope, 'certificados:leer');
  const { payload } = await jwtVerify(token, keys(), { issuer: app.issuer, audience: API, typ: 'at+jwt' });
  t.is(payload.sub, 'robot');
  t.is(payload.client_id, 'robot');
  t.is(payload.scope, 'certificados:leer');
  t.is(typeof payload.jti, 'string');
  t.is((payload.exp ?? 0) - (payload.iat ?? 0), 600);
  t.is(decodeProtectedHeader(token).alg, 'ES256');
});

test('[protocol 82, protocol 109] an API that the file does not open, or that is not declared, is invalid_target', async (t) => {
  t.is(await refusalOf(askFor({ resource: 'https://nadie.example/' })), 'invalid_target');
  const { config } = await openClient(app, 'capacita');
  t.is(await refusalOf(oidc.clientCredentialsGrant(config, { resource: OTHER })), 'unauthorized_client');
  const asked = signIn(await openClient(app, 'ajena'), { params: { resource: API, scope: 'openid' } });
  t.is(await refusalOf(asked), 'invalid_target');
});

test('[security 33, protocol 82] a token for an API is not accepted at userinfo, and one for userinfo not at the API', async (t) => {
  const { access_token: forApi } = await askFor({ resource: API });
  t.is(await userInfoStatus(app, forApi), 401);
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  t.is((await introspect('certificados', tokens.access_token)).body.active, false);
});

test("[security 33, protocol 108] a person's token for an API is a JWT with the client's own sub, and has no other data of the person", async (t) => {
  const client = await openClient(app, 'capacita');
  const scope = `openid profile ${scopes.join(' ')}`;
  const signed = await signIn(client, { params: { resource: API, scope } });
  const refreshed = await oidc.refreshTokenGrant(client.config, signed.tokens.refresh_token ?? '', { resource: API });
  const { payload } = await jwtVerify(refreshed.access_token, keys(), { audience: API, typ: 'at+jwt' });
  t.is(payload.sub, signed.tokens.claims()?.sub);
  t.is(payload.scope, scopes.join(' '));
  t.deepEqual(Object.keys(payload).sort(), ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
});

test('[protocol 89] the introspection of another client returns a token as not active; its own client and its API get that it is', async (t) => {
  const { access_token: token } = await askFor({ resource: OTHER, scope: 'cursos:leer' });
  const seen = async (id: string) => (await introspect(id, token)).body;
  t.deepEqual(await seen('ajena'), { active: false });
  t.deepEqual(await seen('certificados'), { active: false });
  t.like(await seen('cursos'), { active: true, client_id: 'robot', aud: OTHER, scope: 'cursos:leer' });
  t.like(await seen('robot'), { active: true });
  await post(app, '/oidc/revoke', { token }, basic('robot'));
  t.deepEqual(await seen('cursos'), { active: false });
});

test("[security 33, protocol 89] the introspection of another client returns nothing of a person's tokens, whichever it presents", async (t) => {
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  for (const token of [tokens.access_token, tokens.refresh_token ?? '']) {
    t.deepEqual((await introspect('ajena', token)).body, { active: false });
    t.deepEqual((await introspect('certificados', token)).body, { active: false });
    t.true((await introspect('capacita', token)).body.active);
  }
});

test('[protocol 95] an API may have the answer of introspection signed (RFC 9701)', async (t) => {
  const { access_token: token } = await askFor({ resource: OTHER, scope: 'cursos:leer' });
  const answer = await fetch(`${app.issuer}/oidc/introspect`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    headers: { ...basic('cursos'), accept: 'application/token-introspection+jwt' },
  });
  t.regex(answer.headers.get('content-type') ?? '', /^application\/token-introspection\+jwt/);
  const { payload } = await jwtVerify(await answer.text(), keys(), { issuer: app.issuer });
  t.like(payload.token_introspection, { active: true, client_id: 'robot', scope: 'cursos:leer' });
});

const machine = (id: string, params: Record<string, string>) =>
  post(app, '/oidc/token', { grant_type: 'client_credentials', ...params }, basic(id));

test('[O3, protocol 82] a machine that names no API gets a token for the only one of its file, and gets its scope in the answer', async (t) => {
  for (const params of [{}, { scope: 'cursos:leer' }, { scope: 'cursos:leer algo' }, { resource: OTHER }] as const) {
    const { status, body } = await machine('cosechadora', params);
    t.deepEqual([status, body.scope], [200, 'cursos:leer'], JSON.stringify(params));
    t.like((await introspect('cursos', String(body.access_token))).body, {
      active: true,
      aud: OTHER,
      scope: 'cursos:leer',
    });
  }
});

test('[O3, protocol 82] a machine that calls several APIs names one, or gets invalid_target', async (t) => {
  for (const params of [{}, { scope: 'cursos:leer' }]) {
    const { status, body } = await machine('robot', params);
    t.deepEqual([status, body.error], [400, 'invalid_target']);
  }
});

test('[O3] without scope the answer has what the file opens at that API (RFC 6749, 3.3 and 5.1)', async (t) => {
  const { body } = await machine('robot', { resource: API });
  t.is(body.scope, 'certificados:leer');
});

test('[O3, protocol 82] no token without a use is issued: nothing left of the scope is invalid_scope', async (t) => {
  for (const [id, params] of [
    ['robot', { resource: API, scope: 'cursos:leer' }],
    ['robot', { resource: API, scope: 'algo' }],
    ['robot', { resource: API, scope: 'cursos:leer algo' }],
    ['cosechadora', { scope: 'algo' }],
  ] as const) {
    const { status, body } = await machine(id, params);
    t.deepEqual([status, body.error], [400, 'invalid_scope'], JSON.stringify(params));
  }
  const { count } = await app.database.run<{ count: string }>((sql) =>
    sql('oidc_client_credentials').whereRaw("coalesce(payload ->> 'scope', '') = ''").count('* as count').first(),
  );
  t.is(count, '0');
});

test("[O3] a person's sign-in that names an API and none of its scopes returns an error to the client", async (t) => {
  const asked = signIn(await openClient(app, 'capacita'), { params: { resource: API, scope: 'openid profile' } });
  t.is(await refusalOf(asked), 'invalid_scope');
});

test('[O3] an API or a scope that cannot be granted spends no refresh token', async (t) => {
  const { config } = await openClient(app, 'capacita');
  const scope = `openid profile ${scopes.join(' ')}`;
  const { tokens } = await signIn(await openClient(app, 'capacita'), { params: { resource: API, scope } });
  const renew = (params: Record<string, string>) => oidc.refreshTokenGrant(config, tokens.refresh_token ?? '', params);
  t.is(await refusalOf(renew({ resource: OTHER })), 'invalid_target');
  t.is(await refusalOf(renew({ resource: API, scope: 'openid profile' })), 'invalid_scope');
  const { scope: got } = await renew({ resource: API, scope: 'openid certificados:leer' });
  t.is(got, 'certificados:leer', 'the same refresh token is still valid, and the narrower scope is returned');
});

test('[O21, protocol 89] an API alone introspects what is meant for it, and may use nothing else', async (t) => {
  const { access_token: token } = await askFor({ resource: STORE });
  t.like((await introspect('bodega', token)).body, {
    active: true,
    client_id: 'robot',
    aud: STORE,
    scope: 'bodega:leer',
  });
  const { access_token: other } = await askFor({ resource: OTHER });
  t.deepEqual((await introspect('bodega', other)).body, { active: false });
  t.is((await post(app, '/oidc/introspect', { token }, basic('bodega', `${SECRET}x`))).status, 401);
  const grants = ['client_credentials', 'authorization_code', 'refresh_token'];
  for (const grant_type of grants)
    t.is(
      (await post(app, '/oidc/token', { grant_type }, basic('bodega'))).body.error,
      'unauthorized_client',
      grant_type,
    );
  const request = { response_type: 'code', scope: 'openid', redirect_uri: 'https://bodega.example/vuelta' };
  t.is((await post(app, '/oidc/par', request, basic('bodega'))).status, 400);
  t.is((await post(app, '/oidc/device', { scope: 'openid' }, basic('bodega'))).status, 400);
  t.is((await post(app, '/oidc/revoke', { token }, basic('bodega'))).status, 200);
  t.like((await introspect('bodega', token)).body, { active: true }, 'it ends no token of others');
});

test('[protocol 110] a machine that does not authenticate gets nothing', async (t) => {
  const asked = await post(
    app,
    '/oidc/token',
    { grant_type: 'client_credentials', resource: API },
    basic('robot', `${SECRET}-`),
  );
  t.is(asked.status, 401);
  t.is(asked.body.error, 'invalid_client');
});
