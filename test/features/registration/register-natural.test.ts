import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { formFields } from '../../helpers/registration.ts';

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  return app;
}

const PATH = '/registro/natural';
const errorsOf = (page: Visit): string[] =>
  [...page.html.matchAll(/<li><a href="#([\w-]+)">/g)].map((match) => match[1] ?? '');

test('[guide éxito-n] a registration ends on Éxito, its mail leads to a button, and the button opens the account', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const sent = await browser.send(await browser.get(app.issuer + PATH), formFields);
  t.is(sent.status, 303);
  const done = await browser.follow(sent, app.issuer);
  t.regex(done.text, /Éxito/);
  t.regex(done.text, /camila@correo\.example/, 'whole in the browser where it was typed');
  t.regex((await openBrowser().get(done.url)).text, /camxxxx@corxxxx/, 'and hidden in part in any other');
  t.regex(done.text, /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  const [mail] = await app.mailbox();
  const link = /http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  t.true(link.startsWith(app.issuer));
  const confirm = await browser.get(link);
  await browser.get(link);
  const end = await browser.follow(await browser.send(confirm, {}), app.issuer);
  t.regex(end.url, /\/confirmar\/listo\/[^/]+\?perfil=natural$/, 'with the way to confirm the mobile');
  const again = await browser.follow(await browser.get(link), app.issuer);
  t.true(again.url.endsWith('/confirmar/vencido'));
  t.regex((await browser.get(done.url)).text, /Su cuenta está confirmada/, 'shown in the browser that registered');
  t.regex((await openBrowser().get(done.url)).text, /Enviado|enviamos/i, 'and in no other');
});

test('[floor 7] links in messages never act on GET', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  await browser.send(await browser.get(app.issuer + PATH), formFields);
  const [mail] = await app.mailbox();
  const link = /http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  for (let visits = 0; visits < 3; visits += 1) t.is((await browser.get(link)).status, 200);
  const rows = await app.database.run<{ state: string }[]>((sql) =>
    sql('accounts').where({ identifier: '44000003-7' }),
  );
  t.deepEqual(
    rows.map(({ state }) => state),
    ['pendiente_correo'],
  );
});

test('[guide fields-n] the fields stand in the order of the guide, the number of the card among those that identify the person', async (t) => {
  const { html } = await openBrowser().get((await open(t)).issuer + PATH);
  const names = [...html.matchAll(/<(?:input|select)\b[^>]* id="(\w+)"/g)].map((match) => match[1]);
  t.deepEqual(names, [
    ...['rut', 'serie', 'pregunta', 'respuesta'],
    ...['calle', 'numero', 'block', 'departamento', 'region', 'comuna'],
    ...['email', 'telefono_particular', 'telefono_trabajo', 'celular'],
    ...['clave', 'clave2', 'captcha'],
  ]);
});

test('[guide form-n] an empty form names every field that is missing, in the order of the page, with the message under each', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const page = await browser.send(await browser.get(app.issuer + PATH), { accion: 'continuar' });
  t.is(page.status, 422);
  t.deepEqual(errorsOf(page), [
    'rut',
    'pregunta',
    'respuesta',
    'calle',
    'numero',
    'region',
    'email',
    'celular',
    'clave',
    'captcha',
  ]);
  t.regex(page.html, /<title>Error: /);
  for (const id of errorsOf(page)) t.regex(page.html, new RegExp(`id="${id}-e"`), id);
});

test('[ux 7] what was typed comes back after an error, but for keys and captcha', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const page = await browser.send(await browser.get(app.issuer + PATH), {
    ...formFields,
    rut: '440000037',
    email: 'mal',
    block: 'B "2"',
  });
  t.deepEqual(errorsOf(page), ['email']);
  for (const kept of ['44.000.003-7', 'Boby', 'Los Aromos', 'B &quot;2&quot;', '12345678'])
    t.true(page.html.includes(`value="${kept}"`), kept);
  t.regex(page.html, /<option value="13101" selected/);
  t.regex(page.html, /<option value="1" selected/);
  t.false(page.html.includes('Quiltro'));
  t.false(page.html.includes('value="CLAVE"'));
});

test('[security 12] the captcha is required, a wrong one brings a new picture, and a picture is valid once and for its form', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const first = await browser.get(app.issuer + PATH);
  const wrong = await browser.send(first, { ...formFields, captcha: 'XXXXX' });
  t.deepEqual(errorsOf(wrong), ['captcha']);
  t.regex(wrong.text, /Las letras no coinciden/);
  const before = formOf(first).hidden.captcha_id;
  t.not(formOf(wrong).hidden.captcha_id, before);
  const replayed = await browser.send(wrong, { ...formFields, captcha_id: before ?? '' });
  t.regex(replayed.text, /La imagen venció/);
  t.is((await browser.get(`${app.issuer}/captcha/${before}.png`)).status, 404);
  app.advance(181_000);
  t.regex((await browser.send(replayed, formFields)).text, /La imagen venció/, 'three minutes');
  t.false(
    [first, wrong, replayed].some((page) => page.html.includes('CLAVE"')),
    'never in the page',
  );
});

