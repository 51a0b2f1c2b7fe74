import test, { type ExecutionContext } from 'ava';
import PostalMime from 'postal-mime';
import { Undeliverable } from '../../src/adapters/messaging/courier.ts';
import type { Account } from '../../src/domain/account.ts';
import type { Email } from '../../src/domain/email.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { enterCuenta, goToCuenta } from '../helpers/cuenta.ts';
import { deliverMessages } from '../helpers/deliver-messages.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { formFields } from '../helpers/registration.ts';
import { openRelay } from '../helpers/relay.ts';
import { oldHash } from '../legacy/files.ts';
import { openOldApp } from '../legacy/old-app.ts';

const NOBODY = '550 5.1.1 nobody here';
const camila = { rut: '44.000.003-7', serial: 'B51A23456', key: formFields.clave } as const;

/** An app whose mails go to a relay. */
async function open(t: ExecutionContext) {
  const relay = await openRelay();
  const app = await openTestApp({
    env: { SMTP_URL: `smtp://127.0.0.1:${relay.port}?from=no-responder@sence.example`, THROTTLES: 'off' },
  });
  t.teardown(async () => {
    await app.stop();
    await relay.close();
  });
  const browser = openBrowser();
  const deliver = async (): Promise<void> => {
    while ((await deliverMessages(app.worker)) > 0);
  };
  const go = async (page: Visit, fields: Record<string, string>): Promise<Visit> =>
    browser.follow(await browser.send(page, fields), app.issuer);
  const register = async (fields: Record<string, string> = {}): Promise<Visit> => {
    const form = await browser.get(`${app.issuer}/registro/natural`);
    const done = await go(form, { ...formFields, celular: '40000003', ...fields });
    await deliver();
    return browser.get(done.url);
  };
  /** Camila, whose address works up to here. */
  const enrol = async (): Promise<void> => {
    await register();
    const { text } = await PostalMime.parse(relay.letters.at(-1) ?? '');
    const link = /http\S+\/confirmar\/\S+/.exec(text ?? '')?.[0] ?? '';
    await go(await browser.get(link), {});
    await confirmMobileOf(app, 'natural', parseRun(camila.rut));
    await deliver();
  };
  return { relay, app, browser, deliver, go, register, enrol };
}

test('[B4] a registration whose address takes no mail says so, leads to correcting it, and says of nothing that it was sent', async (t) => {
  const { relay, browser, register } = await open(t);
  relay.moods = { RCPT: NOBODY };
  const { text, html } = await register({ email: 'rosa@cerrado.example' });
  t.regex(text, /Su correo no recibe mensajes Recibimos sus datos/);
  t.regex(text, /El correo rosa@cerrado\.example no recibe mensajes: su proveedor rechazó el nuestro/);
  t.regex(text, /Estado del envío Rechazado a las \d\d\.\d\d/);
  t.notRegex(text, /Éxito|Enviado|Le enviamos|Le enviaremos|En camino/);
  t.regex(html, /<a href="\/registro\/natural\/listo\/[\w-]+\/correo">Corrija el correo<\/a>/);
  relay.moods = {};
  const again = await register();
  t.regex(again.text, /Éxito/);
  t.regex((await browser.get(again.url)).text, /Enviado a las/);
});

test('[B4] a recovery whose mail is refused for good says so beside the SMS that was sent; Mi cuenta shows it to the account holder', async (t) => {
  const { relay, app, browser, deliver, go, enrol } = await open(t);
  await enrol();
  relay.moods = { RCPT: NOBODY };
  const question = await go(await browser.get(`${app.issuer}/recuperar/natural`), { rut: camila.rut });
  const sent = await go(await go(question, { respuesta: ' BOBY ' }), { captcha: CAPTCHA_ANSWER });
  await deliver();
  const { text } = await browser.get(sent.url);
  t.regex(text, /e-Mail Rechazado a las \d\d\.\d\d \(hora de Santiago\) SMS Enviado/);
  t.regex(
    text,
    /Su correo registrado no recibe mensajes: su proveedor rechazó el nuestro\. Use la clave que va por SMS/,
  );

  t.notRegex(text, /será enviada a su e-Mail|su correo; si no lo ve/);

  const inside = await enterCuenta(app, camila);
  const data = await goToCuenta(app, inside, '/datos', camila);
  t.regex(data.text, /Su correo rechazó un mensaje nuestro: Hoy, \d\d?\.\d\d/);
});

