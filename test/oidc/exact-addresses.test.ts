import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { basic, clientFileFor, post } from '../helpers/client-app.ts';
import { clientAsked, initialToken } from '../helpers/sandbox.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ env: { SANDBOX: 'yes' }, clients: [clientFileFor('capacita')] });
});

test.after.always(() => app?.stop());

/** Other ways to write an address that the provider's router treats as the same. */
const otherwise = (path: string): readonly string[] => [`${path}/`, path.toUpperCase(), path.replace('/o', '/O')];

for (const path of [
  '/oidc/authorize',
  '/oidc/logout',
  '/oidc/userinfo',
  '/oidc/jwks',
  '/dispositivo',
  '/dispositivo/x',
])
  test(`an address of the protocol is answered in its exact form only: GET ${path}`, async (t) => {
    const browser = openBrowser();
    t.not((await browser.get(app.issuer + path)).status, 404);
    for (const other of otherwise(path).filter((one) => one !== path))
      t.is((await browser.get(app.issuer + other)).status, 404, other);
  });

test('the budget of failed requests cannot be evaded: an address of the token endpoint in another form is none', async (t) => {
  for (const other of [...otherwise('/oidc/token'), ...otherwise('/oidc/introspect'), ...otherwise('/oidc/par')])
    t.is((await post(app, other, { token: 'x' }, basic('capacita', 'wrong'))).status, 404, other);
});

test('[security 39, protocol 91] properties that only the server uses are in no answer to a registration, however its address is written', async (t) => {
  const token = await initialToken(app);
  for (const other of otherwise('/oidc/register')) {
    const answer = await fetch(app.issuer + other, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(clientAsked()),
    });
    t.is(answer.status, 404, other);
    t.notRegex(await answer.text(), /registered_with|sector_identifier_uri/, other);
  }
});
