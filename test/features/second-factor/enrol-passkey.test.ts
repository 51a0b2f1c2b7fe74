import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import { authenticator } from '../../helpers/authenticator.ts';
import type { Browser, Visit } from '../../helpers/browser.ts';
import { rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderiaContacts } from '../../helpers/companies.ts';
import { enterCuenta } from '../../helpers/cuenta.ts';
import {
  answeredOn,
  asksForPasskey,
  enrolPasskeyByPages,
  openPasskeyEnrolment,
  passkeyAskedOn,
  passkeyFilledIn,
} from '../../helpers/passkey-pages.ts';
import { camila, DAY, MINUTE, openAppFor, openWithCamila } from '../../helpers/recovery.ts';
import {
  codesOn,
  enrolByPages,
  enterPanaderia,
  openEnrolment,
  otherThan,
  PAGES,
  secretOn,
} from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

const who = { mail: camila.email, serial: camila.serial } as const;

async function open(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const browser = await enterCuenta(app, camila);
  return { app, browser, by: authenticator(app.issuer) };
}

const security = ({ issuer }: TestApp, browser: Browser, done = ''): Promise<Visit> =>
  browser.get(`${issuer}/cuenta/seguridad${done}`);

test('[second factor] Seguridad leads to the page of a passkey; with code and card it is enrolled and ten codes are shown', async (t) => {
  const { app, browser, by } = await open(t);
  t.true((await security(app, browser)).html.includes(`href="${PAGES}/clave-de-acceso"`));
  const page = await openPasskeyEnrolment(app, browser);
  t.like(passkeyAskedOn(page, 'nueva'), {
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    user: { name: camila.rut },
  });
  t.regex(/name="nombre"[^>]*value="([^"]*)"/.exec(page.html)?.[1] ?? '', /./, 'a name stands there');
  const { answer, sheet } = await enrolPasskeyByPages(app, browser, by, who);
  t.is(answer.status, 303);
  t.is(codesOn(sheet).length, 10);
  const after = await security(app, browser, '?listo=factor');
  t.regex(after.text, /Su segundo factor quedó agregado.*Mi teléfono Clave de acceso \(passkey\) Desde: Hoy/);
  t.regex(after.text, /Solo en el aparato en que la creó.*Todavía no lo ha usado/);
  t.true(after.html.includes(`${PAGES}/clave-de-acceso`), 'another one can be added');
  t.regex((await browser.get(`${app.issuer}/cuenta/actividad`)).text, /Agregó una clave de acceso \(passkey\)/);
});

