import test, { type ExecutionContext } from 'ava';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { panaderia } from '../../helpers/companies.ts';
import { pressOn } from '../../helpers/cuenta.ts';
import { openWithRequester } from '../../helpers/facilitador.ts';
import { acceptBy, approve, invitationOf, invitationTo } from '../../helpers/invitations.ts';

const PAGE = '/cuenta/facilitadores/invitaciones';
const INES = 'ines@correo.example';

async function signIn(app: TestApp, browser: Browser): Promise<Visit> {
  const page = await browser.follow(await browser.get(`${app.issuer}${PAGE}`), app.issuer);
  const form = await browser.get(`${page.url}?perfil=juridica`);
  const company = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0' };
  return browser.follow(await browser.send(form, { ...company, clave: panaderia.key, accion: 'ingresar' }), app.issuer);
}

async function open(t: ExecutionContext) {
  const { app, ask } = await openWithRequester(t);
  const request = await ask();
  await approve(app, request);
  const browser = openBrowser();
  return { app, request, browser, link: (await invitationTo(app, INES)) ?? '', page: await signIn(app, browser) };
}

test('a company sends an invitation again, three times a day, and the earlier link ends', async (t) => {
  const { app, request, browser, link, page } = await open(t);
  t.regex(page.text, /Inés Quispe Mamani/);
  t.notRegex(page.html, /ines@correo|\/invitacion\//, 'neither mailbox nor link');
  t.is((await pressOn(browser, page, { accion: 'reenviar' })).status, 422, 'none was chosen');
  for (const time of [1, 2, 3]) {
    const done = await pressOn(browser, page, { invitacion: request.id, accion: 'reenviar' });
    t.is(done.status, 303, String(time));
    t.true(await sendNextInvitation(app.deps));
  }
  const refused = await pressOn(browser, page, { invitacion: request.id, accion: 'reenviar' });
  t.is(refused.status, 429);
  t.regex((await openBrowser().get(link)).text, /Este enlace venció/);
  const newest = (await invitationTo(app, INES)) ?? '';
  t.not(newest, link);
  t.regex((await acceptBy(app, newest)).done.text, /Ya puede ingresar/);
  t.is((await pressOn(browser, page, { invitacion: request.id, accion: 'reenviar' })).status, 422, 'accepted');
});

test('[threat 427] an invitation that the company withdrew opens nothing, and its page says so', async (t) => {
  const { app, request, browser, link, page } = await open(t);
  t.is((await pressOn(browser, page, { invitacion: request.id, accion: 'retirar' })).status, 303);
  t.regex((await openBrowser().get(link)).text, /La empresa retiró la invitación/);
  await acceptBy(app, link).catch(() => undefined);
  t.is((await invitationOf(app, request)).state, 'retirada');
  const { nie } = await invitationOf(app, request);
  t.is(nie && (await app.deps.accounts.findByIdentifier('facilitador', nie)), undefined);
});

test('an approved request says what comes next, until its person signs in', async (t) => {
  const { app, request, browser, link } = await open(t);
  await app.deps.facilitadorRequests.change(request.id, request.version, () => ({ state: 'aprobada' }));
  const next = async () => (await browser.get(`${app.issuer}/cuenta/facilitadores/solicitudes`)).text;
  const sent = await next();
  t.regex(sent, /Aprobada.* Qué sigue Enviamos la invitación .* Su enlace sirve 72 horas: vence el /);
  t.regex(sent, /elige su clave y su segundo factor.* Ir a las invitaciones/);
  app.advance(73 * 3_600_000);
  const browserLater = openBrowser();
  await signIn(app, browserLater);
  const later = async () => (await browserLater.get(`${app.issuer}/cuenta/facilitadores/solicitudes`)).text;
  t.regex(await later(), /El enlace venció a las 72 horas/);
  app.advance(-73 * 3_600_000);
  await acceptBy(app, link);
  t.regex(await next(), /El facilitador aceptó la invitación\. .* Quiénes pueden ingresar/);
});

test('no company sends or withdraws the invitation of another', async (t) => {
  const { app, browser, page } = await open(t);
  for (const invitacion of ['8f4f2e51-1c51-4f2f-9f3e-0f7b1b1b1b1b', 'x'])
    for (const accion of ['reenviar', 'retirar'])
      t.is((await pressOn(browser, page, { invitacion, accion })).status, 422);
  t.false(await sendNextInvitation(app.deps));
});
