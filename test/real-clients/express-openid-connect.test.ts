import test from 'ava';
import express from 'express';
import expressOpenid from 'express-openid-connect';
import session from 'express-session';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { answerOf, clientFileFor, goThrough, pedro, rosa, SECRET, userInfoStatus } from '../helpers/client-app.ts';
import { openSite, type Site } from '../helpers/site.ts';

const { auth, requiresAuth } = expressOpenid;

let app: TestApp;
let site: Site;

test.before(async () => {
  site = await openSite();
  app = await openTestApp({
    env: { THROTTLES: 'off', EGRESS_ALLOW: new URL(site.origin).host },
    clients: [
      clientFileFor('expreso', {
        redirect_uris: [`${site.origin}/callback`],
        post_logout_redirect_uris: [site.origin],
        backchannel_logout_uri: `${site.origin}/backchannel-logout`,
        backchannel_logout_session_required: true,
        claims_in_id_token: true,
      }),
      clientFileFor('otra'),
    ],
  });
  site.serve(client());
});

test.after.always(async () => {
  await site?.close();
  await app?.stop();
});

/** express-openid-connect as its own documentation sets it up, with back-channel logout. */
function client() {
  const expressApp = express();
  const store = new session.MemoryStore();
  expressApp.use(
    auth({
      issuerBaseURL: app.issuer,
      baseURL: site.origin,
      clientID: 'expreso',
      clientSecret: SECRET,
      secret: SECRET,
      clientAuthMethod: 'client_secret_basic',
      idTokenSigningAlg: 'ES256',
      authRequired: false,
      idpLogout: true,
      authorizationParams: { response_type: 'code', scope: 'openid profile email' },
      session: { store: store as never },
      backchannelLogout: { store: store as never },
    }),
  );
  expressApp.get('/', (_request, response) => void response.send('portada'));
  expressApp.get('/yo', requiresAuth(), (request, response) => void response.json(request.oidc.user));
  expressApp.get('/renovar', requiresAuth(), async (request, response) => {
    const renewed = await request.oidc.accessToken?.refresh();
    response.json({ accessToken: renewed?.access_token });
  });
  return expressApp;
}

/** Signs in at the client; its own cookies and those of Clave Sence are in one browser, as with a user. */
async function signedIn(person = rosa): Promise<Browser> {
  const browser = openBrowser();
  const begun = answerOf(await browser.get(`${site.origin}/login`));
  const answer = answerOf(await goThrough(browser, begun, person));
  await browser.get(answer.href);
  return browser;
}

const user = async (browser: Browser): Promise<Record<string, unknown> | undefined> => {
  const page = await browser.get(`${site.origin}/yo`, { accept: 'application/json' });
  return page.status === 200 ? JSON.parse(page.html) : undefined;
};

test('[protocol 29] express-openid-connect, unmodified, signs a person in', async (t) => {
  const info = await user(await signedIn());
  t.is(info?.name, 'Rosa Elena Soto Díaz');
  t.is(info?.email, 'rosa@correo.example');
});

test('express-openid-connect renews its access token, twice', async (t) => {
  const browser = await signedIn();
  const renew = async () => JSON.parse((await browser.get(`${site.origin}/renovar`)).html).accessToken;
  const [first, second] = [await renew(), await renew()];
  t.not(first, second);
  t.is(await userInfoStatus(app, second), 200);
});

test('[protocol 62] express-openid-connect ends its session when the person logs out at another client', async (t) => {
  const browser = await signedIn();
  const another = await signedIn(pedro);
  t.truthy(await user(browser));
  const asked = await browser.get(`${app.issuer}/oidc/logout`);
  await browser.follow(await browser.send(asked, { logout: 'yes' }), app.issuer);
  while ((await deliverDue(app.logouts)) > 0);
  t.is(await user(browser), undefined);
  t.truthy(await user(another));
});

test('[protocol 56] express-openid-connect logs out by itself, and the session of Clave Sence ends', async (t) => {
  const browser = await signedIn();
  const leaving = answerOf(await browser.get(`${site.origin}/logout`));
  t.is(leaving.origin, app.issuer);
  let page = await browser.follow(await browser.get(leaving.href), app.issuer);
  if (page.status === 200) page = await browser.follow(await browser.send(page, { logout: 'yes' }), app.issuer);
  t.is(answerOf(page).origin, site.origin);
  const begun = answerOf(await browser.get(`${site.origin}/login`));
  t.regex((await browser.follow(await browser.get(begun.href), app.issuer)).html, /name="clave"/);
});
