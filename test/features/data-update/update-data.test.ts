import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { applyDueChange } from '../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { confirmMobileOf } from '../../helpers/mobile.ts';
import { formFields } from '../../helpers/registration.ts';

const camila = { rut: '44.000.003-7', serie: 'B51A23456', email: formFields.email, clave: formFields.clave } as const;
const MOBILE = '+56940000003';
const LINES = [
  /Sus datos han sido actualizados correctamente\./,
  /SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos\./,
];

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const go = async (page: Visit, fields: Record<string, string>, by: Browser = browser): Promise<Visit> =>
    by.follow(await by.send(page, fields), app.issuer);
  const register = async (fields: Record<string, string> = {}) => {
    await go(await browser.get(`${app.issuer}/registro/natural`), { ...formFields, celular: '40000003', ...fields });
    await browser.send(await browser.get(`${app.issuer}/confirmar/${await newestLinkTo(app, camila.email)}`), {});
    await confirmMobileOf(app, 'natural', parseRun(camila.rut));
    await app.mailbox();
  };
  const begin = async (fields: Record<string, string> = {}, profile = 'natural', by: Browser = browser) =>
    go(await by.get(`${app.issuer}/actualizar/${profile}`), { rut: camila.rut, clave: camila.clave, ...fields }, by);
  const toData = async () => go(await begin(), { pregunta: '1', respuesta: ' BOBY ' });
  const inMessage = async (to: string, shape: RegExp): Promise<string> => {
    for (const { text } of (await app.mailbox()).filter((one) => one.to === to)) {
      const found = shape.exec(text)?.[1];
      if (found) return found;
    }
    return '';
  };
  return { app, browser, go, register, begin, toData, inMessage };
}

/** The fields of the form as the page has them filled in. */
function filled(page: Visit): Record<string, string> {
  const of = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const inputs = (page.html.match(/<input[^>]*>/g) ?? []).filter(
    (tag) => !/type="(hidden|checkbox)"/.test(tag) || /\schecked/.test(tag),
  );
  const comuna = /<option value="(\d{5})" selected/.exec(page.html)?.[1] ?? '';
  return { ...Object.fromEntries(inputs.map((tag) => [of(tag, 'name'), of(tag, 'value')])), comuna };
}

test('guia: key, question and answer, the form filled in, captcha, and Éxito with the two lines of the guide', async (t) => {
  const { browser, go, register, begin, inMessage } = await open(t);
  await register();
  const question = await begin();
  t.regex(question.text, /se solicitará que responda la pregunta secreta/);
  const data = await go(question, { pregunta: '1', respuesta: ' BOBY ' });
  const values = filled(data);
  t.like(values, { calle: 'Los Aromos', numero: '12', email: camila.email, celular: '40000003', comuna: '13101' });
  t.regex(data.text, /anti-Robots/);
  const done = await go(data, { ...values, calle: 'Los Boldos', captcha: CAPTCHA_ANSWER });
  for (const line of LINES) t.regex(done.text, line);
  t.notRegex(done.text, /Confirmar ahora|Qué falta/);
  t.regex(await inMessage(camila.email, /(Sus datos fueron actualizados)/), /actualizados/);
  t.regex((await browser.get(done.url)).text, /Enviado a las/);
});

test('guia: contacts wait; «Confirmar ahora» on the last page sends codes, and right ones change them at once', async (t) => {
  const { app, browser, go, register, toData, inMessage } = await open(t);
  await register();
  const data = await toData();
  const changes = { email: 'nueva@correo.example', celular: '40000099', captcha: CAPTCHA_ANSWER };
  const done = await go(data, { ...filled(data), ...changes });
  t.regex(done.text, /Recibimos su solicitud/);
  t.notRegex(done.text, LINES[0] as RegExp, 'nothing has been updated yet');
  t.regex(done.text, /Qué falta para cambiar el email y el celular/);
  t.regex(done.html, /href="\/solicitud\/[\w-]+\?recibida"/);

  await browser.send(
    await browser.get(await inMessage('nueva@correo.example', /(http\S+confirmar-contacto\/\S+)/)),
    {},
  );
  const codes = await go(done, { accion: 'enviar' });
  t.regex(codes.text, /Código que llegó a su email anterior/);
  const missing = await go(codes, { accion: 'confirmar' });
  t.is(missing.status, 422);
  t.regex(missing.text, /Escriba el código de 6 números/);
  const right = {
    codigo_correo: await inMessage(camila.email, /Código:\s+(\d{6})/),
    codigo_celular: await inMessage(MOBILE, /codigo es (\d{6})/),
  };
  const wrong = await go(missing, { ...right, codigo_celular: another(right.codigo_celular), accion: 'confirmar' });
  t.is(wrong.status, 422);
  t.regex(wrong.text, /El código no coincide\. Le quedan 4 intentos/);
  const ended = await go(wrong, { codigo_celular: right.codigo_celular, accion: 'confirmar' });
  t.regex(ended.text, /Sus datos de contacto ya son los nuevos/);
  const account = await accountOf(app);
  t.like(account?.personal as object, { email: 'nueva@correo.example', mobile: '+56940000099' });
  t.regex((await browser.get(done.url)).text, /Ya son los nuevos/, 'the last page knows it');
});

