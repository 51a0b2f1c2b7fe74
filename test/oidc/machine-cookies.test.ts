import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';
import { openBrowser } from '../helpers/browser.ts';
import { basic, clientFileFor } from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ clients: [clientFileFor('capacita')] });
});

test.after.always(() => app?.stop());

const documents = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oidc/jwks'];

for (const path of [
  ...documents,
  '/live',
  '/ready',
  '/metrics',
  '/estado.json',
  '/plataformas.json',
  '/.well-known/security.txt',
  '/.well-known/change-password',
  '/no-hay',
  '/e/0123456789/x',
])
  test(`[O7] a document for machines sets no cookie: GET ${path}`, async (t) => {
    const answer = await fetch(app.issuer + path, { headers: { accept: 'application/json' }, redirect: 'manual' });
    t.deepEqual(answer.headers.getSetCookie(), []);
  });

for (const path of ['token', 'introspect', 'revoke', 'par', 'userinfo', 'device', 'register'])
  for (const method of ['POST', 'GET', 'OPTIONS', 'HEAD'])
    test(`[O7] an endpoint for machines sets no cookie: ${method} /oidc/${path}`, async (t) => {
      for (const headers of [{}, basic('capacita'), basic('nadie')]) {
        const answer = await fetch(`${app.issuer}/oidc/${path}`, { method, headers });
        t.deepEqual(answer.headers.getSetCookie(), []);
      }
    });

test('[O7] a page with a form still recognizes its browser', async (t) => {
  const browser = openBrowser();
  await browser.get(`${app.issuer}/registro/natural`);
  t.regex(browser.cookies.get('cs_navegador') ?? '', /^[\w-]{32}$/);
});

for (const path of documents)
  test(`[O7] a published document may be kept for five minutes by any cache, and is revalidated by its tag: ${path}`, async (t) => {
    const first = await fetch(app.issuer + path, { headers: { origin: 'https://a.example' } });
    t.is(first.headers.get('cache-control'), 'public, max-age=300');
    t.is(first.headers.get('access-control-allow-origin'), '*');
    t.is(first.headers.get('vary'), null);
    const tag = first.headers.get('etag') ?? '';
    t.regex(tag, /^"[\w-]{20,}"$/);
    const { host } = new URL(app.issuer);
    const again = await ask(app.issuer, path, { host, 'if-none-match': tag });
    t.is(again.status, 304);
    t.is(again.body, '');
    t.is(again.headers.etag, tag);
    t.is(again.headers['cache-control'], 'public, max-age=300');
    t.is((await ask(app.issuer, path, { host, 'if-none-match': '"other"' })).status, 200);
    t.is((await fetch(app.issuer + path, { method: 'HEAD' })).headers.get('etag'), tag);
  });

test('[O7] what is kept of a published document is what was answered first: body, type and every header', async (t) => {
  const own = await openTestApp({ clients: [], seed: false });
  t.teardown(own.stop);
  for (const path of documents) {
    const read = async (accept: string) => {
      const answer = await fetch(own.issuer + path, { headers: { accept, origin: 'https://a.example' } });
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      return { status: answer.status, headers, body: await answer.text() };
    };
    const first = await read('application/json');
    t.deepEqual(await read('text/html'), first, path);
    t.regex(first.headers.find(([name]) => name === 'content-type')?.[1] ?? '', /json; charset=utf-8$/);
  }
});

test('[O7] the tag changes with the keys', async (t) => {
  const own = await openTestApp({ clients: [], seed: false });
  t.teardown(own.stop);
  const tagOf = async () => (await fetch(`${own.issuer}/oidc/jwks`)).headers.get('etag');
  const before = await tagOf();
  t.is(await tagOf(), before);
  own.advance(91 * 24 * 3600 * 1000);
  await own.rotateKeys();
  t.not(await tagOf(), before);
});
