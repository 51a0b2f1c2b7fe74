/** «Recordar este equipo 30 días»: what a remembered browser is not asked, and all that it never stands for. */
import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import type { TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { pedro, rosa } from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { enterCuentaWith, pressOn } from '../helpers/cuenta.ts';
import {
  accountOf,
  asksForFactor,
  browserWith,
  DAY,
  giveApp,
  KEY,
  LEVEL,
  levelAt,
  MINUTE,
  openFactorApp,
  REMEMBERED,
  rememberedBrowser,
  signInWithKey,
  typeFactor,
} from '../helpers/factor-sign-in.ts';
import { answeredOn } from '../helpers/passkey-pages.ts';
import { contactProof, enrolledPasskey } from '../helpers/passkeys.ts';
import { enrolByPages, enterPanaderia, PAGES } from '../helpers/second-factor-pages.ts';
import { digitsAt } from '../helpers/totp.ts';

const essential = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: LEVEL } } }) };

const browsersOf = async (app: TestApp, id: string) =>
  (await app.deps.credentials.ofAccount(id)).filter(({ kind }) => kind === 'device');

async function open(t: ExecutionContext, policy: 'guia' | 'segura' = 'guia') {
  const app = await openFactorApp(t, policy);
  return { app, ...(await giveApp(app)) };
}

/** Asserts that a browser without a session signs in with the key alone, at its level. */
async function assertKeyAlone(t: ExecutionContext, app: TestApp, browser: Browser): Promise<void> {
  const done = await signInWithKey(app, browser);
  t.deepEqual(await levelAt(done), { acr: KEY, amr: ['pwd'] });
}

/** Asserts that a browser without a session is asked for the factor after the key. */
async function assertAsked(t: ExecutionContext, app: TestApp, browser: Browser, why: string): Promise<void> {
  t.true(asksForFactor((await signInWithKey(app, browser)).page), why);
}

for (const policy of ['guia', 'segura'] as const)
  test(`[second factor] ${policy}: a browser is remembered only if it was asked for, and is then asked the key alone`, async (t) => {
    const { app, account, digits } = await open(t, policy);
    const browser = openBrowser();
    const first = await signInWithKey(app, browser);
    t.regex(first.page.html, /<input type="checkbox" name="recordar" value="si" aria-describedby/, 'it is not ticked');
    t.is((await levelAt(first, await typeFactor(browser, first.page, digits()))).acr, LEVEL);
    t.is(browser.cookies.get(REMEMBERED), undefined);
    t.deepEqual(await browsersOf(app, account.id), []);

    const remembered = await rememberedBrowser(app, digits);
    t.is((await browsersOf(app, account.id)).length, 1);
    await assertKeyAlone(t, app, browserWith(remembered));
    await assertAsked(t, app, openBrowser(), 'any other browser is asked');
    t.truthy((await browsersOf(app, account.id))[0]?.lastUsedAt);
  });

test('a wrong code keeps the tick, and a printed code has no browser remembered', async (t) => {
  const { app, account, digits, printed } = await open(t);
  const browser = openBrowser();
  const { page } = await signInWithKey(app, browser);
  const wrong = await typeFactor(browser, page, '000000', { recordar: 'si' });
  t.regex(wrong.html, /name="recordar" value="si" checked/);
  const done = await typeFactor(browser, wrong, printed[0] ?? '', { recordar: 'si' });
  t.truthy(done.headers.get('location'));
  t.is(browser.cookies.get(REMEMBERED), undefined);
  t.deepEqual(await browsersOf(app, account.id), []);
  const other = openBrowser();
  const again = await signInWithKey(app, other);
  await typeFactor(other, again.page, digits(), { recordar: 'si' });
  t.regex(other.cookies.get(REMEMBERED) ?? '', /^[\w-]{43}$/);
});

