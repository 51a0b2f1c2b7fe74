import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor, getAs, post } from '../helpers/client-app.ts';

let app: TestApp;
let metadata: Record<string, unknown>;

const read = async (path: string): Promise<Record<string, unknown>> => (await fetch(app.issuer + path)).json() as never;

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')], seed: false });
  metadata = await read('/.well-known/openid-configuration');
});

test.after.always(() => app?.stop());

test('[protocol 42] discovery has the issuer, and every endpoint lies under it', (t) => {
  t.is(metadata.issuer, app.issuer);
  const addresses = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
  t.true(addresses.length >= 8);
  for (const [name, address] of addresses) t.true(String(address).startsWith(`${app.issuer}/oidc/`), name);
});

test('[protocol 43] 32 discovery offers the code flow with S256 and no older flow', (t) => {
  t.deepEqual(metadata.response_types_supported, ['code']);
  t.deepEqual(metadata.grant_types_supported, [
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:device_code',
  ]);
  t.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
  t.deepEqual(metadata.id_token_signing_alg_values_supported, ['ES256', 'RS256']);
  t.false(
    JSON.stringify(metadata)
      .match(/"(HS\d+|none)"/)?.[1]
      ?.startsWith('HS') ?? false,
  );
});

test('[protocol 43] 33 discovery offers pairwise subjects only', (t) => {
  t.deepEqual(metadata.subject_types_supported, ['pairwise']);
});

test('[protocol 106] discovery announces the issuer in the answer, PAR and back-channel logout', (t) => {
  t.true(metadata.authorization_response_iss_parameter_supported);
  t.is(metadata.pushed_authorization_request_endpoint, `${app.issuer}/oidc/par`);
  t.true(metadata.backchannel_logout_supported);
  t.true(metadata.backchannel_logout_session_supported);
  t.deepEqual(metadata.ui_locales_supported, ['es-CL']);
});

test('[O1, protocol 43] discovery lists the levels that can be reached now, and no other', (t) => {
  t.deepEqual(metadata.acr_values_supported, ['urn:sence:clave', 'urn:sence:clave:2fa']);
});

test('[protocol 43] discovery names every scope and claim that is supported', (t) => {
  const scopes = ['openid', 'offline_access', 'profile', 'email', 'phone', 'address', 'run', 'empresa'];
  t.deepEqual([...(metadata.scopes_supported as string[])].sort(), scopes.sort());
  const claims = metadata.claims_supported as string[];
  for (const name of ['sub', 'acr', 'amr', 'auth_time', 'rut', 'RolUnico', 'identidad', 'tipo_persona'])
    t.true(claims.includes(name), name);
});

test('[security 39] there is no dynamic registration, and a request by request_uri of a client is refused', async (t) => {
  t.is(metadata.registration_endpoint, undefined);
  t.not(metadata.request_uri_parameter_supported, true);
  t.is((await post(app, '/oidc/reg', {})).status, 404);
  const asked = new URLSearchParams({
    client_id: 'capacita',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://capacita.example/vuelta',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    request_uri: `${app.issuer}/live`,
  });
  const { location } = await getAs(`${app.issuer}/oidc/authorize?${asked}`, {});
  t.is(new URL(String(location)).searchParams.get('error'), 'request_uri_not_supported');
});

test('[protocol 44] the published keys are one ES256 and one RS256 for signing, without any private member', async (t) => {
  const { keys } = (await read('/oidc/jwks')) as { keys: Record<string, unknown>[] };
  t.deepEqual(
    keys.map(({ alg }) => alg),
    ['ES256', 'RS256'],
  );
  for (const key of keys) {
    t.is(key.use, 'sig');
    t.truthy(key.kid);
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']) t.false(name in key, name);
  }
});

test('[protocol 45] a foreign Host is answered 421', async (t) => {
  for (const path of ['/.well-known/openid-configuration', '/oidc/authorize', '/oidc/jwks', '/']) {
    t.is((await getAs(app.issuer + path, { host: 'clave.example' })).status, 421, path);
  }
});

test('[protocol 45] X-Forwarded-Host and X-Forwarded-Proto change no address', async (t) => {
  const forwarded = {
    'x-forwarded-host': 'clave.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=clave.example',
  };
  const { text } = await getAs(`${app.issuer}/.well-known/openid-configuration`, forwarded);
  t.deepEqual(JSON.parse(text), metadata);
});
