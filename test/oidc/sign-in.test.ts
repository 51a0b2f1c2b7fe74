import test from 'ava';
import { decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  redeem,
  redirectUriOf,
  rosa,
  SECRET,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('hablador', { claims_in_id_token: true }),
      clientFileFor('antiguo', { id_token_signed_response_alg: 'RS256' }),
      clientFileFor('publico', { token_endpoint_auth_method: 'none', client_secret: undefined }),
      clientFileFor('por-post', { token_endpoint_auth_method: 'client_secret_post' }),
      clientFileFor('solo-par', { require_pushed_authorization_requests: true }),
    ],
  });
});

test.after.always(() => app?.stop());

const ALL = 'openid profile email phone address run';

const rosasClaims = {
  name: 'Rosa Elena Soto Díaz',
  given_name: 'Rosa Elena',
  family_name: 'Soto Díaz',
  apellido_paterno: 'Soto',
  apellido_materno: 'Díaz',
  tipo_persona: 'natural',
  email: 'rosa@correo.example',
  email_verified: true,
  phone_number: '+56940000001',
  phone_number_verified: true,
  address: {
    street_address: 'Pasaje Los Aromos 123',
    locality: 'Santiago',
    region: 'Región Metropolitana de Santiago',
    country: 'CL',
  },
  rut: '44000001-0',
  RolUnico: { numero: 44000001, DV: '0', tipo: 'RUN' },
  identidad: 'documento',
};

const claimsOf: Readonly<Record<string, readonly (keyof typeof rosasClaims)[]>> = {
  profile: ['name', 'given_name', 'family_name', 'apellido_paterno', 'apellido_materno', 'tipo_persona'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  run: ['rut', 'RolUnico', 'identidad', 'tipo_persona'],
};

const protocolClaims = ['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub'];

test('[protocol 1] a person signs in with code, PKCE, state and nonce, and the ID token has exactly the required claims', async (t) => {
  const client = await openClient(app, 'capacita');
  const before = Math.floor(Date.now() / 1000);
  const { tokens, checks } = await signIn(client, { params: { scope: ALL } });
  const claims = tokens.claims();
  t.is(claims?.iss, app.issuer);
  t.is(claims?.aud, 'capacita');
  t.is(claims?.nonce, checks.nonce);
  t.is(claims?.acr, 'urn:sence:clave');
  t.deepEqual(claims?.amr, ['pwd']);
  t.true((claims?.auth_time ?? 0) >= before && (claims?.auth_time ?? 0) <= Math.floor(Date.now() / 1000));
  t.is((claims?.exp ?? 0) - (claims?.iat ?? 0), 600);
  t.deepEqual(
    Object.keys(claims ?? {}).filter((name) => !protocolClaims.includes(name)),
    [],
  );
  t.is(tokens.expires_in, 600);
  t.is(tokens.token_type, 'bearer');
});

test('[protocol 85, protocol 105] the answer carries code, state and the issuer, and nothing else (RFC 9207)', async (t) => {
  const client = await openClient(app, 'capacita');
  const { answer, checks } = await signIn(client);
  t.is(answer.origin + answer.pathname, redirectUriOf('capacita'));
  t.is(answer.searchParams.get('iss'), app.issuer);
  t.is(answer.searchParams.get('state'), checks.state);
  t.deepEqual([...answer.searchParams.keys()].sort(), ['code', 'iss', 'state']);
});

test('[protocol 19] userinfo returns all claims of all scopes of a person whose card was checked', async (t) => {
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client, { params: { scope: ALL } });
  const { sub, ...info } = await userInfo(client, tokens);
  t.deepEqual(info as unknown, rosasClaims);
  t.is(tokens.claims()?.sub, sub);
});

test('[security 33, protocol 19] userinfo returns exactly the claims of each scope; the RUT comes only with run', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  for (const [scope, names] of Object.entries<readonly string[]>({ '': [], ...claimsOf })) {
    const { tokens } = await signIn(client, { browser, params: { scope: `openid ${scope}`.trim() } });
    const info = await userInfo(client, tokens);
    t.deepEqual(Object.keys(info).sort(), ['sub', ...names].sort(), scope);
    t.is(JSON.stringify(info).includes('44000001'), scope === 'run');
  }
});