test('[second factor] a passkey has the browser remembered as digits have', async (t) => {
  const app = await openFactorApp(t);
  const account = await accountOf(app);
  const proof = await contactProof(app, account, { serial: requireSerial(rosa.serial) });
  const { by } = await enrolledPasskey(app, { account, actor: undefined }, { proof });
  const browser = openBrowser();
  const { page } = await signInWithKey(app, browser);
  t.true(page.html.indexOf('name="recordar"') < page.html.indexOf('id="acceso-credencial"'), 'before its button');
  await browser.send(page, { ...answeredOn(page, by), accion: 'acceso', recordar: 'si' });
  t.is((await browsersOf(app, account.id)).length, 1);
  await assertKeyAlone(t, app, browserWith(browser));
});

test('a second click on the page of the factor remembers the browser once', async (t) => {
  const { app, account, digits } = await open(t);
  const browser = openBrowser();
  const { page } = await signInWithKey(app, browser);
  const form = { codigo: digits(), accion: 'continuar', recordar: 'si' };
  const both = await Promise.all([browser.send(page, form), browser.send(page, form)]);
  t.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  t.is((await browsersOf(app, account.id)).length, 1);
  await assertKeyAlone(t, app, browserWith(browser));
});

for (const [how, params] of [
  ['acr_values', { acr_values: LEVEL }],
  ['an essential acr', essential],
  ['acr_values with max_age', { acr_values: LEVEL, max_age: '0' }],
  ['an essential acr with max_age', { ...essential, max_age: '300' }],
  ['acr_values with prompt=login', { acr_values: LEVEL, prompt: 'login' }],
] as const)
  test(`[second factor] a remembered browser is asked for the factor by ${how}, with a session and without one`, async (t) => {
    const { app, digits } = await open(t);
    const remembered = await rememberedBrowser(app, digits);
    const browser = browserWith(remembered);
    await assertKeyAlone(t, app, browser);
    for (const one of [browser, browserWith(remembered)]) {
      const asked = await signInWithKey(app, one, { params });
      t.true(asksForFactor(asked.page), asked.page.text.slice(0, 200));
      t.notRegex(asked.page.html, /name="recordar"/, 'it is remembered already');
      const { acr, amr } = await levelAt(asked, await typeFactor(one, asked.page, digits()));
      t.is(acr, LEVEL);
      t.deepEqual(amr, ['pwd', 'otp', 'mfa']);
    }
  });

test('[second factor] the key alone, asked again by prompt=login, takes the level of two factors from a session', async (t) => {
  const { app, digits } = await open(t);
  const browser = await rememberedBrowser(app, digits);
  const again = await signInWithKey(app, browser, { params: { prompt: 'login' } });
  t.is((await levelAt(again)).acr, KEY);
  const silent = await signInWithKey(app, browser, { params: { acr_values: LEVEL } }).catch(() => undefined);
  t.true(silent !== undefined && asksForFactor(silent.page));
});

test('[threat 140, second factor] a remembered browser that is stolen opens nothing without the key; with it that account at the level of the key, and its holder is told', async (t) => {
  const { app, digits } = await open(t);
  const thief = browserWith(await rememberedBrowser(app, digits));
  const wrong = await signInWithKey(app, thief, { person: { ...rosa, key: 'Otra-clave-1' } });
  t.regex(wrong.page.text, /CLAVE SENCE INCORRECTA/);
  const before = (await app.mailbox()).length;
  await assertKeyAlone(t, app, thief);
  const [told] = await app.mailbox();
  t.is((await app.mailbox()).length, before + 1);
  t.is(told?.subject, 'Ingreso desde un equipo nuevo', 'it is no known device');
  const cuenta = await thief.follow(await thief.get(`${app.issuer}/cuenta`), app.issuer);
  t.regex(cuenta.url, /\/cuenta$/);
  const remove = await thief.get(`${app.issuer}${PAGES}/quitar`);
  t.is((await thief.send(remove, { codigo: '000000' })).status, 422, 'the factor itself is asked there');
});

