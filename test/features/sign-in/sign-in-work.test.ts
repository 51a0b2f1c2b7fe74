import test, { type ExecutionContext } from 'ava';
import { keyFailures, rateLimits } from '../../../src/domain/throttle.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { asksForKey, beginSignIn, openClient, rosa } from '../../helpers/client-app.ts';
import {
  accountNow,
  camila,
  newestIn,
  openAppFor,
  openWithCamila,
  provisionalIn,
  recoverByAnswer,
} from '../../helpers/recovery.ts';
import { solve } from '../../helpers/work.ts';

const rosaMail = 'rosa@correo.example';
const NETWORKS = ['127.0.0.1', '0:0:0:0::/64'];
const unregistered = '44.000.105-K';
const MINUTE = 60_000;

async function open(t: ExecutionContext, policy: 'guia' | 'segura' = 'guia') {
  const app = await openAppFor(t, { policy, throttles: 'on' });
  const client = await openClient(app, 'ejemplo');
  const begin = async (browser: Browser = openBrowser()) => {
    const { to } = await beginSignIn(client);
    const page = await browser.follow(await browser.get(to.href), app.issuer);
    return { browser, page };
  };
  return { app, begin };
}

async function spend(app: TestApp, count = rateLimits.loginFailures.limit): Promise<void> {
  for (const network of NETWORKS)
    for (let tries = 0; tries < count; tries += 1) await app.deps.throttles.consume(rateLimits.loginFailures, network);
}

/** A hundred wrong keys in a row for an identifier, from many networks. */
async function exhaust(app: TestApp, identifier: string): Promise<void> {
  for (let tries = 0; tries <= keyFailures.untilRecovery; tries += 1) {
    await app.deps.throttles.consumeKeyTry(`natural:${identifier}`);
    app.advance(16 * MINUTE);
  }
}

/** The second form of a page: the hidden fields of the first one, and a button. */
const press = (browser: Browser, page: Visit, fields: Record<string, string>) => {
  const { action, hidden } = formOf(page);
  return browser.post(new URL(action || page.url, page.url).href, { ...hidden, ...fields });
};

test('[A9] nothing is due below the bound, and what is due is shown to the own form alone', async (t) => {
  const { app, begin } = await open(t);
  const { browser } = await begin();
  t.is((await browser.get(`${app.issuer}/trabajo/log-in`)).status, 204);
  await spend(app);
  const due = await browser.get(`${app.issuer}/trabajo/log-in`);
  t.is(due.status, 200);
  t.deepEqual(Object.keys(JSON.parse(due.html)).sort(), ['bits', 'challenge']);
  for (const name of ['otra', 'constructor', '__proto__'])
    t.is((await browser.get(`${app.issuer}/trabajo/${name}`)).status, 404, name);
});

test('[A9] a page with script pays with work and signs in; the work of another browser pays nothing', async (t) => {
  const { app, begin } = await open(t);
  const { browser, page } = await begin();
  await spend(app);
  const thief = openBrowser();
  await thief.get(app.issuer);
  const ask = async (by: Browser) => solve(JSON.parse((await by.get(`${app.issuer}/trabajo/log-in`)).html));
  const fields = { rut: rosa.rut, clave: rosa.key };
  const refused = await press(browser, page, fields);
  t.is(refused.status, 422);
  t.regex(refused.text, /Hay muchos intentos desde su conexión/);
  t.is((await press(browser, page, { ...fields, trabajo: await ask(thief) })).status, 422);
  t.is((await press(browser, page, { ...fields, trabajo: await ask(browser) })).status, 303);
});

