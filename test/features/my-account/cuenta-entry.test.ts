import test, { type ExecutionContext } from 'ava';
import { clientFilesText } from '../../../src/locales/es-CL/operator/clients.ts';
import { ClientFileError } from '../../../src/oidc/clients/load.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { clientFileFor, openClient, pedro, rosa, signIn } from '../../helpers/client-app.ts';
import { enterCuenta, goToCuenta, isInCuenta } from '../../helpers/cuenta.ts';

const MINUTE = 60_000;

async function open(t: ExecutionContext, clients: readonly object[] = []): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients });
  t.teardown(app.stop);
  return app;
}

/** Signs in as far as the redirect address with the code, which is not opened. */
async function upToEntry({ issuer }: TestApp, browser: Browser, person = rosa): Promise<string> {
  let page = await browser.follow(await browser.get(`${issuer}/cuenta`), issuer);
  page = await browser.send(page, { rut: person.rut, clave: person.key });
  for (let hop = 0; hop < 5; hop += 1) {
    const to = new URL(page.headers.get('location') ?? '', issuer).href;
    if (to.startsWith(`${issuer}/cuenta/entrada`)) return to;
    page = await browser.get(to);
  }
  throw new Error(`no way to the entry: ${page.text.slice(0, 200)}`);
}

const whoIs = (page: Visit): string => /horas Mi cuenta ([^·]+) ·/.exec(page.text)?.[1] ?? '';

test('a user without a session signs in through the provider and comes back to the page that was asked for', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const page = await goToCuenta(app, browser, '/seguridad');
  t.is(page.status, 200);
  t.is(page.url, `${app.issuer}/cuenta/seguridad`);
  t.is(whoIs(page), 'Rosa Elena Soto Díaz');
  t.is(page.headers.get('cache-control'), 'no-store');
});

test('a user who is signed in at a client enters without the key', async (t) => {
  const app = await open(t, [clientFileFor('capacita')]);
  const { browser } = await signIn(await openClient(app, 'capacita'));
  t.is((await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer)).status, 200);
});

test('[security 35] the cookies are HttpOnly and Lax, and no address or log line has personal data or a token', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const asked: string[] = [];
  let visit = await browser.get(`${app.issuer}/cuenta`);
  const set = visit.headers.getSetCookie().find((cookie) => cookie.startsWith('cs_entrada='));
  t.regex(set ?? '', /httponly/i);
  t.regex(set ?? '', /samesite=lax/i);
  visit = await browser.get(await upToEntry(app, browser));
  asked.push(visit.url, visit.headers.get('location') ?? '');
  t.regex(visit.headers.getSetCookie().join(), /cs_cuenta=[\w-]{43}; path=\/; samesite=lax; httponly/i);
  t.is(visit.headers.get('location'), '/cuenta');
  const token = browser.cookies.get('cs_cuenta') ?? '?';
  t.false(`${asked.join()}${app.logged.join('')}`.includes(token));
  t.false(`${asked.join()}${app.logged.join('')}`.includes('44000001'));
});

test('login CSRF: the code of another person opens nothing in a browser that did not begin the sign-in', async (t) => {
  const app = await open(t);
  const attackers = await upToEntry(app, openBrowser(), pedro);
  const victim = openBrowser();
  const page = await victim.get(attackers);
  t.is(page.status, 403);
  t.true(page.text.includes('No pudimos abrir su cuenta'));
  t.false(victim.cookies.has('cs_cuenta'));
});

test('login CSRF: nor in a browser that began another sign-in, with its state or the right one', async (t) => {
  const app = await open(t);
  const theirs = new URL(await upToEntry(app, openBrowser(), pedro));
  for (const keepsState of [true, false]) {
    const victim = openBrowser();
    const own = new URL(await upToEntry(app, victim));
    const forged = new URL(own);
    forged.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    if (keepsState) forged.searchParams.set('state', theirs.searchParams.get('state') ?? '');
    t.is((await victim.get(forged.href)).status, 403);
    t.false(victim.cookies.has('cs_cuenta'));
    t.is((await victim.get(own.href)).status, 403, 'a sign-in that went wrong is over');
  }
});

test('[security 30] a stolen code opens nothing: not elsewhere, not again, not at the token endpoint', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const entry = await upToEntry(app, browser);
  const cookies = new Map(browser.cookies);
  const thief = openBrowser();
  t.is((await thief.get(entry)).status, 403);
  const code = new URL(entry).searchParams.get('code') ?? '';
  const redirect_uri = `${app.issuer}/cuenta/entrada`;
  const asked = { grant_type: 'authorization_code', client_id: 'cuenta', code, redirect_uri };
  t.is((await thief.post(`${app.issuer}/oidc/token`, asked)).status, 400, 'without the verifier');
  t.is((await browser.get(entry)).status, 303);
  for (const [name, value] of cookies) thief.cookies.set(name, value);
  t.is((await thief.get(entry)).status, 403, 'with every cookie of the sign-in, but later');
  t.is((await browser.get(entry)).status, 403);
  const acts = await app.database.run<{ act: string }[]>((sql) => sql('audit').where({ act: 'token.replayed' }));
  t.is(acts.length, 1);
});

