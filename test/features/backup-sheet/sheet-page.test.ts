import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import { authenticator } from '../../helpers/authenticator.ts';
import { type Browser, openBrowser } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia, panaderiaContacts } from '../../helpers/companies.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import { answeredOn, asksForPasskey, enrolPasskeyByPages } from '../../helpers/passkey-pages.ts';
import { camila, DAY, MINUTE, openAppFor, openWithCamila } from '../../helpers/recovery.ts';
import { mailedCode } from '../../helpers/second-factor.ts';
import { codesOn, enrolByPages, enterPanaderia } from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

const PAGE = '/cuenta/seguridad/hoja-de-respaldo';

const seguridad = async ({ issuer }: TestApp, browser: Browser): Promise<string> =>
  (await browser.get(`${issuer}/cuenta/seguridad`)).text;

/** Asks for a code by the page, and sends the form with it. */
async function sendForm(
  app: TestApp,
  browser: Browser,
  { mail, ...fields }: { mail: string; actual: string; accion: string },
) {
  const asked = await browser.send(await browser.get(app.issuer + PAGE), { accion: 'correo' });
  const page = await browser.follow(asked, app.issuer);
  return browser.send(page, { ...fields, codigo: await mailedCode(app, mail) });
}

const making = { mail: camila.email, actual: camila.key, accion: 'hacer' };

async function open(t: ExecutionContext, how: Parameters<typeof openWithCamila>[1] = {}) {
  const app = await openWithCamila(t, { throttles: 'on', ...how });
  return { app, browser: await enterCuenta(app, camila) };
}

test('the sheet is made with the key and a code of a contact, shown once, counted in Seguridad, and removed', async (t) => {
  const { app, browser } = await open(t);
  t.regex(await seguridad(app, browser), /Imprimir una hoja de respaldo/);
  const answer = await sendForm(app, browser, making);
  t.is(answer.status, 303);
  const sheet = await browser.follow(answer, app.issuer);
  t.is(codesOn(sheet).length, 2);
  t.regex(sheet.text, /Guarde esta hoja aparte de su cédula/);
  t.regex(await seguridad(app, browser), /Le quedan 2 códigos de la hoja.*Sirve desde el/s);
  const elsewhere = await enterCuenta(app, camila);
  t.regex(
    (await elsewhere.get(new URL(answer.headers.get('location') ?? '', app.issuer).href)).text,
    /La hoja ya no se muestra/,
  );
  app.advance(11 * MINUTE);
  const late = await browser.get(new URL(answer.headers.get('location') ?? '', app.issuer).href);
  t.deepEqual(codesOn(late), []);
  const removed = await sendForm(app, browser, { ...making, accion: 'quitar' });
  t.is(removed.headers.get('location'), '/cuenta/seguridad?listo=sin-hoja');
  t.notRegex(await seguridad(app, browser), /Le quedan 2 códigos/);
});

test('[backup sheet, threat 131] a wrong key, and a code that was not sent here, make no sheet, and the page says which is wrong', async (t) => {
  const { app, browser } = await open(t);
  const wrong = await sendForm(app, browser, { ...making, actual: 'Otra clave que no es' });
  t.is(wrong.status, 422);
  t.regex(wrong.html, /id="actual-e"/);
  t.notRegex(wrong.html, /Otra clave que no es/);
  const page = await browser.get(app.issuer + PAGE);
  const early = await browser.send(page, { actual: camila.key, codigo: '', accion: 'hacer' });
  t.regex(early.text, /Presione antes «Enviar código»/);
  const guessed = await browser.send(page, { actual: camila.key, codigo: '123456', accion: 'hacer' });
  t.is(guessed.status, 422);
  t.regex(await seguridad(app, browser), /Imprimir una hoja de respaldo/);
});

