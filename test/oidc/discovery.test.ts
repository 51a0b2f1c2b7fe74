import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor, getAs, post } from '../helpers/client-app.ts';

let app: TestApp;
let told: Record<string, unknown>;

const read = async (path: string): Promise<Record<string, unknown>> => (await fetch(app.issuer + path)).json() as never;

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')], seed: false });
  told = await read('/.well-known/openid-configuration');
});

test.after.always(() => app?.stop());

test('discovery tells the issuer, and every endpoint lies under it', (t) => {
  t.is(told.issuer, app.issuer);
  const addresses = Object.entries(told).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
  t.true(addresses.length >= 8);
  for (const [name, address] of addresses) t.true(String(address).startsWith(`${app.issuer}/oidc/`), name);
});

test('32 discovery offers the code flow with S256 and nothing older', (t) => {
  t.deepEqual(told.response_types_supported, ['code']);
  t.deepEqual(told.grant_types_supported, [
    'authorization_code',
    'refresh_token',
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:device_code',
  ]);
  t.deepEqual(told.code_challenge_methods_supported, ['S256']);
  t.deepEqual(told.id_token_signing_alg_values_supported, ['ES256', 'RS256']);
  t.false(
    JSON.stringify(told)
      .match(/"(HS\d+|none)"/)?.[1]
      ?.startsWith('HS') ?? false,
  );
});

test('33 discovery offers pairwise subjects only', (t) => {
  t.deepEqual(told.subject_types_supported, ['pairwise']);
});

test('discovery announces the issuer in the answer, PAR and back-channel logout', (t) => {
  t.true(told.authorization_response_iss_parameter_supported);
  t.is(told.pushed_authorization_request_endpoint, `${app.issuer}/oidc/par`);
  t.true(told.backchannel_logout_supported);
  t.true(told.backchannel_logout_session_supported);
  t.deepEqual(told.ui_locales_supported, ['es-CL']);
});

test('[O1] discovery lists the levels that can be reached now, and no other', (t) => {
  t.deepEqual(told.acr_values_supported, ['urn:sence:clave']);
});

test('discovery names every scope and claim of the house', (t) => {
  const scopes = ['openid', 'offline_access', 'profile', 'email', 'phone', 'address', 'run', 'empresa'];
  t.deepEqual([...(told.scopes_supported as string[])].sort(), scopes.sort());
  const claims = told.claims_supported as string[];
  for (const name of ['sub', 'acr', 'amr', 'auth_time', 'rut', 'RolUnico', 'identidad', 'tipo_persona'])
    t.true(claims.includes(name), name);
});

test('39 there is no dynamic registration, and a request by address is refused', async (t) => {
  t.is(told.registration_endpoint, undefined);
  t.not(told.request_uri_parameter_supported, true);
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

test('the published keys are one ES256 and one RS256 for signing, without any private member', async (t) => {
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

test('a foreign Host is answered 421', async (t) => {
  for (const path of ['/.well-known/openid-configuration', '/oidc/authorize', '/oidc/jwks', '/']) {
    t.is((await getAs(app.issuer + path, { host: 'clave.example' })).status, 421, path);
  }
});

test('X-Forwarded-Host and X-Forwarded-Proto change no address', async (t) => {
  const forwarded = {
    'x-forwarded-host': 'clave.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=clave.example',
  };
  const { text } = await getAs(`${app.issuer}/.well-known/openid-configuration`, forwarded);
  t.deepEqual(JSON.parse(text), told);
});
