import test from 'ava';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  clientFileFor,
  goThrough,
  post,
  rosa,
  SECRET,
} from '../helpers/client-app.ts';

const ORIGIN = 'https://nube.example';
const REDIRECT = `${ORIGIN}/apps/user_oidc/code`;

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('nube', {
        redirect_uris: [REDIRECT],
        post_logout_redirect_uris: [`${ORIGIN}/`],
        // It sends the secret in the form wherever discovery lists that method at all.
        token_endpoint_auth_method: 'client_secret_post',
        scope: 'openid profile email',
        claims_in_id_token: true,
      }),
      clientFileFor('nube-sin-correo', {
        redirect_uris: [REDIRECT],
        token_endpoint_auth_method: 'client_secret_post',
        scope: 'openid profile',
        claims_in_id_token: true,
      }),
    ],
  });
});

test.after.always(() => app?.stop());

/**
 * The claims that the app `user_oidc` requests of every provider, in any configuration: four, two of which are unknown
 * here.
 */
const always = { email: null, name: null, quota: null, groups: null };

interface Entered {
  readonly browser: Browser;
  readonly tokens: Record<string, unknown>;
  readonly nonce: string;
  readonly userinfo: Record<string, unknown>;
}

/** The request of Nextcloud's `user_oidc`, parameter by parameter: it is PHP, so its request is sent from here. */
async function request(id: string, scope: string) {
  const claims = JSON.stringify({ id_token: always, userinfo: always });
  const { checks, all } = await authorizationRequest(id, { scope, claims, redirect_uri: REDIRECT });
  const asked = new URLSearchParams({ ...all, client_id: id, response_type: 'code' });
  return { checks, to: new URL(`${app.issuer}/oidc/authorize?${asked}`) };
}

async function enter(id: string, scope: string): Promise<Entered> {
  const browser = openBrowser();
  const { checks, to } = await request(id, scope);
  const answer = answerOf(await goThrough(browser, to, rosa));
  const tokens = await tokensBy(id, {
    grant_type: 'authorization_code',
    code: answer.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT,
    code_verifier: checks.verifier,
  });
  return { browser, tokens, nonce: checks.nonce, userinfo: await userInfoOf(tokens) };
}

async function tokensBy(id: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const secret = { client_id: id, client_secret: SECRET };
  const { status, body } = await post(app, '/oidc/token', { ...fields, ...secret });
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

async function userInfoOf({ access_token: token }: Record<string, unknown>): Promise<Record<string, unknown>> {
  const answer = await fetch(`${app.issuer}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as Record<string, unknown>;
}

const verified = async (id: string, token: unknown) => {
  const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
  return (await jwtVerify(String(token), keys, { issuer: app.issuer, audience: id })).payload;
};

test('[protocol 29] a request like that of Nextcloud, with unknown claims, signs a person in', async (t) => {
  const { tokens, nonce, userinfo } = await enter('nube', 'openid email profile');
  const claims = await verified('nube', tokens.id_token);
  t.is(claims.nonce, nonce);
  t.is(claims.name, 'Rosa Elena Soto Díaz');
  t.is(claims.email, 'rosa@correo.example');
  t.is(userinfo.sub, claims.sub);
  t.is(userinfo.email, 'rosa@correo.example');
  t.false('quota' in userinfo || 'groups' in claims);
});

test('a request like that of Nextcloud for more than its file opens signs a person in with less', async (t) => {
  const { tokens, userinfo } = await enter('nube-sin-correo', 'openid profile');
  const claims = await verified('nube-sin-correo', tokens.id_token);
  t.is(userinfo.name, 'Rosa Elena Soto Díaz');
  t.false('email' in userinfo || 'email' in claims);
});

test('Nextcloud renews with the stored token of the sign-in', async (t) => {
  const { tokens } = await enter('nube', 'openid email profile');
  const fields = { grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token) };
  const renewed = await tokensBy('nube', fields);
  t.not(renewed.access_token, tokens.access_token);
  t.is((await userInfoOf(renewed)).email, 'rosa@correo.example');
});

test('[protocol 56] Nextcloud logs out without a hint, by an address that it does not encode, and comes back', async (t) => {
  const { browser } = await enter('nube', 'openid email profile');
  const to = `${app.issuer}/oidc/logout?post_logout_redirect_uri=${ORIGIN}/&client_id=nube`;
  const asked = await browser.follow(await browser.get(to), app.issuer);
  const page = await browser.follow(await browser.send(asked, { logout: 'yes' }), app.issuer);
  t.is(answerOf(page).href, `${ORIGIN}/`);
  const again = await request('nube', 'openid email profile');
  t.true(asksForKey(await browser.follow(await browser.get(again.to.href), app.issuer)));
});