test('the ID token of a client with claims_in_id_token repeats what userinfo returns', async (t) => {
  const client = await openClient(app, 'hablador');
  const { tokens } = await signIn(client, { params: { scope: ALL } });
  const claims = tokens.claims();
  const own = Object.entries(claims ?? {}).filter(([name]) => !protocolClaims.includes(name));
  t.deepEqual(Object.fromEntries(own) as unknown, rosasClaims);
});

test('[protocol 25] ID tokens are signed with ES256, and with RS256 for the client whose file has it', async (t) => {
  const algorithmOf = async (id: string): Promise<string> => {
    const { tokens } = await signIn(await openClient(app, id));
    return decodeProtectedHeader(String(tokens.id_token)).alg ?? '';
  };
  t.is(await algorithmOf('capacita'), 'ES256');
  t.is(await algorithmOf('antiguo'), 'RS256');
});

test('a public client signs in with PKCE alone, and one with client_secret_post with its secret in the form', async (t) => {
  const open = await openClient(app, 'publico', oidc.None());
  t.truthy((await signIn(open)).tokens.access_token);
  const posting = await openClient(app, 'por-post', oidc.ClientSecretPost(SECRET));
  t.truthy((await signIn(posting)).tokens.access_token);
});

test('[protocol 12] a second client of the same session is answered without asking for the key again', async (t) => {
  const { browser, tokens } = await signIn(await openClient(app, 'capacita'));
  const other = await openClient(app, 'antiguo');
  const { checks, to } = await beginSignIn(other, { prompt: 'none' });
  const second = await redeem(other, answerOf(await browser.follow(await browser.get(to.href), app.issuer)), checks);
  t.is(second.claims()?.auth_time, tokens.claims()?.auth_time);
});

test('[protocol 8] prompt=login and a max_age that has passed ask for the key although there is a session', async (t) => {
  const client = await openClient(app, 'capacita');
  const { browser } = await signIn(client);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  for (const params of [{ prompt: 'login' }, { max_age: '0' }, { max_age: '1' }]) {
    const { to } = await beginSignIn(client, params);
    const page = await browser.follow(await browser.get(to.href), app.issuer);
    t.true(asksForKey(page), JSON.stringify(params));
  }
});

test('[protocol 105] the cancel button of the login page returns access_denied with state and iss', async (t) => {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  t.true(asksForKey(page));
  const answer = answerOf(await browser.follow(await browser.send(page, { accion: 'cancelar' }), app.issuer));
  t.is(answer.origin + answer.pathname, redirectUriOf('capacita'));
  t.is(answer.searchParams.get('error'), 'access_denied');
  t.is(answer.searchParams.get('state'), checks.state);
  t.is(answer.searchParams.get('iss'), app.issuer);
});

test('[protocol 98] a pushed request signs in, once, and only at the client that pushed it', async (t) => {
  const client = await openClient(app, 'capacita');
  const { checks, all } = await authorizationRequest('capacita', { scope: ALL });
  const to = await oidc.buildAuthorizationUrlWithPAR(client.config, all);
  t.deepEqual([...to.searchParams.keys()].sort(), ['client_id', 'request_uri']);
  const stolen = new URL(to);
  stolen.searchParams.set('client_id', 'antiguo');
  const refused = await openBrowser().get(stolen.href);
  t.deepEqual([refused.status, refused.headers.get('location')], [400, null]);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  t.is((await userInfo(client, await redeem(client, answer, checks))).rut, '44000001-0');
  const again = await openBrowser().get(to.href);
  t.deepEqual([again.status, again.headers.get('location')], [400, null]);
});

test('[protocol 99] a client that must push its requests is refused without', async (t) => {
  const client = await openClient(app, 'solo-par');
  const { to } = await beginSignIn(client);
  const answer = answerOf(await openBrowser().get(to.href));
  t.is(answer.searchParams.get('error'), 'invalid_request');
  const { checks, all } = await authorizationRequest('solo-par');
  const pushed = await oidc.buildAuthorizationUrlWithPAR(client.config, all);
  const back = answerOf(await goThrough(openBrowser(), pushed, rosa));
  t.truthy((await redeem(client, back, checks)).access_token);
});
