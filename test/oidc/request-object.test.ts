import test from 'ava';
import { createRemoteJWKSet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  authorizationRequest,
  clientFileFor,
  goThrough,
  openClient,
  redeem,
  redirectUriOf,
  rosa,
} from '../helpers/client-app.ts';
import { ownKeyPair } from '../helpers/key-pair.ts';

let app: TestApp;
let pair: Awaited<ReturnType<typeof ownKeyPair>>;

test.before(async () => {
  pair = await ownKeyPair();
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('firmante', {
        jwks: pair.jwks,
        require_signed_request_object: true,
        request_object_signing_alg: 'ES256',
      }),
      clientFileFor('capacita', { userinfo_signed_response_alg: 'ES256' }),
    ],
  });
});

test.after.always(() => app?.stop());

type Claims = Record<string, unknown>;

/** A request whose parameters are in a JWT that the client signed (RFC 9101). */
async function signed(claims: Claims = {}, key = pair.key, life = 60) {
  const { checks, all } = await authorizationRequest('firmante', { response_type: 'code' });
  const jwt = new SignJWT({ ...all, client_id: 'firmante', iss: 'firmante', aud: app.issuer, ...claims });
  const request = await jwt
    .setProtectedHeader({ alg: 'ES256', kid: pair.kid })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + life)
    .sign(key);
  return { checks, request };
}

const addressOf = (request: string, more: Record<string, string> = {}): URL =>
  new URL(`${app.issuer}/oidc/authorize?${new URLSearchParams({ client_id: 'firmante', request, ...more })}`);

test('[protocol 22] a request that the client signed is accepted, and parameters outside of it are ignored', async (t) => {
  const { checks, request } = await signed({ scope: 'openid profile' });
  const to = addressOf(request, { scope: 'openid email run', state: 'of-an-attacker' });
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  t.is(answer.searchParams.get('state'), checks.state);
  const tokens = await redeem(await openClient(app, 'firmante'), answer, checks);
  t.is(tokens.scope, 'openid profile');
});

for (const [what, make] of [
  ['signed by another key', async () => (await signed({}, (await ownKeyPair()).key)).request],
  ['not signed', async () => new UnsecuredJWT({ client_id: 'firmante', iss: 'firmante' }).encode()],
  ['of another platform', async () => (await signed({ client_id: 'capacita' })).request],
  ['meant for another audience', async () => (await signed({ aud: 'https://otro.example' })).request],
  ['expired', async () => (await signed({}, pair.key, -60)).request],
] as const) {
  test(`[security 32, protocol 22] a request that is ${what} is refused on a page of the server`, async (t) => {
    const visit = await openBrowser().get(addressOf(await make()).href);
    t.is(visit.status, 400);
    t.is(visit.headers.get('location'), null);
    t.regex(visit.text, /La plataforma envió un pedido que no podemos atender/);
  });
}

test('[protocol 22] a client that signs its requests is refused without a signature', async (t) => {
  const { all } = await authorizationRequest('firmante', { client_id: 'firmante', response_type: 'code' });
  const visit = await openBrowser().get(`${app.issuer}/oidc/authorize?${new URLSearchParams(all)}`);
  const answer = answerOf(visit);
  t.is(answer.origin + answer.pathname, redirectUriOf('firmante'));
  t.is(answer.searchParams.get('error'), 'invalid_request');
});

test('[protocol 18] userinfo is signed for a client that requests it (OpenID Connect Core 5.3.2)', async (t) => {
  const client = await openClient(app, 'capacita');
  const { all, checks } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  const to = new URL(`${app.issuer}/oidc/authorize?${new URLSearchParams(all)}`);
  const tokens = await redeem(client, answerOf(await goThrough(openBrowser(), to, rosa)), checks);
  const response = await fetch(`${app.issuer}/oidc/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  t.regex(response.headers.get('content-type') ?? '', /^application\/jwt/);
  const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
  const { payload } = await jwtVerify(await response.text(), keys, { issuer: app.issuer, audience: 'capacita' });
  t.is(payload.sub, tokens.claims()?.sub);
});
