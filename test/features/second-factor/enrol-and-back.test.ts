/** A factor that is added in the middle of a sign-in, which then goes on by itself. */
import test, { type ExecutionContext } from 'ava';
import { acrValues } from '../../../src/domain/acr-values.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, openClient, type Person, pedro, redeem, rosa } from '../../helpers/client-app.ts';
import { MINUTE, openAppFor } from '../../helpers/recovery.ts';
import { mailedCode } from '../../helpers/second-factor.ts';
import { PAGES, secretOn } from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';
import { ageSignIns } from '../../helpers/way-back.ts';

const LEVEL = acrValues.secondFactor;
const BACK = /Después vuelve a Plataforma ejemplo/;

async function open(t: ExecutionContext, person: Person = rosa) {
  const app = await openAppFor(t);
  const client = await openClient(app, 'ejemplo');
  const follow = async (browser: Browser, visit: Promise<Visit>) => browser.follow(await visit, app.issuer);
  const begin = async (browser = openBrowser()) => {
    const { checks, to } = await beginSignIn(client, { acr_values: LEVEL });
    const form = await follow(browser, browser.get(to.href));
    const page = form.html.includes('name="clave"')
      ? await follow(browser, browser.send(form, { rut: person.rut, clave: person.key }))
      : form;
    return { browser, checks, page };
  };
  const enter = (browser: Browser, page: Visit) =>
    follow(browser, browser.send(page, { accion: 'agregar-aplicacion' }));
  const enrol = (browser: Browser, page: Visit) => enrolOn(app, browser, page, person);
  return { app, client, follow, begin, enter, enrol };
}

/** Enrols an app from the page of enrolment on: the sheet of codes, and the secret. */
async function enrolOn(app: TestApp, browser: Browser, page: Visit, person: Person) {
  const asked = await browser.send(page, { accion: 'correo' });
  const mail = person === rosa ? 'rosa@correo.example' : 'pedro@correo.example';
  const digitos = digitsAt(secretOn(asked), app.deps.now());
  const card = asked.html.includes('name="serie"') ? { serie: person.serial } : {};
  const fields = { nombre: '', digitos, codigo: await mailedCode(app, mail), accion: 'continuar', ...card };
  const sheet = await browser.follow(await browser.send(asked, fields), app.issuer);
  return { sheet, secret: secretOn(asked) };
}