test('[A9, threat 23] without script a link is sent to the mailbox: its button lets that browser try keys, and signs no user in', async (t) => {
  const { app, begin } = await open(t);
  const { browser, page } = await begin();
  await spend(app);
  const refused = await press(browser, page, { rut: rosa.rut, clave: rosa.key });
  const [, href = ''] = /href="(\/ingresar\/[^"]+\/correo\?[^"]+)"/.exec(refused.html) ?? [];
  const form = await browser.get(new URL(href, app.issuer).href);
  const asked = await browser.follow(await press(browser, form, { rut: rosa.rut, perfil: 'natural' }), app.issuer);
  t.regex(asked.text, /Si el RUT tiene una cuenta activa, le enviamos un enlace/);
  const link = await newestIn(app, rosaMail, /(http\S+\/correo-de-ingreso\/[\w-]+)/);
  t.truthy(link);
  await browser.get(link);
  t.is((await press(browser, page, { rut: rosa.rut, clave: rosa.key })).status, 422, 'a GET acts on nothing');
  const done = await browser.follow(await press(browser, await browser.get(link), {}), app.issuer);
  t.regex(done.text, /Ya puede escribir su clave/);
  t.true(asksForKey(await browser.get(page.url)), 'no user is signed in');
  t.regex((await openBrowser().get(link)).text, /El enlace venció o ya se usó/);
  const other = await begin();
  t.is((await press(other.browser, other.page, { rut: rosa.rut, clave: rosa.key })).status, 422, 'another browser');
  t.is((await press(browser, page, { rut: rosa.rut, clave: rosa.key })).status, 303);
});

test('[A9] a link that was not opened is not sent twice in half an hour, and an unknown RUT is answered alike', async (t) => {
  const { app, begin } = await open(t);
  const { browser, page } = await begin();
  const form = await browser.get(`${page.url.split('?')[0]}/correo?perfil=natural`);
  const ask = async (rut: string) =>
    (await browser.follow(await press(browser, form, { rut, perfil: 'natural' }), app.issuer)).text.replaceAll(
      /\d\d\.\d\d|CS-\w{4}-\w{4}/g,
      '',
    );
  const answer = await ask(rosa.rut);
  t.is(await ask(unregistered), answer);
  const count = async () => (await app.mailbox()).filter(({ to }) => to === rosaMail).length;
  t.is(await count(), 1);
  app.advance(2 * MINUTE);
  t.is(await ask(rosa.rut), answer);
  t.is(await count(), 1);
  app.advance(30 * MINUTE);
});

