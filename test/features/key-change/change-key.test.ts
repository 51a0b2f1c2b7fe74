import test, { type ExecutionContext } from 'ava';
import type { Secret } from '../../../src/domain/key.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, pedro, redeem, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { giveDeviceCode, ROSAS_MAIL } from '../../helpers/new-device.ts';
import { tokenIn } from '../../helpers/recovery.ts';
import { withoutPhoneNow } from '../../helpers/without-phone-now.ts';

const CHOSEN = 'Copihue-88';
const LONG = 'una frase larga y nueva';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>, by: Browser = browser): Promise<Visit> =>
    by.follow(await by.send(page, fields), app.issuer);
  const first = (profile = 'natural', by: Browser = browser) => by.get(`${app.issuer}/cambiar/${profile}`);
  /** «Validar Datos», as Rosa unless given otherwise. */
  const validate = async (fields: Record<string, string> = {}, by: Browser = browser) =>
    go(await first('natural', by), { rut: rosa.rut, clave: rosa.key, captcha: CAPTCHA_ANSWER, ...fields }, by);
  const choose = (page: Visit, fields: Record<string, string> = {}, by: Browser = browser) =>
    go(page, { clave: CHOSEN, clave2: CHOSEN, captcha: CAPTCHA_ANSWER, ...fields }, by);
  const signIn = async (clave: string, by: Browser = openBrowser()) => {
    const client = await openClient(app, 'ejemplo');
    const { checks, to } = await beginSignIn(client);
    const next = await go(await by.follow(await by.get(to.href), app.issuer), { rut: rosa.rut, clave }, by);
    const answer = await giveDeviceCode(by, next, { app, to: ROSAS_MAIL });
    return { answer, redeemed: () => redeem(client, answerOf(answer), checks) };
  };
  return { app, browser, go, first, validate, choose, signIn };
}

test('guia: the number and «CS Actual», then the new key and the captcha, then Éxito with the state of each notice', async (t) => {
  const { app, browser, first, validate, choose, signIn } = await open(t);
  t.notRegex((await first()).text, /anti-Robots/);
  const page = await validate();
  t.regex(page.text, /CS Nueva[\s\S]*Repetir CS Nueva[\s\S]*anti-Robots[\s\S]*Cambiar Clave/);
  const done = await choose(page);
  t.regex(done.text, /Éxito/);
  t.regex(done.text, /Generación de nueva clave Sence satisfactoria\./);
  t.regex(done.text, /SENCE le avisará de este cambio por SMS a su celular dentro de los próximos 10 minutos\./);
  t.regex(done.text, /SENCE le avisará de este cambio a su e-Mail dentro de los próximos 10 minutos\./);
  t.regex(done.text, /Código de atención CS-/);
  t.regex(done.text, /En cola, le llegará antes de las \d\d\.\d\d/);
  await app.mailbox();
  t.regex((await browser.get(done.url)).text, /Aviso por e-Mail Enviado a las/);
  t.truthy((await (await signIn(CHOSEN)).redeemed()).access_token);
  t.regex((await signIn(rosa.key)).answer.text, /CLAVE SENCE INCORRECTA/);
});

