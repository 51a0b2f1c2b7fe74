import test, { type ExecutionContext } from 'ava';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { LETTERS, openTestHouse } from '../helpers/house.ts';
import { newestLinkTo } from '../helpers/letters.ts';
import { pedro, rosa } from '../helpers/platform.ts';
import { formFields } from '../helpers/registration.ts';

const PATH = '/alguien-registro-mi-rut';
const camila = { rut: '44.000.003-7', serie: 'B51A23456' } as const;

async function open(t: ExecutionContext, env: Record<string, string> = { THROTTLES: 'off' }) {
  const house = await openTestHouse({ env });
  t.teardown(house.stop);
  const browser = openBrowser();
  const send = async (fields: Record<string, string>, to: string = PATH): Promise<Visit> => {
    const page = await browser.get(house.issuer + to);
    return browser.follow(await browser.send(page, { captcha: LETTERS, ...fields }), house.issuer);
  };
  return { house, browser, send };
}

const faultOf = (page: Visit, field: string): boolean => page.html.includes(`id="${field}-e"`);

test('the owner of a squatted RUT takes it back, reads the folio, and is led to the own account', async (t) => {
  const { house, browser, send } = await open(t);
  await send(formFields, '/registro/natural');
  const token = await newestLinkTo(house, formFields.email);
  await browser.send(await browser.get(`${house.issuer}/confirmar/${token}`), {});

  const page = await send(camila);
  t.is(page.status, 200);
  t.regex(page.text, /Detuvimos la cuenta que otra persona tenía con su RUT/);
  t.regex(page.text, /Folio CS-[\w-]+/);
  t.regex(page.html, /href="\/registro\/natural"/);
  t.notRegex(decodeURIComponent(page.url), /44\.?000\.?003/);
  t.regex((await browser.get(page.url)).text, /Detuvimos/, 'and again when the page is loaded again');
});

test('the three ways in which it ends say what to do next', async (t) => {
  const { send } = await open(t);
  t.regex((await send(camila)).text, /Nadie tiene una cuenta con su RUT/);
  const desk = await send({ rut: rosa.rut, serie: rosa.serial });
  t.regex(desk.text, /Revisaremos su caso en persona/);
  t.regex(desk.text, /Folio CS-/);
  t.regex((await send({ rut: pedro.rut, serie: pedro.serial })).text, /Detuvimos la cuenta/);
});

test('a company is taken back under its own tab, by a representative', async (t) => {
  const { house, send } = await open(t);
  await openCompany(house);
  const to = `${PATH}?perfil=juridica`;
  const wrong = await send({ rut_empresa: panaderia.rut, ...camila }, to);
  t.is(wrong.status, 422);
  t.true(faultOf(wrong, 'rut'));
  t.regex(wrong.html, /name="perfil" value="juridica"/);
  const right = await send({ rut_empresa: panaderia.rut, rut: rosa.rut, serie: rosa.serial }, to);
  t.regex(right.text, /Detuvimos la cuenta que otra persona tenía con el RUT de la empresa/);
  t.regex(right.html, /href="\/registro\/juridica"/);
});

test('what is wrong is said under its field, and nothing typed is lost', async (t) => {
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

test('the sixth card of a day is not looked at, whoever tries', async (t) => {
  const { send } = await open(t, {});
  for (const left of [
    'Le quedan 4 intentos',
    'Le quedan 3 intentos',
    'Le quedan 2 intentos',
    'Le queda 1 intento',
    'No le quedan intentos',
  ]) {
    const page = await send({ ...camila, serie: '599999999' });
    t.true(page.text.includes(`${left} hoy.`), left);
  }
  const sixth = await send(camila);
  t.is(sixth.status, 429);
  t.truthy(sixth.headers.get('retry-after'));
});

test('36 the form of another page, or from elsewhere, freezes nobody', async (t) => {
  const { house, browser } = await open(t);
  const page = await browser.get(house.issuer + PATH);
  const foreign = await browser.post(house.issuer + PATH, { ...camila, captcha: LETTERS });
  t.is(foreign.status, 403);
  t.is(page.status, 200);
});