test('[B4] an update whose new e-mail takes no mail says so on its last page and on the page of the request', async (t) => {
  const { relay, app, browser, deliver, go, enrol } = await open(t);
  await enrol();
  relay.moods = {};
  const begun = await browser.get(`${app.issuer}/actualizar/natural`);
  const question = await go(begun, { rut: camila.rut, clave: camila.key });
  const data = await go(question, { pregunta: '1', respuesta: ' BOBY ' });
  const { clave: _, clave2: __, ...fields } = formFields;
  const done = await go(data, {
    ...fields,
    celular: '40000003',
    email: 'nueva@cerrado.example',
    captcha: CAPTCHA_ANSWER,
  });
  relay.moods = { RCPT: NOBODY };
  await deliver();
  const after = await browser.get(done.url);
  t.regex(after.text, /Su email nuevo no recibe mensajes Su proveedor rechazó el nuestro/);
  t.notRegex(after.text, /Abra el mensaje|cambia el \d|Recibimos su solicitud/);
  const link = /href="(\/solicitud\/[^"]+)"/.exec(after.html)?.[1] ?? '';
  t.regex((await browser.get(app.issuer + link)).text, /El correo nuevo no recibe mensajes/);
  const inside = await enterCuenta(app, camila);
  t.regex((await goToCuenta(app, inside, '/datos', camila)).text, /Su correo rechazó un mensaje nuestro/);
});

test('[B4] an address stored before, which no form would take today, stays on file while other data change', async (t) => {
  const { app, browser, go, enrol } = await open(t);
  await enrol();
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(camila.rut));
  const email = 'camíla@correo.example' as Email;
  const put = (latest: Account): Account => ({ ...latest, personal: { ...latest.personal, email } });
  await app.deps.accounts.change(account?.id ?? '', put);
  const begun = await browser.get(`${app.issuer}/actualizar/natural`);
  const question = await go(begun, { rut: camila.rut, clave: camila.key });
  const data = await go(question, { pregunta: '1', respuesta: ' BOBY ' });
  const { clave: _, clave2: __, ...fields } = formFields;
  const typed = { ...fields, calle: 'Los Boldos', celular: '40000003', captcha: CAPTCHA_ANSWER };
  t.regex((await go(data, { ...typed, email })).text, /Sus datos han sido actualizados correctamente/);
  const other = await go(await browser.get(begun.url), { rut: camila.rut, clave: camila.key });
  const again = await go(other, { pregunta: '1', respuesta: ' BOBY ' });
  t.regex((await go(again, { ...typed, email: 'otrá@correo.example' })).text, /no lleva tildes, eñes ni dibujos/);
});

for (const [what, policy] of [
  ['an address that the old system knew', 'guia'],
  ['the holder, in segura', 'segura'],
] as const)
  test(`[B4] a user who registers another person's number learns nothing of ${what}`, async (t) => {
    const app = await openOldApp(t, policy);
    const legacy = policy === 'guia';
    if (legacy) await app.bring([`natural,44000004-5,md5,,${oldHash('md5', 'vieja-clave')},antes@correo.example,`]);
    const browser = openBrowser();
    const page = await browser.get(`${app.issuer}/registro/natural`);
    const key = legacy ? formFields.clave : 'Una frase larga, que nadie sabe';
    const who = legacy ? { rut: '44.000.004-5' } : { rut: '44.000.001-0', serie: '512345678' };
    const typed = { ...who, clave: key, clave2: key, email: 'ajeno@malo.example' };
    const sent = await browser.send(page, { ...formFields, ...typed });
    const done = await browser.follow(sent, app.issuer);
    t.regex(done.text, /Éxito/);
    const mail = () => Promise.reject(new Undeliverable('SMTP 550 to RCPT'));
    await deliverMessages({ ...app.worker, couriers: { mail, sms: mail } });
    const { text } = await browser.get(done.url);
    t.regex(text, /Estado del envío Enviado/);
    t.notRegex(text, /Rechazado|no recibe mensajes/);
  });

test('[B4] the last page of a change of key or of an update promises no e-mail that was refused, and no link in a notice that was not sent', async (t) => {
  const { relay, app, browser, deliver, go, enrol } = await open(t);
  await enrol();
  relay.moods = { RCPT: NOBODY };
  const question = await go(await browser.get(`${app.issuer}/actualizar/natural`), {
    rut: camila.rut,
    clave: camila.key,
  });
  const data = await go(question, { pregunta: '1', respuesta: ' BOBY ' });
  const { clave: _, clave2: __, ...fields } = formFields;
  const updated = await go(data, { ...fields, celular: '40000003', calle: 'Los Boldos', captcha: CAPTCHA_ANSWER });
  const change = await go(await browser.get(`${app.issuer}/cambiar/natural`), {
    rut: camila.rut,
    clave: camila.key,
    serie: camila.serial,
    captcha: CAPTCHA_ANSWER,
  });
  const changed = await go(change, { clave: 'Otra-cl-9', clave2: 'Otra-cl-9', captcha: CAPTCHA_ANSWER });
  const lost = () => Promise.reject(new Undeliverable('unknown number'));
  await deliverMessages({ ...app.worker, couriers: { ...app.worker.couriers, sms: lost } });
  await deliver();
  for (const { url } of [updated, changed]) {
    const { text } = await browser.get(url);
    t.regex(text, /Aviso por e-Mail Rechazado/, url);
    t.notRegex(text, /notificación a su e-mail|de este cambio (a su e-Mail|por SMS)|aviso que le llegó/);
    t.regex(text, /¿Usted no hizo este cambio\? Llame gratis al 800 80 10 30 ?, pida «No fui yo» y diga el código CS-/);
  }
});
