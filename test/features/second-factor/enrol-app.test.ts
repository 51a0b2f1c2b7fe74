import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import type { Browser } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { enterCuenta, goToCuenta } from '../../helpers/cuenta.ts';
import { mobileCodeIn } from '../../helpers/mobile.ts';
import { camila, MINUTE, openAppFor, openWithCamila } from '../../helpers/recovery.ts';
import { mailedCode } from '../../helpers/second-factor.ts';
import {
  codesOn,
  enrolByPages,
  filledIn,
  openEnrolment,
  otherThan,
  PAGES,
  secretOn,
} from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

const who = { mail: camila.email, serial: camila.serial } as const;

async function open(t: ExecutionContext): Promise<{ readonly app: TestApp; readonly browser: Browser }> {
  const app = await openWithCamila(t);
  return { app, browser: await enterCuenta(app, camila) };
}

const kept = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

test('Seguridad leads to a page with QR code and secret; with digits, code and card the app is enrolled and ten codes are shown', async (t) => {
  const { app, browser } = await open(t);
  const before = await browser.get(`${app.issuer}/cuenta/seguridad`);
  t.regex(before.text, /No tiene segundo factor/);
  t.true(before.html.includes(`href="${PAGES}/aplicacion"`));
  t.true(before.html.indexOf('id="segundo-factor"') < before.html.indexOf('id="equipos"'));
  const page = await openEnrolment(app, browser);
  t.regex(page.html, /<svg class="qr"[^>]*role="img" aria-label="Código QR/);
  t.regex(page.html, /<code class="secreto">[A-Z2-7]{4}( [A-Z2-7]{4}){7}<\/code>/);
  t.regex(
    page.html,
    /href="otpauth:\/\/totp\/Clave%20Sence:44\.\*{3}\.\*{3}-7\?/,
    'who sees the phone reads no whole RUT',
  );
  const { answer, sheet } = await enrolByPages(app, browser, who);
  t.is(answer.status, 303);
  t.is(sheet.status, 200);
  t.is(codesOn(sheet).length, 10);
  const after = await browser.get(`${app.issuer}/cuenta/seguridad?listo=factor`);
  t.regex(
    after.text,
    /Su segundo factor quedó agregado.*Mi teléfono Aplicación de códigos Desde: Hoy.*Todavía no lo ha usado/,
  );
  t.regex(after.text, /Le quedan 10 códigos de respaldo impresos/);
  t.false(after.html.includes(`${PAGES}/aplicacion`));
  t.is((await openEnrolment(app, browser)).url, `${app.issuer}/cuenta/seguridad`);
  t.regex((await browser.get(`${app.issuer}/cuenta/actividad`)).text, /Agregó una aplicación de códigos/);
});

test('the code goes where its button says, also to the confirmed mobile, and asking for it loses nothing that was typed', async (t) => {
  const { app, browser } = await open(t);
  const page = await openEnrolment(app, browser);
  t.regex(page.text, /Enviar código a camxxxx@corxxxx Enviar código a \+56 9 •••• 0003/);
  const typed = { nombre: 'El de la casa', digitos: '482915', serie: camila.serial };
  const sent = await browser.send(page, { ...typed, accion: 'celular' });
  t.is(sent.status, 200);
  t.regex(sent.text, /Estamos enviando un código a \+56 9 •••• 0003/);
  for (const [name, value] of Object.entries(typed)) t.is(kept(sent.html, name), value);
  t.is(secretOn(sent), secretOn(page));
  const codigo = await mobileCodeIn(app, camila.mobile);
  const digitos = digitsAt(secretOn(page), app.deps.now());
  t.is((await browser.send(sent, { ...typed, digitos, codigo, accion: 'continuar' })).status, 303);
});

test('each refusal is at its field, and a wrong contact code keeps digits and name', async (t) => {
  const { app, browser } = await open(t);
  const empty = await browser.send(await openEnrolment(app, browser), { accion: 'continuar' });
  t.is(empty.status, 422);
  for (const id of ['digitos', 'codigo', 'serie']) t.true(empty.html.includes(`id="${id}-e"`), id);
  t.regex(empty.text, /Presione antes «Enviar código»/);
  const { page, fields } = await filledIn(app, browser, who);
  const { digitos = '', codigo = '' } = fields;
  const wrong = await browser.send(page, { ...fields, codigo: otherThan(codigo) });
  t.is(wrong.status, 422);
  t.regex(/id="codigo-e".*?<\/p>/s.exec(wrong.html)?.[0] ?? '', /El código no coincide/);
  t.is(kept(wrong.html, 'digitos'), digitos);
  t.is(kept(wrong.html, 'nombre'), 'Mi teléfono');
  t.is(secretOn(wrong), secretOn(page));
  const digits = await browser.send(wrong, { ...fields, digitos: otherThan(digitos) });
  t.regex(/id="digitos-e".*?<\/p>/s.exec(digits.html)?.[0] ?? '', /El código no coincide o ya se usó/);
  const card = await browser.send(digits, { ...fields, serie: 'B51A23999' });
  t.true(card.html.includes('id="serie-e"'));
  const long = await browser.send(card, { ...fields, nombre: 'x'.repeat(41) });
  t.regex(/id="nombre-e".*?<\/p>/s.exec(long.html)?.[0] ?? '', /Escriba hasta 40 caracteres/);
  t.is((await browser.send(long, fields)).status, 303);
});

test('who only declared an identity is asked for no card, and a code that was never sent is refused at its field', async (t) => {
  const app = await openAppFor(t);
  const browser = await enterCuenta(app, pedro);
  const page = await openEnrolment(app, browser);
  t.false(page.html.includes('name="serie"'));
  const digitos = digitsAt(secretOn(page), app.deps.now());
  const refused = await browser.send(page, { digitos, codigo: '123456', accion: 'continuar' });
  t.regex(/id="codigo-e".*?<\/p>/s.exec(refused.html)?.[0] ?? '', /venció o ya no sirve/);
});

test('[second factor] the ticket of another user, of another session or of half an hour ago enrols nothing, and shows a new secret', async (t) => {
  const { app, browser } = await open(t);
  const { page, fields } = await filledIn(app, browser, who);
  const refusedIn = async (other: Browser) => {
    const own = await openEnrolment(app, other);
    const answer = await other.send({ ...own, html: withTicketOf(own.html, page.html) }, fields);
    t.is(answer.status, 422);
    t.regex(answer.text, /Pasó mucho tiempo o cambió su sesión/);
    t.not(secretOn(answer), secretOn(page));
    t.regex(secretOn(answer), /^[A-Z2-7]{32}$/);
  };
  await refusedIn(await enterCuenta(app, rosa));
  await refusedIn(await enterCuenta(app, camila));
  app.advance(14 * MINUTE);
  await browser.get(`${app.issuer}/cuenta`);
  app.advance(14 * MINUTE);
  const same = await browser.get(addressIn(page.html, app));
  t.is(secretOn(same), secretOn(page), 'a reload keeps the secret');
  app.advance(3 * MINUTE);
  await refusedIn(browser);
});

/** The address of the form of a page, whole. */
const addressIn = (html: string, { issuer }: TestApp): string => `${issuer}${formAddress(html)}`;
const formAddress = (html: string): string => /action="(\/cuenta\/seguridad[^"]*)"/.exec(html)?.[1] ?? '';
const withTicketOf = (own: string, other: string): string => own.replace(formAddress(own), formAddress(other));

