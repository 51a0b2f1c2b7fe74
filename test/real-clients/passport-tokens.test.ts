import test from 'ava';
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy, { type Profile, type VerifyCallback } from 'passport-openidconnect';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { answerOf, clientFileFor, goThrough, rosa, SECRET, userInfoStatus } from '../helpers/client-app.ts';
import { openSite, type Site } from '../helpers/site.ts';

let app: TestApp;
let site: Site;

test.before(async () => {
  site = await openSite();
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('pasaporte', {
        redirect_uris: [`${site.origin}/vuelta`],
        post_logout_redirect_uris: [`${site.origin}/adios`],
        token_endpoint_auth_method: 'client_secret_post',
        require_pkce: false,
        pkce_exception: 'passport-openidconnect knows no PKCE; an exception of the tests',
        claims_in_id_token: true,
      }),
    ],
  });
  site.serve(client());
});

test.after.always(async () => {
  await site?.close();
  await app?.stop();
});

interface Kept {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** An application with passport-openidconnect that keeps the tokens in its session, renews and logs out. */
function client() {
  const expressApp = express();
  const login = new passport.Passport();
  const strategy = new OpenIDConnectStrategy(
    {
      issuer: app.issuer,
      authorizationURL: `${app.issuer}/oidc/authorize`,
      tokenURL: `${app.issuer}/oidc/token`,
      userInfoURL: `${app.issuer}/oidc/userinfo`,
      clientID: 'pasaporte',
      clientSecret: SECRET,
      callbackURL: `${site.origin}/vuelta`,
      scope: ['profile', 'email'],
    },
    verify,
  );
  const kept = new Map<string, Kept>();
  login.use(strategy);
  expressApp.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  expressApp.get('/entrar', login.authenticate('openidconnect'));
  expressApp.get(
    '/vuelta',
    login.authenticate('openidconnect', { session: false, failWithError: true }),
    (request, response) => {
      kept.set(request.sessionID, request.user as Kept);
      response.end('bienvenida');
    },
  );
  expressApp.get('/renovar', async (request, response) => {
    const { idToken = '', refreshToken = '' } = kept.get(request.sessionID) ?? {};
    const tokens = await renewed(strategy, refreshToken);
    kept.set(request.sessionID, { ...tokens, idToken });
    response.json({ accessToken: tokens.accessToken });
  });
  expressApp.get('/salir', (request, response) => {
    const asked = {
      id_token_hint: kept.get(request.sessionID)?.idToken ?? '',
      post_logout_redirect_uri: `${site.origin}/adios`,
    };
    kept.delete(request.sessionID);
    response.redirect(`${app.issuer}/oidc/logout?${new URLSearchParams(asked)}`);
  });
  return expressApp;
}

/** Seven parameters: the strategy counts them to decide whether tokens are wanted. */
function verify(
  _issuer: string,
  _profile: Profile,
  _context: object,
  idToken: string | object,
  accessToken: string | object,
  refreshToken: string,
  done: VerifyCallback,
): void {
  done(null, { idToken, accessToken, refreshToken });
}

interface TokenClient {
  getOAuthAccessToken(
    token: string,
    params: { readonly grant_type: string },
    done: (error: unknown, accessToken: string, refreshToken: string) => void,
  ): void;
}

/** Passport renews nothing by itself; its add-ons use the strategy's own OAuth client, as this function does. */
function renewed(strategy: OpenIDConnectStrategy, token: string): Promise<Omit<Kept, 'idToken'>> {
  const { _oauth2: client } = strategy as unknown as { _oauth2: TokenClient };
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Kept, 'idToken'>>();
  client.getOAuthAccessToken(token, { grant_type: 'refresh_token' }, (error, accessToken, refreshToken) =>
    error ? reject(error) : resolve({ accessToken, refreshToken: refreshToken ?? token }),
  );
  return promise;
}

async function enter(browser: Browser): Promise<void> {
  const begun = answerOf(await browser.get(`${site.origin}/entrar`));
  const answer = answerOf(await goThrough(browser, begun, rosa));
  await browser.get(answer.href);
}

test('passport-openidconnect: its OAuth client renews the access token, twice', async (t) => {
  const browser = openBrowser();
  await enter(browser);
  const renew = async () => JSON.parse((await browser.get(`${site.origin}/renovar`)).html).accessToken;
  const [first, second] = [await renew(), await renew()];
  t.not(first, second);
  t.is(await userInfoStatus(app, second), 200);
});

test('[protocol 56] passport-openidconnect: its application logs out with the ID token, and the session of Clave Sence ends', async (t) => {
  const browser = openBrowser();
  await enter(browser);
  const leaving = answerOf(await browser.get(`${site.origin}/salir`));
  let page = await browser.follow(await browser.get(leaving.href), app.issuer);
  if (page.status === 200) page = await browser.follow(await browser.send(page, { logout: 'yes' }), app.issuer);
  t.is(answerOf(page).href, `${site.origin}/adios`);
  const begun = answerOf(await browser.get(`${site.origin}/entrar`));
  t.regex((await browser.follow(await browser.get(begun.href), app.issuer)).html, /name="clave"/);
});
