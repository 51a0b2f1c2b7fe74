import test, { type ExecutionContext } from 'ava';
import type { TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia, panaderiaContacts } from '../../helpers/companies.ts';
import { enterCuenta, goToCuenta } from '../../helpers/cuenta.ts';
import { accountNow, actsOf, camila, MINUTE, openAppFor, openWithCamila } from '../../helpers/recovery.ts';
import { codesOn, enrolByPages, enterPanaderia, otherThan } from '../../helpers/second-factor-pages.ts';
import { digitsAt } from '../../helpers/totp.ts';

/** A form that asks key and factor again, and the act in the trail once it was taken. */
interface Asking {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly act: string;
  /** What was typed and comes back. */
  readonly kept?: RegExp;
}

const forms: readonly Asking[] = [
  {
    path: '/datos/contacto',
    fields: { email: 'otra@correo.example', celular: '40000099' },
    act: 'hold.begun',
    kept: /value="otra@correo\.example"/,
  },
  {
    path: '/seguridad/pregunta',
    fields: { pregunta: '2', respuesta: 'Chile' },
    act: 'question.changed',
    kept: /value="Chile"/,
  },
  { path: '/datos/descarga', fields: {}, act: 'export.requested' },
  {
    path: '/solicitudes/nueva',
    fields: { derecho: 'supresion', detalle: 'Ya no la uso' },
    act: 'right.requested',
    kept: /Ya no la uso<\/textarea>/,
  },
];

const field = ({ html }: Visit, id: string): string => new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(html)?.[0] ?? '';
const fault = ({ html }: Visit, id: string): string => new RegExp(`id="${id}-e".*?</p>`, 's').exec(html)?.[0] ?? '';

async function open(t: ExecutionContext, { path, fields, act }: Asking) {
  const app = await openWithCamila(t, { throttles: 'on' });
  const browser = await enterCuenta(app, camila);
  const page = () => browser.get(`${app.issuer}/cuenta${path}`);
  const send = async (typed: Readonly<Record<string, string>>) => browser.send(await page(), { ...fields, ...typed });
  const isDone = async () => (await actsOf(app)).includes(act);
  return { app, browser, page, send, isDone };
}

async function openWithFactor(t: ExecutionContext, asking: Asking) {
  const opened = await open(t, asking);
  const { app, browser } = opened;
  const { secret, sheet } = await enrolByPages(app, browser, { mail: camila.email, serial: camila.serial });
  app.advance(MINUTE);
  return { ...opened, codes: codesOn(sheet), digits: () => digitsAt(secret, app.deps.now()) };
}

for (const asking of forms) {
  const { path, kept } = asking;

  test(`[second factor] ${path}: a user without a factor is asked the key alone`, async (t) => {
    const { page, send, isDone } = await open(t, asking);
    t.is(field(await page(), 'codigo'), '');
    t.is((await send({ actual: camila.key })).status, 303);
    t.true(await isDone());
  });

  test(`[second factor, threat 160] ${path}: the key of a holder with a factor does nothing; digits or a printed code do`, async (t) => {
    const { page, send, isDone, digits } = await openWithFactor(t, asking);
    t.regex(field(await page(), 'codigo'), /autocomplete="one-time-code"/);
    const missing = await send({ actual: camila.key });
    t.is(missing.status, 422);
    t.regex(fault(missing, 'codigo'), /Escriba los seis números de su aplicación/);
    const wrong = await send({ actual: camila.key, codigo: otherThan(digits()) });
    t.is(wrong.status, 422);
    t.regex(fault(wrong, 'codigo'), /El código no coincide o ya se usó/);
    if (kept) t.regex(wrong.html, kept, 'a wrong factor loses nothing that was typed');
    t.regex(field(wrong, 'actual'), /type="password"/);
    t.notRegex(field(wrong, 'actual'), /value="[^"]/);
    t.notRegex(field(wrong, 'codigo'), /value="\d/);
    t.false(await isDone());
    t.is((await send({ actual: camila.key, codigo: digits() })).status, 303);
    t.true(await isDone());
  });

  test(`[second factor] ${path}: a wrong key spends no code; a printed code does it too`, async (t) => {
    const { send, isDone, codes } = await openWithFactor(t, asking);
    const codigo = codes[4] ?? '';
    const refused = await send({ actual: 'Otra-clave-1', codigo });
    t.is(refused.status, 422);
    t.notRegex(refused.html, new RegExp(codigo));
    await send({ actual: 'Otra-clave-1', codigo: '000000' });
    for (let tries = 0; tries < 4; tries += 1) await send({ actual: camila.key, codigo: '000000' });
    t.false(await isDone());
    const done = await send({ actual: camila.key, codigo });
    t.is(done.status, 303, done.text);
    t.true(await isDone());
  });

  test(`[second factor] ${path}: five wrong codes pause the factor, also for a right one, and never the key`, async (t) => {
    const { app, send, isDone, digits } = await openWithFactor(t, asking);
    for (let tries = 0; tries < 5; tries += 1) await send({ actual: camila.key, codigo: otherThan(digits()) });
    const paused = await send({ actual: camila.key, codigo: digits() });
    t.is(paused.status, 429);
    t.regex(fault(paused, 'codigo'), /Demasiados códigos equivocados.*Su clave sigue funcionando/s);
    t.false(await isDone());
    t.regex((await goToCuenta(app, openBrowser(), '', camila)).text, /La clave es correcta/);
  });
}

