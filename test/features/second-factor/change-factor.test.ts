import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderiaContacts } from '../../helpers/companies.ts';
import { enterCuenta, goToCuenta } from '../../helpers/cuenta.ts';
import { accountNow, camila, MINUTE, openAppFor, openWithCamila } from '../../helpers/recovery.ts';
import {
  codesOn,
  enrolByPages,
  enterPanaderia,
  openEnrolment,
  otherThan,
  PAGES,
} from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

async function open(t: ExecutionContext) {
  const app = await openWithCamila(t, { throttles: 'on' });
  const browser = await enterCuenta(app, camila);
  const { secret, sheet } = await enrolByPages(app, browser, { mail: camila.email, serial: camila.serial });
  app.advance(MINUTE);
  return { app, browser, codes: codesOn(sheet), digits: () => digitsAt(secret, app.deps.now()) };
}

/** Sends the proof to a page: the answer. */
const prove = async ({ issuer }: TestApp, browser: Browser, page: string, codigo: string) =>
  browser.send(await browser.get(`${issuer}${PAGES}/${page}`), { codigo, accion: 'seguir' });

const seguridad = async ({ issuer }: TestApp, browser: Browser): Promise<string> =>
  (await browser.get(`${issuer}/cuenta/seguridad`)).text;

test('new codes are made with the digits of the app or with a printed code, and the old ones end', async (t) => {
  const { app, browser, codes, digits } = await open(t);
  const answer = await prove(app, browser, 'codigos', digits());
  t.is(answer.status, 303);
  const sheet = await browser.follow(answer, app.issuer);
  const fresh = codesOn(sheet);
  t.is(new Set([...codes, ...fresh]).size, 20);
  t.true(sheet.html.includes('href="/cuenta/seguridad?listo=codigos"'));
  const old = await prove(app, browser, 'codigos', codes[0] ?? '');
  t.is(old.status, 422);
  t.regex(/id="codigo-e".*?<\/p>/s.exec(old.html)?.[0] ?? '', /El código no coincide o ya se usó/);
  t.is((await prove(app, browser, 'codigos', (fresh[0] ?? '').toLowerCase())).status, 303);
  t.regex(await seguridad(app, browser), /Le quedan 10 códigos/);
});

test('the factor is removed with the same proof only; its codes go with it, and a later visit finds nothing to remove', async (t) => {
  const { app, browser, codes, digits } = await open(t);
  const page = await browser.get(`${app.issuer}${PAGES}/quitar`);
  t.regex(
    page.text,
    /Va a quitar «Mi teléfono».*Es el único que tiene: después no se pide un segundo factor al ingresar/,
  );
  t.regex((await browser.send(page, {})).text, /Escriba los seis números de su aplicación, o un código de respaldo/);
  t.is((await browser.send(page, { codigo: otherThan(digits()) })).status, 422);
  t.is((await browser.get(`${app.issuer}${PAGES}/quitar?cual=otro`)).headers.get('location'), '/cuenta/seguridad');
  const done = await browser.send(page, { codigo: codes[1] ?? '' });
  t.is(done.headers.get('location'), '/cuenta/seguridad?listo=sin-factor');
  t.regex(await seguridad(app, browser), /No tiene segundo factor/);
  for (const gone of ['quitar', 'codigos'])
    t.is((await browser.get(`${app.issuer}${PAGES}/${gone}`)).headers.get('location'), '/cuenta/seguridad');
  t.is((await browser.send(page, { codigo: digits() })).headers.get('location'), '/cuenta/seguridad');
  t.is((await openEnrolment(app, browser)).status, 200, 'another app may be enrolled');
});

test('[second factor] wrong codes pause the factor for a while, say until when, and never the key', async (t) => {
  const { app, browser, digits } = await open(t);
  for (let times = 0; times < 5; times += 1)
    t.is((await prove(app, browser, 'quitar', otherThan(digits()))).status, 422);
  const paused = await prove(app, browser, 'quitar', digits());
  t.is(paused.status, 429);
  t.regex(paused.text, /Demasiados códigos equivocados.*Su clave sigue funcionando/);
  t.regex((await goToCuenta(app, openBrowser(), '', camila)).text, /La clave es correcta/);
  t.regex(await seguridad(app, browser), /Mi teléfono/);
});

test('after a link in the mailbox the factor is not removed for some days, and the try spends no printed code', async (t) => {
  const { app, browser, codes } = await open(t);
  const { id: accountId, subject } = await accountNow(app);
  await app.deps.audit.record({ act: 'mailbox.opened', accountId, subject });
  const refused = await prove(app, browser, 'quitar', codes[0] ?? '');
  t.is(refused.status, 429);
  t.regex(refused.text, /su segundo factor se puede cambiar desde/);
  t.regex(await seguridad(app, browser), /Le quedan 10 códigos/);
});

test('a user who is not signed in sees none of the pages', async (t) => {
  const app = await openAppFor(t);
  for (const page of ['aplicacion', 'impresos', 'codigos', 'quitar'])
    t.is((await openBrowser().get(`${app.issuer}${PAGES}/${page}`)).status, 303, page);
});

test('each representative of a company sees, enrols and removes only their own factor', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const pedros = await enterPanaderia(app, pedro.rut);
  t.false((await openEnrolment(app, pedros)).text.includes('+56 9'), 'the mobile is that of the other representative');
  const { sheet } = await enrolByPages(app, pedros, { mail: panaderiaContacts.office });
  t.is(codesOn(sheet).length, 10);
  const rosas = await enterPanaderia(app, rosa.rut);
  t.regex(await seguridad(app, rosas), /No tiene segundo factor/);
  t.is((await rosas.get(`${app.issuer}${PAGES}/quitar`)).headers.get('location'), '/cuenta/seguridad');
  app.advance(MINUTE);
  const own = await enrolByPages(app, rosas, { mail: panaderiaContacts.office });
  t.is(own.answer.status, 303);
  t.is((await prove(app, rosas, 'quitar', codesOn(sheet)[0] ?? '')).status, 422, 'the code of the other one');
  t.is((await prove(app, rosas, 'quitar', codesOn(own.sheet)[0] ?? '')).status, 303);
  t.regex(await seguridad(app, pedros), /Mi teléfono/);
});
