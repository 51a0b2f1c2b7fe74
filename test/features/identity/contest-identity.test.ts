import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { formFields } from '../../helpers/registration.ts';

const PATH = '/alguien-registro-mi-rut';
const camila = { rut: '44.000.003-7', serie: 'B51A23456' } as const;

async function open(t: ExecutionContext, env: Record<string, string> = { THROTTLES: 'off' }) {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  const browser = openBrowser();
  const send = async (fields: Record<string, string>, to: string = PATH): Promise<Visit> => {
    const page = await browser.get(app.issuer + to);
    return browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
  };
  return { app, browser, send };
}

const faultOf = (page: Visit, field: string): boolean => page.html.includes(`id="${field}-e"`);

test('the owner of a squatted RUT takes it back, reads the folio, and is led to their own account', async (t) => {
  const { app, browser, send } = await open(t);
  await send(formFields, '/registro/natural');
  const token = await newestLinkTo(app, formFields.email);
  await browser.send(await browser.get(`${app.issuer}/confirmar/${token}`), {});

  const asked = await send(camila);
  t.regex(asked.text, /¿Quién abrió esta cuenta\?/, 'the page asks first: whose account it is');
  const page = await browser.follow(await browser.send(asked, { accion: 'no-es-mia' }), app.issuer);
  t.is(page.status, 200);
  t.regex(page.text, /Detuvimos la cuenta que otra persona tenía con su RUT/);
  t.regex(page.text, /Folio CS-[\w-]+/);
  t.regex(page.html, /href="\/registro\/natural"/);
  t.notRegex(decodeURIComponent(page.url), /44\.?000\.?003/);
  t.regex((await browser.get(page.url)).text, /Detuvimos/, 'and again when the page is loaded again');
});

test('the three ways in which it ends show what to do next', async (t) => {
  const { app, browser, send } = await open(t);
  t.regex((await send(camila)).text, /Nadie tiene una cuenta con su RUT/);
  const desk = await send({ rut: rosa.rut, serie: rosa.serial });
  t.regex(desk.text, /Revisaremos su caso en persona/);
  t.regex(desk.text, /Folio CS-/);
  const asked = await send({ rut: pedro.rut, serie: pedro.serial });
  const returned = await browser.follow(await browser.send(asked, { accion: 'no-es-mia' }), app.issuer);
  t.regex(returned.text, /Detuvimos la cuenta/);
});

test('a company is taken back under its own tab, by a representative', async (t) => {
  const { app, browser, send } = await open(t);
  await openCompany(app);
  const to = `${PATH}?perfil=juridica`;
  const wrong = await send({ rut_empresa: panaderia.rut, ...camila }, to);
  t.is(wrong.status, 422);
  t.true(faultOf(wrong, 'rut'));
  t.regex(wrong.html, /name="perfil" value="juridica"/);
  const asked = await send({ rut_empresa: panaderia.rut, rut: rosa.rut, serie: rosa.serial }, to);
  const right = await browser.follow(await browser.send(asked, { accion: 'no-es-mia' }), app.issuer);
  t.regex(right.text, /Detuvimos la cuenta que otra persona tenía con el RUT de la empresa/);
  t.regex(right.html, /href="\/registro\/juridica"/);
});

test('an error is shown under its field, and nothing typed is lost', async (t) => {
  const { send } = await open(t);
  const empty = await send({ rut: '', serie: '', captcha: '' });
  t.is(empty.status, 422);
  for (const field of ['rut', 'serie', 'captcha']) t.true(faultOf(empty, field), field);
  const mismatch = await send({ ...camila, serie: '599999999' });
  t.is(mismatch.status, 422);
  t.regex(mismatch.text, /no coincide con el de su cédula/);
  t.regex(mismatch.html, /value="44\.000\.003-7"/);
  t.regex(mismatch.html, /value="599999999"/);
  t.is((await send({ ...camila, captcha: 'OTRAS' })).status, 422);
});