const another = (code: string): string => (code === '000000' ? '000001' : '000000');
const accountOf = ({ deps }: Awaited<ReturnType<typeof openTestApp>>) =>
  deps.accounts.findByIdentifier('natural', '44000003-7' as never);

test('guia: the request of a message can be stopped there, and the page warns that another person knows the key', async (t) => {
  const { app, browser, go, register, toData, inMessage } = await open(t);
  await register();
  const data = await toData();
  await go(data, { ...filled(data), email: 'nueva@correo.example', captcha: CAPTCHA_ANSWER });
  const page = await browser.get(await inMessage(camila.email, /(http\S+\/solicitud\/\S+)/));
  t.regex(page.text, /Pidieron cambiar su email o su celular/);
  t.regex(page.text, /eso no detiene esta solicitud/);
  const stopped = await go(page, {});
  t.regex(stopped.text, /La solicitud fue detenida/);
  t.regex(stopped.text, /otra persona conoce su clave/);
  app.advance(73 * 3_600_000);
  t.false(await applyDueChange(app.deps));
});

test('«Sin Celular» stays as it was ticked after an error, and what was typed is not lost', async (t) => {
  const { go, register, toData } = await open(t);
  await register();
  const data = await toData();
  const wrong = await go(data, { ...filled(data), email: 'camila@correo', sin_celular: '1', calle: 'Los Boldos' });
  t.is(wrong.status, 422);
  t.like(filled(wrong), { email: 'camila@correo', sin_celular: '1', calle: 'Los Boldos' });
  t.regex(wrong.text, /Escriba un email como/);
});

test('[P10] at the data «Refrescar» leads to the captcha and «Elegir comuna» to the comunas, and both keep what was typed', async (t) => {
  const { go, register, toData } = await open(t);
  await register();
  const data = await toData();
  const typed = { ...filled(data), calle: 'Los Boldos', region: '11', comuna: '' };
  const focusOf = ({ html }: Visit) => (html.match(/<[a-z]+\b[^>]*\bautofocus\b[^>]*>/g) ?? []).join();
  const refreshed = await go(data, { ...typed, accion: 'refrescar' });
  t.regex(focusOf(refreshed), /^<input[^>]* id="captcha"/);
  const comunas = await go(refreshed, { ...typed, accion: 'comuna' });
  t.regex(focusOf(comunas), /^<select id="comuna"/);
  for (const page of [refreshed, comunas]) {
    t.is(page.status, 200);
    t.is(filled(page).calle, 'Los Boldos');
    t.regex(page.html, /<option value="11" selected/);
    t.regex(page.html, /<option value="11101">Coyhaique|<option value="11101">Coihaique/);
  }
  const done = await go(comunas, { ...typed, comuna: '11101', captcha: CAPTCHA_ANSWER });
  for (const line of LINES) t.regex(done.text, line);
});

test('unchanged data are reported as unchanged, before the captcha is spent', async (t) => {
  const { go, register, toData } = await open(t);
  await register();
  const data = await toData();
  const same = await go(data, { ...filled(data), captcha: CAPTCHA_ANSWER });
  t.is(same.status, 422);
  t.regex(same.text, /Los datos son los mismos que ya tenemos/);
});

test('segura: captcha first, no question, no captcha at the end', async (t) => {
  const { go, register, begin } = await open(t, { CLAVE_POLICY: 'segura' });
  const key = 'una frase larga de Camila';
  await register({ serie: camila.serie, clave: key, clave2: key });
  const refused = await begin({ clave: key, captcha: 'OTRAS' });
  t.is(refused.status, 422);
  t.regex(refused.text, /Las letras no coinciden/);
  const data = await begin({ clave: key, captcha: CAPTCHA_ANSWER });
  t.notRegex(data.text, /anti-Robots|Pregunta Secreta/);
  const done = await go(data, { ...filled(data), numero: '14' });
  for (const line of LINES) t.regex(done.text, line);
});

