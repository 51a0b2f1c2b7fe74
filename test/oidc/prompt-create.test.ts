import test from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  pedro,
  redeem,
  rosa,
  signIn,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
});

test.after.always(() => app?.stop());

/** The page to which a request with prompt=create leads. */
async function begin(browser = openBrowser()) {
  const client = await openClient(app, 'capacita');
  const { to, checks } = await beginSignIn(client, { scope: 'openid run', prompt: 'create' });
  return { client, checks, browser, page: await browser.follow(await browser.get(to.href), app.issuer) };
}

test('discovery lists the values of prompt (Initiating User Registration 1.0)', async (t) => {
  const found = (await (await fetch(`${app.issuer}/.well-known/openid-configuration`)).json()) as {
    prompt_values_supported: string[];
  };
  t.deepEqual(found.prompt_values_supported, ['none', 'login', 'consent', 'select_account', 'create']);
});

test('prompt=create begins at the choice of a registration, which knows the way back to the client', async (t) => {
  const { browser, page } = await begin();
  t.regex(page.html, /<h1>Cree su Clave Sence/);
  const registration = await browser.follow(await browser.send(page, { accion: 'registro-natural' }), app.issuer);
  t.regex(registration.url, /\/registro\/natural\?origen=/);
});

test('prompt=create: who has a key signs in from there, one key is enough, also where another person was signed in', async (t) => {
  const { browser: used } = await signIn(await openClient(app, 'capacita'), { person: pedro });
  for (const browser of [openBrowser(), used]) {
    const { client, checks, page } = await begin(browser);
    const [, key = ''] = /href="([^"]*perfil=natural)"/.exec(page.html) ?? [];
    const form = await browser.get(new URL(key, page.url).href);
    const after = await browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
    // In a browser of another person the library confirms the change of the session by a page of its own.
    const answer = after.headers.get('location')
      ? after
      : await browser.follow(await browser.send(after, {}), app.issuer);
    t.is((await redeem(client, answerOf(answer), checks)).claims()?.iss, app.issuer);
  }
});

test('[security 45] prompt=create begins nothing for a network that spent its requests', async (t) => {
  const own = await openTestApp({ clients: [clientFileFor('capacita')] });
  t.teardown(own.stop);
  for (let tries = 0; tries < rateLimits.requestsByNetwork.limit; tries += 1)
    await own.deps.throttles.consume(rateLimits.requestsByNetwork, '127.0.0.1');
  const { to } = await beginSignIn(await openClient(own, 'capacita'), { scope: 'openid', prompt: 'create' });
  t.is(answerOf(await openBrowser().get(to.href)).searchParams.get('error'), 'access_denied');
  t.is((await own.database.run<object[]>((sql) => sql('oidc_interaction'))).length, 0);
});
