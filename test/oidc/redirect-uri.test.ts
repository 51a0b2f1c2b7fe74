import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  authorizationRequest,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  post,
  rosa,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita'),
      clientFileFor('ajena', { sector: 'otra' }),
      clientFileFor('doble', {
        redirect_uris: ['https://doble.example/vuelta', 'https://doble.example/otra', 'http://localhost:4001/vuelta'],
      }),
    ],
  });
});

test.after.always(() => app?.stop());

const wrong: Readonly<Record<string, string>> = {
  'one character short': 'https://capacita.example/vuelt',
  'one character long': 'https://capacita.example/vueltaa',
  'in capitals': 'https://capacita.example/Vuelta',
  'with an extra path': 'https://capacita.example/vuelta/x',
  'with a slash at the end': 'https://capacita.example/vuelta/',
  'with dots in its path': 'https://capacita.example/x/../vuelta',
  'with a query': 'https://capacita.example/vuelta?x=1',
  'with a fragment': 'https://capacita.example/vuelta#x',
  'with an extra port': 'https://capacita.example:8443/vuelta',
  'with the port that it has anyway': 'https://capacita.example:443/vuelta',
  'with an encoded letter': 'https://capacita.example/%76uelta',
  'encoded twice': 'https%3A%2F%2Fcapacita.example%2Fvuelta',
  'without https': 'http://capacita.example/vuelta',
  'at a subdomain': 'https://x.capacita.example/vuelta',
  'at a longer name': 'https://capacita.example.ataque.example/vuelta',
  'with a user before the host': 'https://capacita.example@ataque.example/vuelta',
  'with a backslash': 'https://ataque.example\\@capacita.example/vuelta',
  'with a space before': ' https://capacita.example/vuelta',
  'with a line break': 'https://capacita.example/vuelta\r\nSet-Cookie: a=b',
  'of another platform': 'https://ajena.example/vuelta',
  'of no client': 'https://ataque.example/vuelta',
  'that is script': 'javascript:alert(1)',
  'that is empty': '',
};

for (const [how, address] of Object.entries(wrong)) {
  test(`[security 28, protocol 6, protocol 77] a redirect_uri ${how} is refused on a page and never used for a redirect`, async (t) => {
    const { to } = await beginSignIn(await openClient(app, 'capacita'), { redirect_uri: address });
    const page = await openBrowser().get(to.href);
    t.is(page.status, 400);
    t.is(page.headers.get('location'), null);
    t.true(page.text.includes('La plataforma envió un pedido que no podemos atender'));
    t.notRegex(page.html, /ataque\.example|javascript:|name="(clave|code)"/);
    const { all } = await authorizationRequest('capacita', { redirect_uri: address, response_type: 'code' });
    const pushed = await post(app, '/oidc/par', all, basic('capacita'));
    t.is(pushed.status, 400);
    t.is(pushed.body.error, 'invalid_request');
  });
}

test('[security 28, protocol 77] a redirect_uri on this machine has to match its port too', async (t) => {
  const client = await openClient(app, 'doble');
  for (const [address, status] of [
    ['http://localhost:4001/vuelta', 303],
    ['http://localhost:4002/vuelta', 400],
    ['http://127.0.0.1:4001/vuelta', 400],
  ] as const) {
    const { to } = await beginSignIn(client, { redirect_uri: address });
    t.is((await openBrowser().get(to.href)).status, status, address);
  }
});

test('[security 28, protocol 6] a redirect_uri given twice or left out is refused on a page', async (t) => {
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  const twice = new URL(to);
  twice.searchParams.append('redirect_uri', 'https://capacita.example/vuelta');
  const without = new URL(to);
  without.searchParams.delete('redirect_uri');
  for (const url of [twice, without]) {
    const page = await openBrowser().get(url.href);
    t.is(page.status, 400);
    t.is(page.headers.get('location'), null);
  }
});

test('[protocol 78] an unknown client is refused on a page', async (t) => {
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  to.searchParams.set('client_id', 'desconocida');
  const page = await openBrowser().get(to.href);
  t.is(page.status, 400);
  t.is(page.headers.get('location'), null);
});

test('[security 28] a code is redeemed only with the redirect_uri that it was returned to', async (t) => {
  const { checks, to } = await beginSignIn(await openClient(app, 'doble'));
  const back = await goThrough(openBrowser(), to, rosa);
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const fields = { grant_type: 'authorization_code', code, code_verifier: checks.verifier };
  const other = { ...fields, redirect_uri: 'https://doble.example/otra' };
  const refused = await post(app, '/oidc/token', other, basic('doble'));
  t.is(refused.status, 400);
  t.is(refused.body.error, 'invalid_grant');
});

test('[protocol 52, protocol 78] a post_logout_redirect_uri outside of the file is refused on a page', async (t) => {
  for (const address of [
    'https://ataque.example/adios',
    'https://capacita.example/adios/',
    'https://ajena.example/adios',
  ]) {
    const asked = new URLSearchParams({ client_id: 'capacita', post_logout_redirect_uri: address });
    const page = await openBrowser().get(`${app.issuer}/oidc/logout?${asked}`);
    t.is(page.status, 400, address);
    t.is(page.headers.get('location'), null);
  }
});