test('segura: the captcha stands on the first page, before anything is looked up, and not at the end', async (t) => {
  const { first, validate, choose, signIn } = await open(t, { CLAVE_POLICY: 'segura' });
  t.regex((await first()).text, /anti-Robots[\s\S]*Continuar por correo/);
  const wrong = await validate({ captcha: 'AAAAA', clave: 'otra clave' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /Las letras no coinciden/);
  t.notRegex(wrong.text, /NO AUTORIZADO/);
  const page = await validate();
  t.notRegex(page.text, /anti-Robots/);
  const short = await choose(page);
  t.is(short.status, 422);
  t.regex(short.text, /entre 15 y 64 caracteres/);
  t.regex((await choose(short, { clave: LONG, clave2: LONG })).text, /Éxito/);
  t.truthy((await (await signIn(LONG)).redeemed()).access_token);
});

test('an error is reported as at the login, and with the reason for each new key that is refused', async (t) => {
  const { validate, choose } = await open(t);
  const wrong = await validate({ clave: 'otra clave' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /NO AUTORIZADO: CLAVE SENCE INCORRECTA[\s\S]*Causa:[\s\S]*recupere su clave/);
  t.regex((await validate({ rut: '44.000.105-K' })).text, /NO AUTORIZADO: PERSONA NO REGISTRADA/);
  t.notRegex(wrong.html, /otra clave/, 'a key is never given back');
  let page = await validate();
  const reasons: readonly (readonly [string, RegExp])[] = [
    ['corta', /entre 8 y 10 caracteres/],
    ['rosasoto1', /fácil de adivinar/],
    ['40000001', /fácil de adivinar/],
    [rosa.key, /igual a la que va a cambiar/],
  ];
  for (const [clave, reason] of reasons) {
    page = await choose(page, { clave, clave2: clave });
    t.is(page.status, 422, clave);
    t.regex(page.text, reason);
  }
  t.regex((await choose(page, { clave2: 'Copihue-89' })).text, /Las dos claves no son iguales/);
});

test('jurídica: company, representative and key; the representation is revealed only after the right key', async (t) => {
  const { app, go, first, choose } = await open(t);
  await openCompany(app);
  const page = await first('juridica');
  const typed = { rut: panaderia.rut, rut_representante: '44.000.003-7' };
  const empty = await go(page, { rut: '', rut_representante: '', clave: '' });
  t.regex(empty.text, /Escriba el RUT de la empresa[\s\S]*Escriba el RUT del representante legal[\s\S]*Clave Sence/);
  t.notRegex((await go(page, { ...typed, clave: 'otra clave' })).text, /representante legal vigente en el Servicio/);
  const stranger = await go(page, { ...typed, clave: panaderia.key });
  t.is(stranger.status, 422);
  t.regex(stranger.text, /no figura como representante legal vigente/);
  const done = await choose(await go(page, { ...typed, rut_representante: rosa.rut, clave: panaderia.key }));
  t.regex(done.text, /SENCE avisará de este cambio al e-Mail de la Empresa registrado/);
  t.regex(done.text, /al celular del representante legal registrado/);
});

/** A page without what differs from number to number. */
const plain = (page: Visit): string =>
  withoutPhoneNow(page.html).replace(
    /&amp;de=[\w-]+|[\w-]{36}|value="[^"]*"|44\.000\.\d{3}-[\dK]|CS-\w{4}-\w{4}|\/e\/\w+/g,
    '',
  );

test('a stopped account continues by mail to the page of every number, which is true of it, and gets no link', async (t) => {
  const { app, go, first } = await open(t, { CLAVE_POLICY: 'segura' });
  await app.database.run((sql) => sql('accounts').where({ identifier: '44000001-0' }).update({ state: 'congelada' }));
  const stopped = await go(await first(), { rut: rosa.rut, accion: 'correo' });
  const unknown = await go(await first(), { rut: '44.000.105-K', accion: 'correo' });
  t.is(plain(stopped), plain(unknown));
  t.regex(stopped.text, /Si el RUT tiene una cuenta activa, le enviamos un enlace/);
  t.regex(stopped.text, /Si en 10 minutos no llega nada, la cuenta puede no existir, o estar detenida/);
  t.regex(stopped.html, /<a href="\/recuperar\/natural[^"]*">Recupere su clave<\/a> con la cédula, sin el correo\./);
  t.deepEqual(await app.mailbox(), []);
});

test('3.3.8: «Continuar por correo» asks for the number only; the link leads to «CS Actual» and on, without captcha', async (t) => {
  const { app, browser, go, first, choose } = await open(t, { CLAVE_POLICY: 'segura' });
  const known = await go(await first(), { rut: rosa.rut, accion: 'correo' });
  t.regex(known.text, /Si el RUT tiene una cuenta activa, le enviamos un enlace al correo registrado\./);
  t.notRegex(known.text, /correo\.example|•/);
  const unregistered = await go(await first(), { rut: '44.000.105-K', accion: 'correo' });
  t.is(plain(unregistered), plain(known), 'the same page for a number without an account');
  const token = await tokenIn(app, 'rosa@correo.example', 'cambiar/correo');
  const link = await browser.get(`${app.issuer}/cambiar/correo/${token}`);
  t.regex(link.text, /Presione el botón/);
  t.regex((await browser.get(known.url)).text, /Revise su correo/, 'a link that was only looked at did nothing');
  const key = await go(link, {});
  t.regex(key.text, /Escriba su clave actual/);
  t.regex((await go(key, { clave: 'otra clave' })).text, /CLAVE SENCE INCORRECTA/);
  const page = await go(key, { clave: rosa.key });
  t.notRegex(page.text, /anti-Robots/);
  t.regex((await choose(page, { clave: LONG, clave2: LONG })).text, /Éxito/);
  t.regex((await browser.get(link.url)).text, /El cambio terminó/);
});

test.serial('a double click, and an old tab, land on Éxito: one change, one notice', async (t) => {
  const { app, browser, validate, choose } = await open(t);
  const page = await validate();
  const { action, hidden } = formOf(page);
  const fields = { ...hidden, clave: CHOSEN, clave2: CHOSEN, captcha: CAPTCHA_ANSWER };
  const to = new URL(action, page.url).href;
  const answers = await Promise.all([1, 2, 3, 4].map(() => browser.post(to, fields)));
  for (const answer of answers) {
    t.is(answer.status, 303);
    t.regex((await browser.follow(answer, app.issuer)).text, /Éxito/);
  }
  t.regex((await choose(page, { clave: 'Quillay-99', clave2: 'Quillay-99' })).text, /Éxito/);
  const notices = await app.mailbox();
  t.is(notices.filter(({ subject }) => subject === 'Su Clave Sence fue cambiada').length, 1);
});

test.serial('without captcha too, clicks at once land on Éxito', async (t) => {
  const { app, browser, validate } = await open(t, { CLAVE_POLICY: 'segura' });
  const page = await validate();
  const { action, hidden } = formOf(page);
  const to = new URL(action, page.url).href;
  const click = () => browser.post(to, { ...hidden, clave: LONG, clave2: LONG });
  for (const answer of await Promise.all([click(), click(), click(), click()])) {
    t.is(answer.status, 303);
    t.regex((await browser.follow(answer, app.issuer)).text, /Éxito/);
  }
});

test('[security 36] the form of another browser, and the address of a change that another browser began, change nothing', async (t) => {
  const { app, validate, signIn } = await open(t);
  const page = await validate();
  const thief = openBrowser();
  await thief.get(`${app.issuer}/cambiar/natural`);
  const { action, hidden } = formOf(page);
  const fields = { clave: CHOSEN, clave2: CHOSEN, captcha: CAPTCHA_ANSWER };
  const stolen = await thief.post(new URL(action, page.url).href, { ...hidden, ...fields });
  t.is(stolen.status, 403);
  t.regex((await thief.get(page.url)).text, /Comenzar de nuevo/);
  const own = formOf(await thief.get(`${app.issuer}/cambiar/natural`)).hidden.ficha ?? '';
  const tried = await thief.post(page.url, { ...hidden, ...fields, ficha: own });
  t.regex((await thief.follow(tried, app.issuer)).text, /Comenzar de nuevo/);
  t.truthy((await (await signIn(rosa.key)).redeemed()).access_token);
});

test('[A5] a browser that the account knew stays known after its change, all others are not; the throttle of the login is the same', async (t) => {
  const { app, browser, validate, choose, signIn } = await open(t, { THROTTLES: 'on' });
  const find = () => app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  const other = openBrowser();
  const known = async (one: typeof browser) => {
    const account = await find();
    return account !== undefined && app.deps.devices.recognise(one.cookies.get('cs_equipo'), account) !== undefined;
  };
  const account = await find();
  if (!account) throw new Error('Rosa has no account');
  for (const one of [browser, other]) one.cookies.set('cs_equipo', app.deps.devices.remember(undefined, account));
  await signIn(rosa.key, other);
  t.true(await known(other));
  await choose(await validate());
  t.true(await known(browser));
  t.false(await known(other));
  const unasked = openBrowser();
  await signIn(CHOSEN, unasked);
  t.false(unasked.cookies.has('cs_equipo'), 'it was not asked for');
  for (let tries = 0; tries < 5; tries += 1) await validate({ clave: 'otra clave', rut: pedro.rut }, openBrowser());
  const paused = await validate({ rut: pedro.rut, clave: pedro.key }, openBrowser());
  t.is(paused.status, 429);
});

test('[security 44] the last button costs no hash while the captcha or the length is wrong', async (t) => {
  const { app, validate, choose } = await open(t);
  const page = await validate();
  const { hasher } = app.deps;
  let hashes = 0;
  const count =
    (name: 'hash' | 'matches') =>
    (...asked: never[]) => {
      hashes += 1;
      return (hasher[name] as (...asked: never[]) => unknown)(...asked);
    };
  Object.assign(app.deps, { hasher: { ...hasher, hash: count('hash'), matches: count('matches') } });
  const short = await choose(page, { clave: 'corta', clave2: 'corta' });
  const wrong = await choose(short, { captcha: 'AAAAA' });
  t.deepEqual([short.status, wrong.status, hashes], [422, 422, 0]);
  t.regex((await choose(wrong)).text, /Éxito/);
  t.is(hashes, 2);
});

test('[security 56] no address of the journey has a number or a key, and the pages are not cached', async (t) => {
  const { app, validate, choose } = await open(t);
  const page = await validate();
  const done = await choose(page);
  for (const { url, headers } of [page, done]) {
    t.regex(url, /\/cambiar\/natural\/[\w-]{36}$/);
    t.is(headers.get('cache-control'), 'no-store');
    t.is(headers.get('referrer-policy'), 'no-referrer');
  }
  const log = app.logged.join('');
  for (const secret of ['44000001', '44.000.001', rosa.key, CHOSEN]) t.false(log.includes(secret), secret);
});

test('a key of the old system is reported as such, only to a user who types it (M-13)', async (t) => {
  const { app, validate } = await open(t);
  const { legacyKeys } = app.deps;
  const recognises = async (_profile: string, identifier: string, key: Secret) =>
    identifier === '44000105-K' && key.reveal() === 'antigua-1';
  Object.assign(app.deps, { legacyKeys: { ...legacyKeys, recognises } });
  t.regex((await validate({ rut: '44.000.105-K', clave: 'antigua-1' })).text, /SISTEMA ANTIGUO/);
  t.notRegex((await validate({ rut: '44.000.105-K', clave: 'otra clave' })).text, /SISTEMA ANTIGUO/);
});