test('[second factor] other requests, the own stop and a block need no factor: who lost it may still protect the account', async (t) => {
  const rights = { path: '/solicitudes/nueva', fields: {}, act: 'right.requested' };
  const { send, app, browser } = await openWithFactor(t, rights);
  t.is((await send({ derecho: 'rectificacion', detalle: 'Mi nombre' })).status, 303);
  t.is((await send({ derecho: 'bloqueo', detalle: 'Un error', actual: camila.key })).status, 303);
  t.is((await accountNow(app)).state, 'suspendida');
  const other = await openWithFactor(t, rights);
  const stop = await other.browser.get(`${other.app.issuer}/cuenta/detener`);
  t.is(field(stop, 'codigo'), '');
  await other.browser.send(stop, { accion: 'detener' });
  t.is((await accountNow(other.app)).state, 'congelada');
  t.truthy(browser);
});

const contactsOf = ({ issuer }: TestApp, browser: Browser) => browser.get(`${issuer}/cuenta/datos/contacto`);

test('[second factor] each representative of a company is asked their own factor, and no code of the other', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const pedros = await enterPanaderia(app, pedro.rut);
  const rosas = await enterPanaderia(app, rosa.rut);
  const his = await enrolByPages(app, pedros, { mail: panaderiaContacts.office });
  t.is(field(await contactsOf(app, rosas), 'codigo'), '', 'Rosa has none');
  app.advance(MINUTE);
  const hers = await enrolByPages(app, rosas, { mail: panaderiaContacts.office });
  const fields = { email: 'otra@correo.example', celular: '40000099', actual: panaderia.key };
  const asked = await contactsOf(app, rosas);
  t.is((await rosas.send(asked, { ...fields, codigo: codesOn(his.sheet)[0] ?? '' })).status, 422);
  t.false((await actsOf(app)).includes('hold.begun'));
  t.is((await rosas.send(asked, { ...fields, codigo: codesOn(hers.sheet)[0] ?? '' })).status, 303);
  t.true((await actsOf(app)).includes('hold.begun'));
});

test('[second factor] what changes nothing is said before a code is spent', async (t) => {
  const contacts = { path: '/datos/contacto', fields: {}, act: 'hold.begun' };
  const { send, codes } = await openWithFactor(t, contacts);
  const same = { email: camila.email, celular: camila.mobile.slice(4), actual: camila.key };
  t.is((await send({ ...same, codigo: codes[0] ?? '' })).status, 422);
  const other = { ...same, email: 'otra@correo.example' };
  t.is((await send({ ...other, codigo: codes[0] ?? '' })).status, 303, 'the same code');
  t.regex((await send({ ...other, email: 'tercera@correo.example', codigo: codes[1] ?? '' })).text, /espera/);
  t.regex((await send({ email: 'x' })).text, /Escriba/);
});