test('a wrong key, an unknown number and a provisional key are reported as at the login', async (t) => {
  const { register, begin } = await open(t);
  await register();
  t.regex((await begin({ clave: 'Equivocada-1' })).text, /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  t.regex((await begin({ rut: '44.000.113-0' })).text, /NO AUTORIZADO: PERSONA NO REGISTRADA/);
  const empty = await begin({ rut: '', clave: '' });
  t.is(empty.status, 422);
  t.regex(empty.text, /Escriba su RUT\. Escriba su Clave Sence/);
});

test('by mail: what was typed waits until the link is open, and no captcha is asked then', async (t) => {
  const { browser, go, register, toData, inMessage } = await open(t);
  await register();
  const data = await toData();
  const sent = await go(data, { ...filled(data), calle: 'Los Boldos', accion: 'correo' });
  t.regex(sent.text, /Revise su correo/);
  const link = await browser.get(await inMessage(camila.email, /(http\S+\/actualizar\/correo\/\S+)/));
  const again = await go(link, {});
  t.is(filled(again).calle, 'Los Boldos');
  t.notRegex(again.text, /anti-Robots/);
  const done = await go(again, filled(again));
  for (const line of LINES) t.regex(done.text, line);
});

test('another browser, an old tab and a frozen account never see the data', async (t) => {
  const { app, browser, go, register, begin, toData } = await open(t);
  await register();
  const question = await begin();
  const data = await toData();
  t.regex((await openBrowser().get(data.url)).text, /Comenzar de nuevo/);
  t.is((await openBrowser().send(data, filled(data))).status, 403);
  t.regex((await go(question, { pregunta: '2', respuesta: 'x' })).text, /La pregunta o la respuesta no coincide/);
  const account = await accountOf(app);
  await app.deps.accounts.change(account?.id ?? '', (same) => ({ ...same, state: 'congelada' }));
  const frozen = await browser.get(data.url);
  t.regex(frozen.text, /La actualización terminó/);
  t.notRegex(frozen.html, /Los Aromos/);
});

test('two clicks at once are one update, and both land on the last page', async (t) => {
  const { app, browser, go, register, toData } = await open(t);
  await register();
  const data = await toData();
  const fields = { ...filled(data), calle: 'Los Boldos', captcha: CAPTCHA_ANSWER };
  for (const page of await Promise.all([go(data, fields), go(data, fields)])) t.regex(page.text, LINES[0] as RegExp);
  t.regex((await go(data, fields)).text, LINES[0] as RegExp, 'and so does an old tab');
  const mails = (await app.mailbox()).filter(({ subject }) => subject === 'Sus datos fueron actualizados');
  t.is(mails.length, 1);
  t.is((await browser.get(data.url)).status, 200);
});

test('a company: representative and key, its own form, and the SII asked again without losing what was typed', async (t) => {
  const { app, go, begin } = await open(t);
  await openCompany(app);
  const who = { rut: panaderia.rut, clave: panaderia.key };
  const stranger = await begin({ ...who, rut_representante: '44.000.003-7' }, 'juridica');
  t.regex(stranger.text, /no figura como representante legal vigente/);
  const question = await begin({ ...who, rut_representante: '44.000.001-0' }, 'juridica');
  const data = await go(question, { pregunta: '1', respuesta: 'boby' });
  t.regex(data.text, /Panadería Los Andes SpA/);
  t.like(filled(data), { telefono: '223456789', celular_representante: '40000001' });
  const asked = await go(data, { ...filled(data), calle: 'Avenida Nueva', accion: 'representantes' });
  t.regex(asked.text, /Consultamos de nuevo al SII: figuran \d representantes/);
  t.is(filled(asked).calle, 'Avenida Nueva');
  const done = await go(asked, { ...filled(asked), captcha: CAPTCHA_ANSWER });
  for (const line of LINES) t.regex(done.text, line);
});

test('the home page leads every profile there, companies too', async (t) => {
  const { app, browser } = await open(t);
  const home = await browser.get(app.issuer);
  for (const profile of ['natural', 'juridica', 'migrante']) {
    t.true(home.html.includes(`href="/actualizar/${profile}"`), profile);
    t.regex((await browser.get(`${app.issuer}/actualizar/${profile}`)).text, /Actualizar Datos/);
  }
});