test('[threat 12] after a link in the mailbox nothing is enrolled for some days, and the page says until when', async (t) => {
  const { app, browser } = await open(t);
  const { id: accountId, subject } = (await app.deps.accounts.findByIdentifier('natural', camila.run)) ?? {};
  if (!accountId) return t.fail();
  await app.deps.audit.record({ act: 'mailbox.opened', accountId, subject });
  const { page, fields } = await filledIn(app, browser, who);
  const refused = await browser.send(page, fields);
  t.is(refused.status, 429);
  t.regex(refused.text, /Hace poco continuó por correo: por seguridad su segundo factor se puede cambiar desde/);
  t.is((await browser.send(refused, { ...fields, codigo: await mailedCode(app, camila.email) })).status, 429);
  app.advance(73 * 60 * MINUTE);
  await goToCuenta(app, browser, '/seguridad', camila);
  t.is((await enrolByPages(app, browser, who)).answer.status, 303);
});

test('[second factor] a contact that was not confirmed gives no code: without any the page says so', async (t) => {
  const { app, browser } = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', camila.run);
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({ ...latest, confirmed: {} }));
  const page = await openEnrolment(app, browser);
  t.regex(page.text, /Antes confirme un contacto.*Ir a Mis datos/);
  t.false(page.html.includes('Enviar código'));
});