test('[security 16] of four requests at once with the same code and cookie one succeeds', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const entry = await upToEntry(app, browser);
  const four = [1, 2, 3, 4].map(() => {
    const twin = openBrowser();
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    return twin;
  });
  const answers = await Promise.all(four.map((one) => one.get(entry)));
  t.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 403, 403, 403]);
});

test('[security 35] a token that was planted in the browser before is not the one that opens the account', async (t) => {
  const app = await open(t);
  const attacker = await enterCuenta(app, pedro);
  const planted = attacker.cookies.get('cs_cuenta') ?? '';
  const victim = openBrowser();
  await victim.get(`${app.issuer}/cuenta`);
  await victim.get(await upToEntry(app, victim));
  t.not(victim.cookies.get('cs_cuenta'), planted);
  victim.cookies.set('cs_cuenta', planted);
  await victim.get(await upToEntryAgain(app, victim));
  t.not(victim.cookies.get('cs_cuenta'), planted);
  t.is(whoIs(await victim.get(`${app.issuer}/cuenta`)), 'Rosa Elena Soto Díaz');
  t.false(await isInCuenta(app, attacker), 'and it opens nothing any more');
});

/** With a session at the provider the sign-in shows no page. */
async function upToEntryAgain({ issuer }: TestApp, browser: Browser): Promise<string> {
  const token = browser.cookies.get('cs_cuenta') ?? '';
  browser.cookies.delete('cs_cuenta');
  const begun = await browser.get(`${issuer}/cuenta`);
  const back = await browser.get(new URL(begun.headers.get('location') ?? '', issuer).href);
  browser.cookies.set('cs_cuenta', token);
  return back.headers.get('location') ?? '';
}

test('[security 36] a form of another browser, of another session of this browser or without its token has no effect', async (t) => {
  const app = await open(t);
  const mine = await enterCuenta(app);
  const stop = `${app.issuer}/cuenta/detener`;
  const ficha = (page: Visit): string => /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  const theirs = ficha(await (await enterCuenta(app, pedro)).get(stop));
  const before = ficha(await mine.get(stop));
  mine.cookies.delete('cs_cuenta');
  await goToCuenta(app, mine);
  const other = ficha(await mine.get(`${app.issuer}/cuenta/sesiones`));
  for (const stale of [theirs, before, '', 'made-up']) t.is((await mine.post(stop, { ficha: stale })).status, 403);
  const elsewhere = { origin: 'https://malo.example' };
  t.is((await mine.post(stop, { ficha: other }, elsewhere)).status, 403);
  t.true(await isInCuenta(app, mine));
});

test('fifteen minutes without a visit end the session, and the key is asked again though the clients still know the browser', async (t) => {
  const app = await open(t, [clientFileFor('capacita')]);
  const browser = await enterCuenta(app);
  app.advance(14 * MINUTE);
  t.true(await isInCuenta(app, browser));
  app.advance(14 * MINUTE);
  t.true(await isInCuenta(app, browser), 'a visit moves the end');
  app.advance(15 * MINUTE);
  t.false(await isInCuenta(app, browser));
  const page = await browser.follow(await browser.get(`${app.issuer}/cuenta/datos`), app.issuer);
  t.regex(page.url, /\/ingresar\//);
  t.is((await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer)).status, 200);
});

test('a form that was sent too late does nothing and leads to the sign-in', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await browser.get(`${app.issuer}/cuenta/detener`);
  app.advance(16 * MINUTE);
  const sent = await browser.send(page, {});
  t.is(sent.status, 303);
  t.regex(sent.headers.get('location') ?? '', /^\/oidc\/authorize\?/);
  t.is((await app.database.run<object[]>((sql) => sql('accounts').where({ state: 'congelada' }))).length, 0);
});

test('a sign-in that took more than half an hour, or that the user cancelled, opens nothing', async (t) => {
  const app = await open(t);
  const late = openBrowser();
  const entry = await upToEntry(app, late);
  app.advance(31 * MINUTE);
  t.is((await late.get(entry)).status, 403);
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const back = await browser.follow(await browser.send(page, { accion: 'cancelar' }), app.issuer);
  t.is(back.url, `${app.issuer}/`);
});

test('«Salir» asks, ends the session here and at the provider, and «Seguir conectado» keeps both', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const asks = await browser.follow(await browser.get(`${app.issuer}/cuenta/salir`), app.issuer);
  t.true(asks.text.includes('¿Cerrar sesión?'));
  t.false(asks.text.includes('pide cerrar su sesión'));
  const stays = await browser.follow(await browser.send(asks, {}), app.issuer);
  t.is(stays.url, `${app.issuer}/cuenta`);
  const again = await browser.follow(await browser.get(`${app.issuer}/cuenta/salir`), app.issuer);
  const left = await browser.follow(await browser.send(again, { logout: 'yes' }), app.issuer);
  t.true(left.text.includes('Sesión cerrada'));
  t.false(browser.cookies.has('cs_cuenta'));
  t.regex((await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer)).url, /\/ingresar\//);
});

test('no client may take the name of the first-party client', async (t) => {
  const refused = await t.throwsAsync(openTestApp({ clients: [clientFileFor('cuenta')] }), {
    instanceOf: ClientFileError,
  });
  t.regex(clientFilesText(refused?.mistakes ?? []), /cuenta: client_id: es de una parte de Clave Sence/);
});
