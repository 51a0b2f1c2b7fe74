import test, { type ExecutionContext } from 'ava';
import { applyDueChange } from '../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { formFields } from '../../helpers/registration.ts';

const { rut: _, ...rest } = formFields;
const jorge = { nie: '199.000.002-2', clave: formFields.clave, rut: '44.000.113-0', serie: '567890123' } as const;

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const send = async (to: string, fields: Record<string, string>): Promise<Visit> => {
    const page = await browser.get(app.issuer + to);
    return browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
  };
  await send('/registro/migrante', { ...rest, nie: jorge.nie, email: 'jorge@correo.example' });
  const token = await newestLinkTo(app, 'jorge@correo.example');
  await browser.send(await browser.get(`${app.issuer}/confirmar/${token}`), {});
  return { app, browser, ask: (change = {}) => send('/ya-tengo-run', { ...jorge, ...change }) };
}

test('a migrante asks, reads until when it waits, and the page reports later that it is done', async (t) => {
  const { app, browser, ask } = await open(t);
  const page = await ask();
  t.is(page.status, 200);
  t.regex(page.text, /Recibimos su solicitud/);
  t.regex(page.text, /Se hará el \d\d-\d\d-\d{4} a las \d\d\.\d\d \(hora de Santiago\)/);
  t.notRegex(decodeURIComponent(page.url), /44\.?000\.?113|199\.?000/);
  app.advance(73 * 3_600_000);
  t.true(await applyDueChange(app.deps));
  const later = await browser.get(page.url);
  t.regex(later.text, /Su cuenta ya es de su RUN/);
  t.notRegex(later.text, /Detener la solicitud/);
});

test('the link of the mail opens the same page; its button takes the request back, the link alone does not', async (t) => {
  const { app, browser, ask } = await open(t);
  await ask();
  const at = `${app.issuer}/solicitud/${await newestLinkTo(app, 'jorge@correo.example')}`;
  for (const _ of [1, 2]) {
    const { text } = await browser.get(at);
    t.regex(text, /Pidieron unir su NIE a un RUN/);
    t.regex(text, /Si no fue usted/);
    t.regex(text, /En espera/);
    t.notRegex(text, /Recibimos su solicitud/, 'the reader may not be who asked');
  }
  const stranger = openBrowser();
  const done = await stranger.follow(await stranger.send(await stranger.get(at), {}), app.issuer);
  t.regex(done.text, /La solicitud fue detenida/);
  t.notRegex(done.text, /44\.000\.113/);
});

test('[P6] a migrante whose account is stopped reads on the form when the telephone is answered', async (t) => {
  const { app, ask } = await open(t);
  await app.database.run((sql) => sql('accounts').where({ profile: 'migrante' }).update({ state: 'congelada' }));
  const { text } = await ask();
  t.regex(text, /Su cuenta está detenida por seguridad/);
  t.regex(text, /Llame gratis al 800 80 10 30 ?, de lunes a viernes de 9\.00 a 18\.00 horas, y le diremos dónde/);
  t.regex(text, /Ahora (está cerrado: abre|atiende, hasta)/);
});

test('a link that names nothing answers 404 with what to do', async (t) => {
  const { app, browser } = await open(t);
  const page = await browser.get(`${app.issuer}/solicitud/${'a'.repeat(43)}`);
  t.is(page.status, 404);
  t.regex(page.text, /Este enlace venció/);
});

test('an error is shown, and nothing typed is lost but the key', async (t) => {
  const { ask } = await open(t);
  const wrong = await ask({ clave: 'Equivocada-1' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /CLAVE SENCE INCORRECTA/);
  for (const value of ['199.000.002-2', '44.000.113-0', '567890123'])
    t.true(wrong.html.includes(`value="${value}"`), value);
  t.false(wrong.html.includes('Equivocada-1'));
  const other = await ask({ rut: '44.000.001-0', serie: '512345678' });
  t.regex(other.text, /no coincide con el de su cédula/);
  t.notRegex(other.text, /Rosa|Soto/);
  await ask();
  t.regex((await ask()).text, /Ya tiene una solicitud en curso/);
});

test('a waiting period of no hours must be accepted in the configuration, and then the request does not wait', async (t) => {
  const env = { CONTACT_HOLD_HOURS: '0', ACCEPT_CONTACT_TAKEOVER_RISK: 'yes' };
  const { app, browser, ask } = await open(t, env);
  const page = await ask();
  t.true(await applyDueChange(app.deps));
  t.regex((await browser.get(page.url)).text, /Su cuenta ya es de su RUN/);
});