test('a holder with an app gives its digits in place of a code of a contact', async (t) => {
  const { app, browser } = await open(t);
  const { secret } = await enrolByPages(app, browser, { mail: camila.email, serial: camila.serial });
  app.advance(MINUTE);
  const page = await browser.get(app.issuer + PAGE);
  t.notRegex(page.text, /Enviar código a/);
  const fields = { actual: camila.key, accion: 'hacer' };
  t.is((await browser.send(page, { ...fields, codigo: '' })).status, 422);
  t.is((await browser.send(page, { ...fields, codigo: digitsAt(secret, app.deps.now()) })).status, 303);
});

test('a holder with a passkey proves it in place of a code of a contact, and no code stands for it', async (t) => {
  const { app, browser } = await open(t);
  const by = authenticator(app.issuer);
  await enrolPasskeyByPages(app, browser, by, { mail: camila.email, serial: camila.serial });
  app.advance(MINUTE);
  const page = await browser.get(app.issuer + PAGE);
  t.true(asksForPasskey(page));
  t.notRegex(page.text, /Enviar código a/);
  const fields = { actual: camila.key, accion: 'hacer' };
  t.is((await browser.send(page, { ...fields, codigo: '123456' })).status, 422);
  const wrong = await browser.send(page, { ...fields, ...answeredOn(page, by, { verified: false }) });
  t.is(wrong.status, 422);
  t.regex(wrong.html, /id="acceso-credencial-e"/);
  const again = await browser.get(app.issuer + PAGE);
  const sheet = await browser.follow(await browser.send(again, { ...fields, ...answeredOn(again, by) }), app.issuer);
  t.is(codesOn(sheet).length, 2);
  const last = await browser.get(app.issuer + PAGE);
  const removed = await browser.send(last, { ...fields, ...answeredOn(last, by), accion: 'quitar' });
  t.is(removed.headers.get('location'), '/cuenta/seguridad?listo=sin-hoja');
});

test('a printed code of the second factor is spent by no sheet that may not change', async (t) => {
  const { app, browser } = await open(t);
  const { sheet } = await enrolByPages(app, browser, { mail: camila.email, serial: camila.serial });
  const account = await app.deps.accounts.findByIdentifier('natural', camila.run);
  await app.deps.audit.record({ act: 'mailbox.opened', accountId: account?.id, subject: account?.subject });
  const page = await browser.get(app.issuer + PAGE);
  const [codigo = ''] = codesOn(sheet);
  t.is((await browser.send(page, { actual: camila.key, accion: 'hacer', codigo })).status, 429);
  const held = await app.deps.credentials.ofAccount(account?.id ?? '');
  t.is(held.filter(({ kind }) => kind === 'recovery-code').length, 10);
});

test('who has no confirmed mobile is told why a sheet helps', async (t) => {
  const { app, browser } = await open(t, { mobile: false, confirmed: false });
  t.regex(await seguridad(app, browser), /Se la recomendamos: no tiene un celular confirmado/);
});

test('for 72 hours after a link in the mailbox the page says until when the sheet rests', async (t) => {
  const { app, browser } = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', camila.run);
  await app.deps.audit.record({ act: 'mailbox.opened', accountId: account?.id, subject: account?.subject });
  const refused = await sendForm(app, browser, making);
  t.is(refused.status, 429);
  t.regex(refused.text, /podrá cambiar su hoja de respaldo el /);
});

test('a user who is not signed in sees no page of it', async (t) => {
  const app = await openAppFor(t);
  for (const page of [PAGE, `${PAGE}/impresa`]) t.is((await openBrowser().get(app.issuer + page)).status, 303, page);
});

test('[backup sheet] each representative of a company has a sheet of their own', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const pedros = await enterPanaderia(app, pedro.rut);
  const fields = { mail: panaderiaContacts.office, actual: panaderia.key, accion: 'hacer' };
  t.is((await sendForm(app, pedros, fields)).status, 303);
  app.advance(DAY);
  const again = await enterPanaderia(app, pedro.rut);
  t.regex(await seguridad(app, again), /Le quedan 2 códigos/);
  const rosas = await enterPanaderia(app, rosa.rut);
  t.notRegex(await seguridad(app, rosas), /Le quedan 2 códigos/);
});
