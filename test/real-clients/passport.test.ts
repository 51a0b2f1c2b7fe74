import test from 'ava';
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy, { type Profile, type VerifyCallback } from 'passport-openidconnect';
import { openBrowser } from '../helpers/browser.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';
import { answerOf, clientFileFor, goThrough, rosa, SECRET } from '../helpers/platform.ts';
import { openSite, type Site } from '../helpers/site.ts';

let house: TestHouse;
let site: Site;

test.before(async () => {
  site = await openSite();
  house = await openTestHouse({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('pasaporte', {
        redirect_uris: [`${site.origin}/vuelta`],
        require_pkce: false,
        pkce_exception: 'passport-openidconnect knows no PKCE; an exception of the tests',
        claims_in_id_token: true,
      }),
    ],
  });
  site.serve(platform());
});

test.after.always(async () => {
  await site?.close();
  await house?.stop();
});

/** passport-openidconnect as its own documentation sets it up. */
function platform() {
  const app = express();
  const login = new passport.Passport();
  login.use(
    new OpenIDConnectStrategy(
      {
        issuer: house.issuer,
        authorizationURL: `${house.issuer}/oidc/authorize`,
        tokenURL: `${house.issuer}/oidc/token`,
        userInfoURL: `${house.issuer}/oidc/userinfo`,
        clientID: 'pasaporte',
        clientSecret: SECRET,
        callbackURL: `${site.origin}/vuelta`,
        scope: ['profile', 'email'],
      },
      (_issuer: string, profile: Profile, done: VerifyCallback) => done(null, profile),
    ),
  );
  app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  app.get('/entrar', login.authenticate('openidconnect'));
  app.get(
    '/vuelta',
    login.authenticate('openidconnect', { session: false, failWithError: true }),
    (request, response) => void response.json(request.user),
  );
  app.use(
    ((error, _request, response, _next) =>
      void response
        .status(401)
        .json({ error: String(error.code ?? error.message) })) satisfies express.ErrorRequestHandler,
  );
  return app;
}

test('passport-openidconnect, as it comes, signs a person in', async (t) => {
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

test('passport-openidconnect is told when the person goes back without signing in', async (t) => {
  const browser = openBrowser();
  const begun = answerOf(await browser.get(`${site.origin}/entrar`));
  const form = await browser.follow(await browser.get(begun.href), house.issuer);
  const answer = answerOf(await browser.follow(await browser.send(form, { accion: 'cancelar' }), house.issuer));
  t.is(answer.searchParams.get('error'), 'access_denied');
  t.is((await browser.get(answer.href)).status, 401);
});