for (const policy of ['guia', 'segura'] as const)
  test(`[A17, security 7] ${policy}: past a hundred wrong keys in a row a code comes before any hash, whether the RUT has an account or not; it lets this browser try`, async (t) => {
    const { app, begin } = await open(t, policy);
    await exhaust(app, '44000001-0');
    await exhaust(app, '44000105-K');
    let hashes = 0;
    const { hasher } = app.deps;
    Object.assign(app.deps, {
      hasher: {
        ...hasher,
        matches: (...asked: Parameters<typeof hasher.matches>) => {
          hashes += 1;
          return hasher.matches(...asked);
        },
      },
    });
    const pages: string[] = [];
    const { browser, page } = await begin();
    for (const rut of [unregistered, rosa.rut]) {
      const code = await browser.follow(await press(browser, page, { rut, clave: rosa.key }), app.issuer);
      t.is(hashes, 0);
      t.regex(code.text, /Pida un código para ingresar/);
      const sent = await browser.follow(await press(browser, code, { enviar: 'correo' }), app.issuer);
      const wrong = await press(browser, sent, { codigo: '000000', accion: 'continuar' });
      t.is(wrong.status, 422);
      const plain = (text: string) => text.replaceAll(rut, 'RUT').replaceAll(/\d\d\.\d\d|CS-\w{4}-\w{4}/g, '');
      pages.push([code, sent, wrong].map(({ text }) => plain(text)).join());
      t.is(hashes, 1, 'a wrong code costs a hash, whether the RUT has an account or not');
      hashes = 0;
      if (rut === unregistered) continue;
      const typed = await newestIn(app, rosaMail, /\b(\d{6})\b/);
      t.regex(typed, /^\d{6}$/);
      const back = await press(browser, sent, { codigo: typed, accion: 'continuar' });
      t.is(back.status, 303);
      t.regex((await browser.follow(back, app.issuer)).text, /El código es correcto/);
    }
    t.is(pages[0], pages[1]);
    const other = await begin();
    const elsewhere = await press(other.browser, other.page, { rut: rosa.rut, clave: rosa.key });
    t.regex(elsewhere.headers.get('location') ?? '', /\/codigo\//, 'another browser still needs a code');
    t.is((await press(browser, page, { rut: rosa.rut, clave: 'otra clave 123' })).status, 422);
    const inside = await press(browser, page, { rut: rosa.rut, clave: rosa.key });
    t.notRegex(inside.headers.get('location') ?? '', /\/codigo\//);
    t.is(inside.status, 303);
    t.is(
      (await press(other.browser, other.page, { rut: rosa.rut, clave: rosa.key })).status,
      303,
      'a right key resets it',
    );
  });

test('[A5, threat 24] a browser is known where the user asked for it and nowhere else, and keeps no cookie otherwise', async (t) => {
  const { app, begin } = await open(t);
  const shared = await begin();
  t.notRegex(shared.page.html, /name="mi_equipo"[^>]*checked/, 'unticked by default');
  t.is((await press(shared.browser, shared.page, { rut: rosa.rut, clave: rosa.key })).status, 303);
  t.false(shared.browser.cookies.has('cs_equipo'));
  const own = await begin();
  const said = await press(own.browser, own.page, { rut: rosa.rut, clave: rosa.key, mi_equipo: 'si' });
  const cookie = said.headers.getSetCookie().find((one) => one.startsWith('cs_equipo='));
  t.regex(cookie ?? '', /expires=.*httponly; samesite=lax|httponly/i);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  if (!account) throw new Error('Rosa has no account');
  t.truthy(app.deps.devices.recognise(own.browser.cookies.get('cs_equipo'), account));
});

test('[A5] «Este es mi equipo» at a provisional key is valid for the key that is chosen; unasked it is not', async (t) => {
  for (const asked of [true, false]) {
    const app = await openWithCamila(t);
    await recoverByAnswer(app);
    const clave = await provisionalIn(app, camila.email);
    const browser = openBrowser();
    const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
    const page = await browser.follow(await browser.get(to.href), app.issuer);
    const box = asked ? { mi_equipo: 'si' } : {};
    const change = await browser.follow(await press(browser, page, { rut: camila.rut, clave, ...box }), app.issuer);
    t.regex(change.text, /clave provisoria/i);
    t.is((await press(browser, change, { clave: 'Quiltro-78', clave2: 'Quiltro-78' })).status, 303);
    const known = app.deps.devices.recognise(browser.cookies.get('cs_equipo'), await accountNow(app));
    t.is(known !== undefined, asked);
  }
});

test('[A9] right keys fill no budget of requests, and a known browser begins its sign-in past that of its network', async (t) => {
  const { app, begin } = await open(t);
  const { throttles, devices, accounts } = app.deps;
  const used = async () =>
    (await Promise.all(NETWORKS.map((network) => throttles.peek(rateLimits.requestsByNetwork, network))))
      .map((spent) => spent.used - 1)
      .reduce((sum, one) => sum + one, 0);
  const { browser, page } = await begin();
  t.is((await press(browser, page, { rut: rosa.rut, clave: rosa.key })).status, 303);
  t.is(await used(), 0);
  for (const network of NETWORKS)
    for (let tries = 0; tries <= rateLimits.requestsByNetwork.limit; tries += 50)
      await Promise.all(Array.from({ length: 50 }, () => throttles.consume(rateLimits.requestsByNetwork, network)));
  const known = openBrowser();
  const account = await accounts.findByIdentifier('natural', '44000001-0' as never);
  if (account) known.cookies.set('cs_equipo', devices.remember(undefined, account));
  const own = await begin(known);
  t.true(asksForKey(own.page));
  t.is((await press(known, own.page, { rut: rosa.rut, clave: rosa.key })).status, 303);
  t.false(asksForKey((await begin()).page), 'a stranger waits');
});