test('[second factor] a slip in the code or the card keeps the passkey that was made, and a refused one is asked for again', async (t) => {
  const { app, browser, by } = await open(t);
  const { page, fields } = await passkeyFilledIn(app, browser, by, who);
  const { codigo = '', nueva = '' } = fields;
  const wrong = await browser.send(page, { ...fields, codigo: otherThan(codigo) });
  t.is(wrong.status, 422);
  t.regex(/id="codigo-e".*?<\/p>/s.exec(wrong.html)?.[0] ?? '', /El código no coincide/);
  t.regex(wrong.text, /Su aparato ya la creó/);
  const { nueva: _, ...rest } = fields;
  const refused = await browser.send(page, {
    ...fields,
    nueva: nueva.replace('webauthn', 'otra').replace(/"clientDataJSON":"/, '"clientDataJSON":"A'),
  });
  t.is(refused.status, 422);
  t.regex(/id="acceso-nueva-e".*?<\/p>/s.exec(refused.html)?.[0] ?? '', /No se pudo comprobar/);
  t.notRegex(refused.text, /Su aparato ya la creó/);
  const empty = await browser.send(refused, { ...rest, codigo: '', serie: '' });
  for (const id of ['codigo', 'serie']) t.true(empty.html.includes(`id="${id}-e"`), id);
  const missing = await browser.send(empty, rest);
  t.regex(/id="acceso-nueva-e".*?<\/p>/s.exec(missing.html)?.[0] ?? '', /Falta la clave de acceso/);
  t.is((await browser.send(wrong, rest)).status, 303, 'with the one that the page kept');
});

test('[second factor] a holder with a passkey adds another and an app by proving it, and codes are made once', async (t) => {
  const { app, browser, by } = await open(t);
  await enrolPasskeyByPages(app, browser, by, who);
  const page = await openPasskeyEnrolment(app, browser);
  t.true(asksForPasskey(page));
  t.false(page.html.includes('name="serie"'), 'no card, and no code from a contact');
  t.false(page.html.includes('Enviar código'));
  const usb = authenticator(app.issuer, { counts: true });
  const nueva = usb.create(passkeyAskedOn(page, 'nueva'));
  const without = await browser.send(page, { nombre: 'Llavero', nueva });
  t.regex(/id="codigo-e".*?<\/p>/s.exec(without.html)?.[0] ?? '', /Escriba los seis números/);
  const added = await browser.send(without, { nombre: 'Llavero', ...answeredOn(without, by) });
  t.is(added.headers.get('location'), '/cuenta/seguridad?listo=factor');
  const appPage = await openEnrolment(app, browser);
  const digitos = digitsAt(secretOn(appPage), app.deps.now());
  const done = await browser.send(appPage, {
    nombre: 'Códigos',
    digitos,
    ...answeredOn(appPage, usb),
    accion: 'continuar',
  });
  t.is(done.headers.get('location'), '/cuenta/seguridad?listo=factor');
  t.regex((await security(app, browser)).text, /Mi teléfono.*Llavero.*Códigos.*Le quedan 10 códigos/);
});

test('[second factor] a holder with an app adds a passkey by its digits or a printed code', async (t) => {
  const { app, browser, by } = await open(t);
  const { sheet } = await enrolByPages(app, browser, who);
  const page = await openPasskeyEnrolment(app, browser);
  t.false(asksForPasskey(page));
  const nueva = by.create(passkeyAskedOn(page, 'nueva'));
  const wrong = await browser.send(page, { nombre: '', nueva, codigo: 'AAAA-BBBB-CCCC-DDDD' });
  t.regex(/id="codigo-e".*?<\/p>/s.exec(wrong.html)?.[0] ?? '', /El código no coincide/);
  const added = await browser.send(wrong, { nombre: '', codigo: codesOn(sheet)[0] ?? '' });
  t.is(added.headers.get('location'), '/cuenta/seguridad?listo=factor');
  t.regex((await security(app, browser)).text, /Le quedan 9 códigos/);
});

test('a passkey is renamed, and removed by itself, and with the last factor go the codes', async (t) => {
  const { app, browser, by } = await open(t);
  await enrolPasskeyByPages(app, browser, by, who);
  const [, rename = ''] = /href="([^"]*\/nombre\?cual=[^"]*)"/.exec((await security(app, browser)).html) ?? [];
  const page = await browser.get(app.issuer + rename);
  const long = await browser.send(page, { nombre: 'x'.repeat(41) });
  t.is(long.status, 422);
  const renamed = await browser.send(long, { nombre: 'iPhone  de\u200b Camila' });
  t.is(renamed.headers.get('location'), '/cuenta/seguridad?listo=nombre');
  t.regex((await security(app, browser)).text, /iPhone de Camila/);
  t.regex((await browser.get(`${app.issuer}/cuenta/actividad`)).text, /Cambió el nombre de una clave de acceso/);
  const removal = await browser.get(`${app.issuer}${PAGES}/quitar`);
  t.regex(removal.text, /Va a quitar «iPhone de Camila».*Borre también la clave de acceso en el aparato en que está/);
  const wrong = await browser.send(removal, answeredOn(removal, by, { signature: 'AAAA' }));
  t.is(wrong.status, 422);
  const removed = await browser.send(wrong, answeredOn(wrong, by));
  t.is(removed.headers.get('location'), '/cuenta/seguridad?listo=sin-factor');
  t.regex((await security(app, browser)).text, /No tiene segundo factor/);
  const { id = '' } = (await app.deps.accounts.findByIdentifier('natural', camila.run)) ?? {};
  t.deepEqual(await app.deps.credentials.ofAccount(id), []);
});

test('the name of a factor of another user, or of a removed one, is not changed', async (t) => {
  const { app, browser, by } = await open(t);
  await enrolPasskeyByPages(app, browser, by, who);
  const { id = '' } = (await app.deps.accounts.findByIdentifier('natural', camila.run)) ?? {};
  const [passkey] = (await app.deps.credentials.ofAccount(id)).filter(({ kind }) => kind === 'passkey');
  const other = await enterCuenta(app, rosa);
  const answer = await other.get(`${app.issuer}${PAGES}/nombre?cual=${passkey?.id}`);
  t.is(answer.headers.get('location'), '/cuenta/seguridad');
});

test('a challenge of half an hour ago, or of another session, enrols nothing', async (t) => {
  const { app, browser, by } = await open(t);
  const { page, fields } = await passkeyFilledIn(app, browser, by, who);
  const other = await enterCuenta(app, camila);
  const own = await openPasskeyEnrolment(app, other);
  const reto = /name="reto_nueva" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const refused = await other.send(own, { ...fields, reto_nueva: reto });
  t.is(refused.status, 422);
  const late = await passkeyFilledIn(app, browser, by, who);
  app.advance(14 * MINUTE);
  await browser.get(`${app.issuer}/cuenta`);
  app.advance(14 * MINUTE);
  await browser.get(`${app.issuer}/cuenta`);
  app.advance(3 * MINUTE);
  t.is((await browser.send(late.page, late.fields)).status, 422);
});

test('[second factor] a representative adds a passkey of their own for the company', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  app.advance(DAY);
  const browser = await enterPanaderia(app, rosa.rut);
  const by = authenticator(app.issuer);
  const page = await openPasskeyEnrolment(app, browser);
  t.regex(
    (passkeyAskedOn(page, 'nueva') as { user: { name: string } }).user.name,
    /^54\.000\.001-8 \(RUT 44\.000\.001-0\)$/,
  );
  const { answer } = await enrolPasskeyByPages(app, browser, by, { mail: panaderiaContacts.office });
  t.is(answer.status, 303);
  t.regex((await security(app, browser)).text, /Mi teléfono Clave de acceso \(passkey\)/);
});
