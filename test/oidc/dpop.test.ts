import test from 'ava';
import { SignJWT } from 'jose';
import * as oidc from 'openid-client';
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
  redirectUriOf,
  rosa,
} from '../helpers/client-app.ts';
import { ownKeyPair } from '../helpers/key-pair.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('firme', { dpop_bound_access_tokens: true })],
  });
});

test.after.always(() => app?.stop());

const proofKeys = () => oidc.randomDPoPKeyPair('ES256', { extractable: true });

/** A sign-in whose tokens are bound to a key of the client's own (RFC 9449). */
async function boundSignIn(id: string) {
  const client = await openClient(app, id);
  const DPoP = oidc.getDPoPHandle(client.config, await proofKeys());
  const { checks, to } = await beginSignIn(client, { scope: 'openid profile' });
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const checked = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier };
  return {
    client,
    DPoP,
    tokens: await oidc.authorizationCodeGrant(client.config, answer, checked, undefined, { DPoP }),
  };
}

const userinfo = (authorization: string, headers: Record<string, string> = {}) =>
  fetch(`${app.issuer}/oidc/userinfo`, { headers: { authorization, ...headers } });

test('[protocol 102] a token that is bound to a key is usable only with a proof by that key (RFC 9449)', async (t) => {
  const { client, DPoP, tokens } = await boundSignIn('capacita');
  t.is(tokens.token_type, 'dpop');
  const info = await oidc.fetchUserInfo(client.config, tokens.access_token, tokens.claims()?.sub ?? '', { DPoP });
  t.is(info.name, 'Rosa Elena Soto Díaz');
  t.is((await userinfo(`Bearer ${tokens.access_token}`)).status, 401);
  t.is((await userinfo(`DPoP ${tokens.access_token}`)).status, 400);
  const stolen = oidc.getDPoPHandle(client.config, await proofKeys());
  await t.throwsAsync(oidc.fetchUserInfo(client.config, tokens.access_token, oidc.skipSubjectCheck, { DPoP: stolen }));
});

test('[protocol 104] a client whose file asks for bound tokens gets no others', async (t) => {
  const client = await openClient(app, 'firme');
  const { checks, to } = await beginSignIn(client);
  const answer = answerOf(await goThrough(openBrowser(), to, rosa));
  const fields = {
    grant_type: 'authorization_code',
    code: answer.searchParams.get('code') ?? '',
    redirect_uri: redirectUriOf('firme'),
    code_verifier: checks.verifier,
  };
  const { status, body } = await post(app, '/oidc/token', fields, basic('firme'));
  t.is(status, 400);
  t.is(body.error, 'invalid_grant');
  const { tokens } = await boundSignIn('firme');
  t.is(tokens.token_type, 'dpop');
});

test('[security 29, protocol 103] a proof is accepted once', async (t) => {
  const { key, jwks } = await ownKeyPair();
  const { kid: _, alg: __, use: ___, ...jwk } = jwks.keys[0] as Record<string, unknown>;
  const proof = await new SignJWT({ htm: 'POST', htu: `${app.issuer}/oidc/par`, jti: 'once-and-no-more' })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: jwk as never })
    .setIssuedAt()
    .sign(key);
  const { all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  const push = () => post(app, '/oidc/par', all, { ...basic('capacita'), dpop: proof });
  const answers = await Promise.all([push(), push(), push(), push()]);
  const statuses = answers.map(({ status }) => status);
  t.deepEqual(statuses.sort(), [201, 400, 400, 400], JSON.stringify(answers));
});
