import test, { type ExecutionContext } from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { changeSii } from '../../helpers/companies.ts';

const PATH = '/registro/juridica';
const errorsOf = (page: Visit): string[] =>
  [...page.html.matchAll(/<li><a href="#([\w-]+)">/g)].map((match) => match[1] ?? '');

const panaderia = {
  rut_empresa: '540000018',
  pregunta: '1',
  respuesta: 'Boby',
  rut_representante: '44000001-0',
  celular_representante: '40000001',
  email_representante: '',
  comuna: '13101',
  calle: 'Avenida Los Copihues',
  numero: '1234',
  email: 'contacto@panaderia.example',
  telefono: '2 2345 6789',
  clave: 'Quiltro-77',
  clave2: 'Quiltro-77',
  captcha: 'CLAVE',
  accion: 'continuar',
};

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  return { app, browser: openBrowser() };
}

test('[guide éxito-j] a company registers on the page and the link of its mail opens the account', async (t) => {
  const { app, browser } = await open(t);
  const done = await browser.follow(await browser.send(await browser.get(app.issuer + PATH), panaderia), app.issuer);
  t.regex(done.text, /Éxito/);
  const mail = (await app.mailbox()).find(({ channel }) => channel === 'mail');
  t.is(mail?.to, panaderia.email);
  const link = /http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const end = await browser.follow(await browser.send(await browser.get(link), {}), app.issuer);
  t.regex(end.url, /\/confirmar\/listo\/[^/]+\?perfil=juridica$/, 'with the way to confirm the mobile');
  t.regex(end.text, /con el RUT de la empresa, el de un representante legal y la clave de la empresa/);
});

test('[guide form-j] an empty form names every field that is missing, in the order of the page', async (t) => {
  const { app, browser } = await open(t);
  const page = await browser.send(await browser.get(app.issuer + PATH), { accion: 'continuar' });
  const errors = errorsOf(page);
  const places = errors.map((id) => page.html.indexOf(`id="${id}"`));
  t.deepEqual(
    [...places].sort((one, other) => one - other),
    places,
    errors.join(' '),
  );
  t.deepEqual([...errors].sort(), [
    'calle',
    'captcha',
    'celular_representante',
    'clave',
    'comuna',
    'email',
    'numero',
    'pregunta',
    'respuesta',
    'rut_empresa',
    'rut_representante',
    'telefono',
  ]);
  for (const words of [
    'Escriba el RUT de la empresa.',
    'Escriba el RUT del representante legal.',
    'El celular debe tener 8 dígitos después de +56 9.',
    'Elija la comuna de la empresa.',
    'Dirección: este campo es obligatorio.',
    'Teléfono: este campo es obligatorio.',
  ])
    t.true(page.text.includes(words), words);
});

test('the error of a wrong RUT says whose it is', async (t) => {
  const { app, browser } = await open(t);
  const typed = { ...panaderia, rut_empresa: '54.000.001-9', rut_representante: '54.000.001-8' };
  const page = await browser.send(await browser.get(app.issuer + PATH), typed);
  t.deepEqual(errorsOf(page), ['rut_empresa', 'rut_representante']);
  t.regex(page.text, /Revise el RUT de la empresa: el dígito verificador no coincide/);
  t.regex(page.text, /Ese RUT es de una empresa. Escriba el de una persona que la represente/);
});

for (const [what, change, field, words] of [
  [
    'M-40 a person who is no representative',
    { rut_representante: '44000003-7' },
    'rut_representante',
    /no figura como representante legal vigente/,
  ],
  [
    'M-41 a company that the SII does not know',
    { rut_empresa: '54.000.004-2' },
    'rut_empresa',
    /No encontramos esta empresa/,
  ],
  [
    'M-44 a company that ended',
    { rut_empresa: '54.000.003-4', rut_representante: '44000003-7' },
    'rut_empresa',
    /no tiene un representante legal vigente/,
  ],
] as const) {
  test(`${what} is reported at its field, and what was typed stays`, async (t) => {
    const { app, browser } = await open(t);
    const page = await browser.send(await browser.get(app.issuer + PATH), { ...panaderia, ...change });
    t.is(page.status, 422);
    t.deepEqual(errorsOf(page), [field]);
    t.regex(page.text, words);
    t.true(page.html.includes('value="Avenida Los Copihues"'));
  });
}

test('[security 51] a silent SII is reported (M-70), costs no try and loses nothing', async (t) => {
  const { app, browser } = await open(t);
  changeSii(app, 'silent');
  const page = await browser.send(await browser.get(app.issuer + PATH), panaderia);
  t.is(page.status, 503);
  t.regex(page.text, /El servicio del SII no está disponible en este momento. No contamos este intento/);
  t.true(page.html.includes('value="Avenida Los Copihues"'));
});

test("segura asks the number of the representative's card and no question", async (t) => {
  const { app, browser } = await open(t, { CLAVE_POLICY: 'segura' });
  const key = 'tres quiltros duermen';
  const typed = { ...panaderia, clave: key, clave2: key };
  const missing = await browser.send(await browser.get(app.issuer + PATH), typed);
  t.deepEqual(errorsOf(missing), ['serie']);
  const done = await browser.follow(await browser.send(missing, { ...typed, serie: '512.345.678' }), app.issuer);
  t.regex(done.text, /Éxito/);
});
