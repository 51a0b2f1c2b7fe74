import test from 'ava';
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy, { type Profile, type VerifyCallback } from 'passport-openidconnect';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, clientFileFor, goThrough, rosa, SECRET } from '../helpers/client-app.ts';
import { clientAsked, initialToken, register } from '../helpers/sandbox.ts';
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
        require_pkce: false,
        pkce_exception: 'passport-openidconnect knows no PKCE; an exception of the tests',
        // Its program sends the secret in the form.
        token_endpoint_auth_method: 'client_secret_post',
        claims_in_id_token: true,
      }),
    ],
  });
  site.serve(client(app, { clientID: 'pasaporte', clientSecret: SECRET }));
});

test.after.always(async () => {
  await site?.close();
  await app?.stop();
});

/** passport-openidconnect as its own documentation sets it up; `own` has further settings of the operator. */
function client(
  { issuer }: Pick<TestApp, 'issuer'>,
  own: { clientID: string; clientSecret: string; nonce?: string },
  at = site,
) {
  const expressApp = express();
  const login = new passport.Passport();
  login.use(
    new OpenIDConnectStrategy(
      {
        issuer,
        authorizationURL: `${issuer}/oidc/authorize`,
        tokenURL: `${issuer}/oidc/token`,
        userInfoURL: `${issuer}/oidc/userinfo`,
        ...own,
        callbackURL: `${at.origin}/vuelta`,
        scope: ['profile', 'email'],
      },
      (_issuer: string, profile: Profile, done: VerifyCallback) => done(null, profile),
    ),
  );
  expressApp.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  expressApp.get('/entrar', login.authenticate('openidconnect'));
  expressApp.get(
    '/vuelta',
    login.authenticate('openidconnect', { session: false, failWithError: true }),
    (request, response) => void response.json(request.user),
  );
  expressApp.use(
    ((error, _request, response, _next) =>
      void response
        .status(401)
        .json({ error: String(error.code ?? error.message) })) satisfies express.ErrorRequestHandler,
  );
  return expressApp;
}

test('[protocol 29] passport-openidconnect, unmodified, signs a person in', async (t) => {
  const browser = openBrowser();
  const begun = answerOf(await browser.get(`${site.origin}/entrar`));
  const answer = answerOf(await goThrough(browser, begun, rosa));
  t.is(answer.origin, site.origin);
  const user = JSON.parse((await browser.get(answer.href)).html);
  t.is(user.displayName, 'Rosa Elena Soto Díaz');
  t.is(user.name.familyName, 'Soto Díaz');
  t.regex(user.id, /^[\w-]{43}$/);
  t.is(user.emails[0].value, 'rosa@correo.example');
});

test('passport-openidconnect receives an error when the person goes back without signing in', async (t) => {
  const browser = openBrowser();
  const begun = answerOf(await browser.get(`${site.origin}/entrar`));
  const form = await browser.follow(await browser.get(begun.href), app.issuer);
  const answer = answerOf(await browser.follow(await browser.send(form, { accion: 'cancelar' }), app.issuer));
  t.is(answer.searchParams.get('error'), 'access_denied');
  t.is((await browser.get(answer.href)).status, 401);
});

test('[O2, protocol 70] passport-openidconnect, unmodified, registers in a sandbox and signs a person in without PKCE, by its nonce', async (t) => {
  const [own, sandbox] = [await openSite(), await openTestApp({ env: { SANDBOX: 'yes', THROTTLES: 'off' } })];
  t.teardown(own.close);
  t.teardown(sandbox.stop);
  const asked = clientAsked({
    redirect_uris: [`${own.origin}/vuelta`],
    token_endpoint_auth_method: 'client_secret_post',
    claims_in_id_token: true,
  });
  const { status, body } = await register(sandbox, await initialToken(sandbox), asked);
  t.deepEqual([status, body.require_pkce], [201, 'or_nonce']);
  const [clientID, clientSecret] = [String(body.client_id), String(body.client_secret)];
  own.serve(client(sandbox, { clientID, clientSecret, nonce: 'yes' }, own));
  const browser = openBrowser();
  const begun = answerOf(await browser.get(`${own.origin}/entrar`));
  t.false(begun.searchParams.has('code_challenge'));
  const consent = await goThrough(browser, begun, rosa);
  const answer = answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), sandbox.issuer));
  t.is(JSON.parse((await browser.get(answer.href)).html).displayName, 'Rosa Elena Soto Díaz');
});