const wayOn = ({ html, url }: Visit): string =>
  new URL((/<a class="btn an" href="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'), url).href;

const asksForCode = ({ html }: Visit): boolean => html.includes('name="codigo"');

test('[second factor] from the page of a sign-in an app is added in the same tab, and «Ya los guardé» ends the sign-in at the level, without its code once more', async (t) => {
  const { app, client, follow, begin, enter, enrol } = await open(t);
  const { browser, checks, page } = await begin();
  t.regex(page.text, /Agregue un segundo factor/);
  const form = await enter(browser, page);
  t.true(form.url.startsWith(`${app.issuer}${PAGES}/aplicacion`));
  t.regex(form.text, BACK);
  const { sheet } = await enrol(browser, form);
  t.regex(sheet.text, /Ya los guardé: volver a Plataforma ejemplo/);
  const done = await follow(browser, browser.get(wayOn(sheet)));
  const claims = (await redeem(client, answerOf(done), checks)).claims();
  t.is(claims?.acr, LEVEL);
  t.deepEqual(claims?.amr, ['pwd', 'otp', 'mfa']);
  t.notRegex((await browser.get(`${app.issuer}/cuenta/seguridad`)).text, BACK);
});

test('[second factor] a passkey can be added from the page of a sign-in too', async (t) => {
  const { app, follow, begin } = await open(t);
  const { browser, page } = await begin();
  const form = await follow(browser, browser.send(page, { accion: 'agregar-clave' }));
  t.true(form.url.startsWith(`${app.issuer}${PAGES}/clave-de-acceso`));
  t.regex(form.text, BACK);
});

test('[second factor] ten minutes after the enrolment the code is asked all the same', async (t) => {
  const { app, client, follow, begin, enter, enrol } = await open(t);
  const { browser, checks, page } = await begin();
  const { sheet, secret } = await enrol(browser, await enter(browser, page));
  app.advance(10 * MINUTE);
  const late = await follow(browser, browser.get(wayOn(sheet)));
  t.true(asksForCode(late));
  const codigo = digitsAt(secret, app.deps.now());
  const done = await follow(browser, browser.send(late, { codigo, accion: 'continuar' }));
  t.is((await redeem(client, answerOf(done), checks)).claims()?.acr, LEVEL);
});

test('[second factor] the proof of an enrolment raises no other sign-in, no other browser and no other account', async (t) => {
  const { app, follow, begin, enter, enrol } = await open(t);
  const { browser, page } = await begin();
  const { sheet } = await enrol(browser, await enter(browser, page));
  const proof = new URL(wayOn(sheet)).searchParams.get('probado') ?? '';
  t.not(proof, '');

  const second = await begin(browser);
  t.true(asksForCode(second.page));
  const uid = new URL(second.page.url).pathname.split('/')[2];
  const origin = new URL(wayOn(sheet)).pathname.split('/').at(-1);
  const moved = await follow(
    browser,
    browser.get(`${app.issuer}/ingresar/${uid}/continuar/${origin}?probado=${proof}`),
  );
  t.true(asksForCode(moved), 'of another sign-in');

  const thief = openBrowser();
  for (const [name, value] of browser.cookies) if (name !== 'cs_navegador') thief.cookies.set(name, value);
  const seen = await follow(thief, thief.get(wayOn(sheet)));
  t.is(seen.headers.get('location'), null, 'in another browser');

  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  const [factor] = (await app.deps.credentials.ofAccount(account?.id ?? '')).filter(({ kind }) => kind === 'totp');
  await app.deps.credentials.remove(account?.id ?? '', [factor?.id ?? '']);
  const removed = await follow(browser, browser.get(wayOn(sheet)));
  t.regex(removed.text, /Agregue un segundo factor/, 'of a factor that was removed');
});

test('[second factor] a factor that was added without the card does not reach the level at once: the page says from when', async (t) => {
  const { follow, begin, enter, enrol } = await open(t, pedro);
  const { browser, page } = await begin();
  const { sheet } = await enrol(browser, await enter(browser, page));
  const back = await follow(browser, browser.get(wayOn(sheet)));
  t.regex(
    back.text,
    /Su segundo factor es nuevo.*El suyo es nuevo y se agregó sin la cédula: por su seguridad sirve aquí/,
  );
});

test('[second factor] the way back outlasts a sign-in at Mi cuenta that was idle, and another tab', async (t) => {
  const { app, client, follow, begin, enter, enrol } = await open(t);
  const { browser, checks, page } = await begin();
  await enter(browser, page);
  app.advance(16 * MINUTE);
  const key = await follow(browser, browser.get(`${app.issuer}${PAGES}/aplicacion`));
  t.true(key.html.includes('name="clave"'), 'Mi cuenta asks for the key again');
  const form = await follow(browser, browser.send(key, { rut: rosa.rut, clave: rosa.key }));
  t.regex(form.text, BACK);
  t.regex((await browser.get(`${app.issuer}/cuenta/datos`)).text, BACK, 'another tab shows it too');
  const { sheet } = await enrol(browser, form);
  const done = await follow(browser, browser.get(wayOn(sheet)));
  t.is((await redeem(client, answerOf(done), checks)).claims()?.acr, LEVEL);
});

test('[second factor] where the sign-in ran out meanwhile, the factor stays and the way back leads to a new beginning', async (t) => {
  const { app, follow, begin, enter, enrol } = await open(t);
  const { browser, page } = await begin();
  const { sheet } = await enrol(browser, await enter(browser, page));
  await ageSignIns(app, 61);
  const over = await follow(browser, browser.get(wayOn(sheet)));
  t.is(over.status, 200);
  t.regex(over.text, /Ya ingresó/);
  t.true(over.html.includes('href="https://ejemplo.example/"'));
  t.true(asksForCode((await begin(browser)).page), 'which asks for the factor');
});

test('[second factor] who goes back without adding one finds the page again, and another account of this browser sees no way back', async (t) => {
  const { app, follow, begin, enter } = await open(t);
  const { browser, page } = await begin();
  const form = await enter(browser, page);
  const [, href = ''] = /href="(\/ingresar\/[\w-]+\/continuar\/[^"]+)"/.exec(form.html) ?? [];
  const again = await follow(browser, browser.get(app.issuer + href));
  t.regex(again.text, /Agregue un segundo factor/);
  await enter(browser, again);
  const other = openBrowser();
  for (const name of ['cs_vuelta', 'cs_navegador']) other.cookies.set(name, browser.cookies.get(name) ?? '');
  const key = await follow(other, other.get(`${app.issuer}/cuenta`));
  const pedros = await follow(other, other.send(key, { rut: pedro.rut, clave: pedro.key }));
  t.regex(pedros.text, /Mi cuenta/);
  t.notRegex(pedros.text, BACK);
});