test('[threat 141, second factor] a copy of the cookie in another browser ends with it, by one removal', async (t) => {
  const { app, digits } = await open(t);
  const own = await rememberedBrowser(app, digits);
  const copy = browserWith(own);
  await assertKeyAlone(t, app, copy);
  const page = await own.follow(await own.get(`${app.issuer}/cuenta/seguridad`), app.issuer);
  t.is(page.text.match(/Este equipo/g)?.length, 1);
  const [, equipo = ''] = /name="equipo" value="([^"]+)"/.exec(page.html) ?? [];
  const form = { ...page, url: `${app.issuer}${PAGES}/equipos` };
  t.is(
    (await pressOn(own, form, { accion: 'quitar', equipo })).headers.get('location'),
    '/cuenta/seguridad?listo=equipo',
  );
  await assertAsked(t, app, browserWith(own), 'the browser');
  await assertAsked(t, app, browserWith(copy), 'its copy');
});

test('[threat 142, second factor] the token of one account is none of another, and a browser serves several', async (t) => {
  const { app, digits } = await open(t);
  const pedros = await giveApp(app, pedro);
  const browser = await rememberedBrowser(app, digits);
  const asked = await signInWithKey(app, browserWith(browser), { person: pedro });
  t.true(asksForFactor(asked.page));
  const shared = browserWith(browser);
  await rememberedBrowser(app, pedros.digits, { person: pedro, browser: shared });
  t.is(shared.cookies.get(REMEMBERED)?.split('~').length, 2);
  for (const person of [rosa, pedro])
    t.is((await levelAt(await signInWithKey(app, browserWith(shared), { person }))).acr, KEY, person.rut);
});

test('[threat 143, second factor] a browser is remembered for thirty days from its factor, however often it is used', async (t) => {
  const { app, account, digits } = await open(t);
  const browser = await rememberedBrowser(app, digits);
  app.advance(30 * DAY - 10 * MINUTE);
  await assertKeyAlone(t, app, browserWith(browser));
  app.advance(10 * MINUTE);
  await assertAsked(t, app, browserWith(browser), 'after thirty days');
  t.deepEqual(await browsersOf(app, account.id), []);
});

