import test, { type ExecutionContext } from 'ava';
import { SAME_FOR_ALL_SECONDS } from '../../src/http/packing/pack-pages.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';
import { openBrowser } from '../helpers/browser.ts';

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env, seed: false });
  t.teardown(app.stop);
  return app;
}

const pages = [
  '/',
  '/registro',
  '/registro/natural',
  '/registro/juridica',
  '/recuperar',
  '/recuperar/natural',
  '/cambiar',
  '/actualizar',
  '/facilitador',
  '/cuenta',
  '/ayuda',
  '/ayuda/segundo-factor',
  '/privacidad',
  '/accesibilidad',
  '/estado',
  '/desarrolladores',
  '/buzon',
  '/galeria',
  '/no-existe',
  '/confirmar/vencido',
  '/ingresar/x',
];

/** Pages that hold nothing of a request, browser or user (P14); with a query they are `no-store` too. */
const sameForAll: ReadonlySet<string> = new Set([
  ...['/', '/registro', '/recuperar', '/cambiar', '/actualizar', '/ayuda', '/mas-informacion', '/accesibilidad'],
  ...['/privacidad', '/desarrolladores', '/desarrolladores/errores', '/me-robaron'],
  '/ayuda/segundo-factor',
]);

test('[security 37, security 56, protocol 87] 37 56 every page has a strict policy, cannot be framed, is not sniffed, is no-store and no-referrer', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  for (const page of pages) {
    const { headers } = await browser.get(app.issuer + page);
    const csp = headers.get('content-security-policy') ?? '';
    t.true(
      csp.includes("default-src 'none'") && csp.includes("frame-ancestors 'none'") && csp.includes("base-uri 'none'"),
      page,
    );
    t.false(/unsafe|\*|data:/.test(csp), page);
    t.is(headers.get('x-content-type-options'), 'nosniff', page);
    t.is(headers.get('referrer-policy'), 'no-referrer', page);
    const kept = sameForAll.has(page) ? `public, max-age=${SAME_FOR_ALL_SECONDS}` : 'no-store';
    t.is(headers.get('cache-control'), kept, page);
  }
});

test('a file that a page names is cached by the browser for a year', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const home = await browser.get(app.issuer);
  const sheet = /href="(\/e\/[^"]+\.css)"/.exec(home.html)?.[1] ?? '';
  t.regex((await browser.get(app.issuer + sheet)).headers.get('cache-control') ?? '', /immutable/);
  t.is((await browser.get(`${app.issuer}/e/0000000000/../../package.json`)).status, 404);
  t.is((await browser.get(`${app.issuer}/e/0000000000/..%2f..%2fpackage.json`)).status, 404);
});

test('a foreign Host is refused and never written into an address', async (t) => {
  const app = await open(t);
  const { host } = new URL(app.issuer);
  t.is((await ask(app.issuer, '/', { host: 'attacker.example' })).status, 421);
  const discovery = await ask(app.issuer, '/.well-known/openid-configuration', {
    host,
    'x-forwarded-host': 'attacker.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=attacker.example',
  });
  t.is(discovery.status, 200);
  t.false(discovery.body.includes('attacker'));
  t.false(discovery.body.includes('https://localhost'));
  t.is((await ask(app.issuer, '/live', { host: '10.0.0.1' })).status, 200);
});

test('[O17] X-Forwarded-For counts from the right, only as many hops as are trusted, without ports; what is no address counts as the peer', async (t) => {
  const { networkOf } = await import('../../src/http/visitor.ts');
  const from = (forwarded: string, hops: number) =>
    networkOf(
      { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '::ffff:10.0.0.9' } } as never,
      hops,
    );
  t.is(from('1.1.1.1, 2.2.2.2', 0), '10.0.0.9');
  t.is(from('1.1.1.1, 2.2.2.2', 1), '2.2.2.2');
  t.is(from('1.1.1.1, 2.2.2.2', 2), '1.1.1.1');
  t.is(from('1.1.1.1, 2.2.2.2', 9), '1.1.1.1');
  t.is(from('2001:db8:1:2:3:4:5:6', 1), '2001:db8:1:2::/64');
  t.is(from('2001:db8::6', 1), '2001:db8:0:0::/64');
  t.is(from('1.1.1.1, 2.2.2.2:40001', 1), '2.2.2.2');
  t.is(from('[2001:db8:1:2::7]:4711', 1), '2001:db8:1:2::/64');
  for (const none of ['unknown', '_hidden', '1.1.1.1.1', '2.2.2.2 x']) t.is(from(none, 1), '10.0.0.9', none);
});