test('picture and sound are available while the captcha is valid', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const id = formOf(await browser.get(app.issuer + PATH)).hidden.captcha_id;
  const picture = await browser.get(`${app.issuer}/captcha/${id}.png`);
  t.is(picture.headers.get('content-type'), 'image/png');
  t.is(picture.headers.get('cache-control'), 'no-store');
  const sound = await browser.get(`${app.issuer}/captcha/${id}.wav`);
  t.regex(sound.headers.get('content-type') ?? '', /audio/);
  t.is((await browser.get(`${app.issuer}/captcha/desconocido.png`)).status, 404);
});

test('[ux 22, guide picture] Refrescar changes the picture and loses nothing but keys and captcha', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const first = await browser.get(app.issuer + PATH);
  const page = await browser.send(first, { ...formFields, accion: 'refrescar' });
  t.is(page.status, 200);
  t.deepEqual(errorsOf(page), []);
  t.true(page.html.includes('value="Los Aromos"'));
  t.not(formOf(page).hidden.captcha_id, formOf(first).hidden.captcha_id);
});

test('a form sent twice makes one registration and leads to the same page', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const page = await browser.get(app.issuer + PATH);
  const one = await browser.send(page, formFields);
  const two = await browser.send(page, formFields);
  t.is(two.status, 303);
  t.is(two.headers.get('location'), one.headers.get('location'));
  t.is((await app.mailbox()).length, 1);
});

test('[security 36] a form without its token, with that of another form or browser, or from another origin has no effect', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const page = await browser.get(app.issuer + PATH);
  const { hidden } = formOf(page);
  const url = app.issuer + PATH;
  const { ficha: _, ...bare } = hidden as { ficha: string };
  t.is((await browser.post(url, { ...bare, ...formFields })).status, 403);
  t.is(
    (
      await browser.post(url, {
        ...hidden,
        ...formFields,
        ficha: `${hidden.ficha?.startsWith('x') ? 'y' : 'x'}${hidden.ficha?.slice(1)}`,
      })
    ).status,
    403,
  );
  t.is((await browser.post(url, { ...hidden, ...formFields }, { origin: 'https://attacker.example' })).status, 403);
  const other = openBrowser();
  await other.get(url);
  t.is((await other.post(url, { ...hidden, ...formFields })).status, 403);
  t.is((await app.mailbox()).length, 0);
  t.is((await browser.post(url, { ...hidden, ...formFields })).status, 303);
});

test('segura asks for the card and no question, and requires a key of twelve', async (t) => {
  const app = await open(t, { CLAVE_POLICY: 'segura' });
  const browser = openBrowser();
  const page = await browser.get(app.issuer + PATH);
  t.false(page.html.includes('name="pregunta"'));
  const missing = await browser.send(page, formFields);
  t.deepEqual(errorsOf(missing), ['serie', 'clave']);
  const key = 'tres quiltros duermen';
  const done = await browser.follow(
    await browser.send(missing, { ...formFields, serie: 'b51.a23.456', clave: key, clave2: key }),
    app.issuer,
  );
  t.regex((await openBrowser().get(done.url)).text, /c•••@c•••\.example/);
});

test('a RUT of a company leads to Persona Jurídica, a person unknown to the Registro Civil to the telephone', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const company = await browser.send(await browser.get(app.issuer + PATH), { ...formFields, rut: '54.000.001-8' });
  t.regex(company.text, /Siga en Persona Jurídica/);
  const unknownPerson = await browser.send(company, { ...formFields, rut: '12.345.678-5' });
  t.regex(unknownPerson.text, /800 80 10 30/);
  t.deepEqual(errorsOf(unknownPerson), ['rut']);
});

test('a silent Registro Civil is reported, costs no try and loses nothing', async (t) => {
  const app = await open(t, { CIVIL_REGISTRY_URL: 'http://127.0.0.1:1' });
  const browser = openBrowser();
  const page = await browser.send(await browser.get(app.issuer + PATH), formFields);
  t.is(page.status, 503);
  t.truthy(page.headers.get('retry-after'));
  t.regex(page.text, /El servicio del Registro Civil no está disponible en este momento. No contamos este intento/);
  t.true(page.html.includes('value="Los Aromos"'));
});