test('[threat 144, second factor] a removal, and a change of the key, count in a sign-in that is under way', async (t) => {
  const { app, account, digits } = await open(t);
  const browser = browserWith(await rememberedBrowser(app, digits));
  const [one] = await browsersOf(app, account.id);
  const login = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  await app.deps.credentials.remove(account.id, [one?.id ?? '']);
  const after = await browser.follow(await browser.send(login, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.true(asksForFactor(after), 'the page of the key was open when it was removed');
  await app.deps.accounts.change(account.id, (latest) => ({ ...latest, keyChangedAt: app.deps.now() }));
  await typeFactor(browser, after, digits(), { recordar: 'si' });
  t.deepEqual(await browsersOf(app, account.id), [], 'nothing is remembered by a page from before');
});

test('Seguridad lists the browsers by name and forgets all of them at once; Actividad tells of both', async (t) => {
  const { app, account, digits } = await open(t);
  const phone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile' };
  const first = openBrowser();
  const { page } = await signInWithKey(app, first);
  const form = /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  await first.post(page.url, { ficha: form, codigo: digits(), accion: 'continuar', recordar: 'si' }, phone);
  const browser = await enterCuentaWith(app, rosa, digits());
  const before = await browser.get(`${app.issuer}/cuenta/seguridad`);
  t.regex(
    before.text,
    /Equipos en que no se pide el segundo factor.*Chrome en Android Desde: Hoy.*Todavía no lo ha usado/,
  );
  t.notRegex(before.text, /Este equipo/, 'this one is not remembered');
  await rememberedBrowser(app, digits);
  const list = await browser.get(`${app.issuer}/cuenta/seguridad`);
  const all = await pressOn(browser, { ...list, url: `${app.issuer}${PAGES}/equipos` }, { accion: 'todos' });
  const after = await browser.follow(all, app.issuer);
  t.regex(after.text, /En todos los equipos volveremos a pedir el segundo factor/);
  t.notRegex(after.text, /Equipos en que no se pide/);
  t.deepEqual(await browsersOf(app, account.id), []);
  await assertAsked(t, app, browserWith(first), 'it is forgotten');
  const { text } = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.regex(text, /Recordó un equipo por 30 días/);
  t.regex(text, /Quitó 2 equipos en que no se pedía el segundo factor/);
});

test('[floor 10] the mail of the sign-in from a new device says that the browser is remembered, and no other does', async (t) => {
  const { app, digits } = await open(t);
  await rememberedBrowser(app, digits);
  const mails = async () =>
    (await app.mailbox()).filter(({ subject }) => subject === 'Ingreso desde un equipo nuevo').map(({ text }) => text);
  t.regex((await mails())[0] ?? '', /no se pedirá el segundo factor hasta el \d\d-\d\d-\d{4}/);
  const browser = openBrowser();
  const { page } = await signInWithKey(app, browser);
  await typeFactor(browser, page, digits());
  t.is((await mails()).length, 2);
  t.notRegex((await mails())[0] ?? '', /segundo factor/);
});

test('[second factor] two representatives of a company have the same browser remembered each for themselves', async (t) => {
  const app = await openFactorApp(t);
  await openCompany(app);
  const mail = 'contacto@panaderia.example';
  const secrets = new Map<string, string>();
  for (const { rut } of [rosa, pedro]) {
    const browser = await enterPanaderia(app, rut);
    secrets.set(rut, (await enrolByPages(app, browser, { mail })).secret);
    app.advance(2 * MINUTE);
  }
  const browser = openBrowser();
  const enter = async (rut: string, from: Browser): Promise<Visit> => {
    const login = await from.follow(await from.get(`${app.issuer}/cuenta`), app.issuer);
    const fields = { perfil: 'juridica', rut: '54.000.001-8', rut_representante: rut, clave: 'Quiltro-77' };
    return from.follow(await from.send(login, fields), app.issuer);
  };
  const remember = async (rut: string): Promise<void> => {
    const page = await enter(rut, browser);
    t.true(asksForFactor(page), rut);
    app.advance(MINUTE);
    await typeFactor(browser, page, digitsAt(secrets.get(rut) ?? '', app.deps.now()), { recordar: 'si' });
    for (const name of browser.cookies.keys()) if (name !== REMEMBERED) browser.cookies.delete(name);
  };
  await remember(rosa.rut);
  t.true(asksForFactor(await enter(pedro.rut, browserWith(browser))), 'not for the other one');
  await remember(pedro.rut);
  for (const { rut } of [rosa, pedro]) {
    const own = browserWith(browser);
    const page = await enter(rut, own);
    t.false(asksForFactor(page), rut);
    const { text } = await own.get(`${app.issuer}/cuenta/seguridad`);
    t.is(text.match(/Este equipo/g)?.length, 1, 'each sees their own');
  }
});

test('the factor of another person is not skipped by making up, repeating or cutting what the cookie has', async (t) => {
  const { app, digits } = await open(t);
  const browser = await rememberedBrowser(app, digits);
  const token = browser.cookies.get(REMEMBERED) ?? '';
  const other = 'A'.repeat(43);
  for (const cookie of [
    `${token}~${token}`,
    `${token}~`,
    ` ${token}`,
    token.slice(0, -1),
    `${token}=`,
    [token, ...Array.from({ length: 6 }, (_, place) => `${'A'.repeat(41)}${place}A`)].join('~'),
    `${token}~nada`,
  ]) {
    const odd = openBrowser();
    odd.cookies.set(REMEMBERED, cookie);
    await assertAsked(t, app, odd, cookie);
  }
  const both = openBrowser();
  both.cookies.set(REMEMBERED, `${other}~${token}`);
  await assertKeyAlone(t, app, both);
  t.is((await accountOf(app)).state, 'activa');
});