test('[security 44] a form of more than 16 KB is 413, one that is no form 415, a field twice or a NUL 400', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const url = `${app.issuer}/registro/natural`;
  await browser.get(url);
  t.is((await browser.post(url, `calle=${'x'.repeat(17_000)}`)).status, 413);
  t.is((await browser.post(url, '{"rut":1}', { 'content-type': 'application/json' })).status, 415);
  t.is((await browser.post(url, 'rut=1&rut=2')).status, 400);
  t.is((await browser.post(url, 'rut=%00')).status, 400);
  t.is((await browser.post(url, 'rut=%ff')).status, 400);
});

test('an error shows a reference and a way on, in Spanish or as JSON, and nothing internal', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const missing = await browser.get(`${app.issuer}/no-existe`);
  t.is(missing.status, 404);
  t.regex(missing.text, /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  await app.database.knex.raw('alter table captchas rename to gone');
  const broken = await browser.get(`${app.issuer}/registro/natural`);
  t.is(broken.status, 500);
  t.regex(broken.text, /Algo falló de nuestro lado/);
  t.false(
    /captchas|relation|select|insert|node_modules|\.ts|at /.test(broken.text.replace(/\b(Estado|at\b)/g, '')),
    broken.text,
  );
  const reference = /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(broken.text)?.[0] ?? '?';
  t.true(
    app.logged.some((line) => line.includes(reference) && line.includes('captchas')),
    'the cause is in the log under the reference',
  );
  const machine = await browser.get(`${app.issuer}/registro/natural`, { accept: 'application/json' });
  t.is(JSON.parse(machine.html).error, 'server_error');
  await app.database.knex.raw('alter table gone rename to captchas');
});

test('[security 55] no line of the log has what was typed, a token, a cookie or a whole RUT', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const { formFields } = await import('../helpers/registration.ts');
  const page = await browser.get(`${app.issuer}/registro/natural`);
  const done = await browser.follow(await browser.send(page, formFields), app.issuer);
  const [letter] = await app.mailbox();
  await browser.get(/http\S+\/confirmar\/\S+/.exec(letter?.text ?? '')?.[0] ?? '');
  await browser.get(`${app.issuer}/no/%0d%0aSet-Cookie:x?rut=44000003-7`);
  const log = app.logged.join('');
  const token = done.url.split('/').at(-1) ?? '?';
  for (const secret of [
    '44.000.003-7',
    '44000003',
    'camila@',
    'Quiltro',
    'Boby',
    'Aromos',
    token,
    ...browser.cookies.values(),
  ])
    t.false(log.includes(secret), secret);
  for (const line of app.logged) t.notThrows(() => JSON.parse(line));
  t.true(app.logged.length > 4);
});

test('[security 8] the request budget of a network ends in 429 with the hour of return', async (t) => {
  const app = await open(t);
  const { rateLimits } = await import('../../src/domain/throttle.ts');
  for (let tries = 0; tries < rateLimits.requestsByNetwork.limit; tries += 1)
    await app.deps.throttles.consume(rateLimits.requestsByNetwork, '127.0.0.1');
  for (let tries = 0; tries < rateLimits.requestsByNetwork.limit; tries += 1)
    await app.deps.throttles.consume(rateLimits.requestsByNetwork, '0:0:0:0::/64');
  const browser = openBrowser();
  await browser.get(app.issuer);
  const refused = await browser.post(`${app.issuer}/registro/natural`, 'a=1');
  t.is(refused.status, 429);
  t.truthy(refused.headers.get('retry-after'));
  t.regex(refused.text, /Puede volver a probar (?:el \d+ de \w+ )?a las \d\d\.\d\d/);
});