test('[A4] the fourth card of a day from a network is not checked, and the page shows whose tries they are and when there are more', async (t) => {
  const { send } = await open(t, {});
  for (const left of [
    'Le quedan 2 intentos desde esta conexión.',
    'Le queda 1 intento desde esta conexión.',
    'No le quedan intentos desde esta conexión: podrá volver a probar el ',
  ]) {
    const page = await send({ ...camila, serie: '599999999' });
    t.true(page.text.includes(left), left);
  }
  const fourth = await send(camila);
  t.is(fourth.status, 429);
  t.truthy(fourth.headers.get('retry-after'));
  t.regex(fourth.text, /desde esta conexión\. Podrá volver a probar el \d{1,2} de \w+ a las \d{2}\.\d{2}/);
});

test('[security 36] the form of another page, or from another origin, freezes no account', async (t) => {
  const { app, browser } = await open(t);
  const page = await browser.get(app.issuer + PATH);
  const foreign = await browser.post(app.issuer + PATH, { ...camila, captcha: CAPTCHA_ANSWER });
  t.is(foreign.status, 403);
  t.is(page.status, 200);
});

const contestPedro = async ({ app, browser, send }: Awaited<ReturnType<typeof open>>): Promise<Visit> => {
  const { id = '' } = (await app.deps.accounts.findByIdentifier('natural', parseRun(pedro.rut))) ?? {};
  await app.deps.clientUses.note({ accountId: id, clientId: 'ejemplo', scopes: ['run'] });
  const asked = await send({ rut: pedro.rut, serie: pedro.serial });
  return browser.follow(await browser.send(asked, { accion: 'no-es-mia' }), app.issuer);
};

test('[A3] an account that was used waits: the page shows the hour, what to do then, and its status', async (t) => {
  const opened = await open(t);
  const page = await contestPedro(opened);
  t.regex(page.text, /El RUT queda en espera/);
  t.regex(
    page.text,
    /Desde el \d\d-\d\d-\d{4} a las [\d.]+ \(hora de Santiago\), cree su cuenta y escriba el número de su cédula/,
  );
  const state = /href="(\/solicitud\/[\w-]+\?recibida)"/.exec(page.html)?.[1] ?? '';
  const shown = await opened.browser.get(opened.app.issuer + state);
  t.regex(shown.text, /Recuperar un RUT que registró otra persona/);
  t.notRegex(shown.html, /Detener la solicitud/);
});

test('[A3] the link of the notice shows and does nothing; its button asks for the card, and a wrong card is reported', async (t) => {
  const opened = await open(t);
  await contestPedro(opened);
  const { app } = opened;
  const mail = (await app.mailbox()).find(({ to }) => to === 'pedro@correo.example');
  const link = /\/disputa\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
  const theirs = openBrowser();
  const page = await theirs.get(app.issuer + link);
  t.regex(page.text, /Otra persona dice que el RUT de su cuenta es suyo/);
  const wrong = await theirs.follow(await theirs.send(page, { serie: '599999999' }), app.issuer);
  t.is(wrong.status, 422);
  t.true(faultOf(wrong, 'serie'));
  const right = await theirs.follow(await theirs.send(wrong, { serie: pedro.serial ?? '' }), app.issuer);
  t.regex(right.text, /Revisaremos el caso en persona/);
  const [{ folio } = { folio: '' }] = (await app.deps.cases.page({}, 10)).cases;
  t.true(right.text.includes(`Folio ${folio}`), 'the page names the case that the card opened');
  const spent = await theirs.follow(await theirs.get(app.issuer + link), app.issuer);
  t.regex(spent.text, /venció o ya se usó/);
});

test('[P14] a NIE gets a folio and the telephone, whether it has an account or not', async (t) => {
  const { send } = await open(t);
  const pages = [];
  for (const rut of ['199.000.001-4', '199.000.002-2']) pages.push(await send({ rut }, `${PATH}?perfil=migrante`));
  for (const { text } of pages) {
    t.regex(text, /Un NIE no tiene una cédula que podamos comparar aquí/);
    t.regex(text, /Folio CS-/);
    t.regex(text, /800 80 10 30/);
  }
  const wrong = await send({ rut: '44.000.003-8' }, `${PATH}?perfil=migrante`);
  t.is(wrong.status, 422);
});
