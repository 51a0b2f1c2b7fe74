import test, { type ExecutionContext } from 'ava';
import { answerRight } from '../../../src/features/privacy/use-cases/answer-right.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { enterCuenta, goToCuenta, isInCuenta, pressOn } from '../../helpers/cuenta.ts';
import { newestIn } from '../../helpers/recovery.ts';
import { makeCopies } from '../../helpers/rights.ts';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

const accountOf = async ({ deps }: TestApp, rut: string) => deps.accounts.findByIdentifier('natural', rut as never);
const mailOf = async (app: TestApp, rut = '44000001-0') => String((await accountOf(app, rut))?.personal.email);

/** Rosa, signed in, with a copy that is ready. */
async function withCopy(t: ExecutionContext) {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await goToCuenta(app, browser, '/datos/descarga');
  const asked = await browser.follow(await browser.send(page, { actual: rosa.key }), app.issuer);
  await makeCopies(app);
  return { app, browser, asked };
}

/** Rosa, signed in, who sends a request. */
async function request(t: ExecutionContext, fields: Record<string, string>) {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await goToCuenta(app, browser, '/solicitudes/nueva');
  return { app, browser, done: await browser.follow(await browser.send(page, fields), app.issuer) };
}

test('a copy is asked with the key, waits, and is fetched from Mi cuenta as a file that no browser sniffs or caches', async (t) => {
  const { app, browser, asked } = await withCopy(t);
  t.regex(asked.text, /Estamos preparando la copia[\s\S]*En preparación/);
  const page = await goToCuenta(app, browser, '/datos/descarga');
  for (const format of ['json', 'html']) {
    const path = new RegExp(`href="(/cuenta/datos/descarga/[^"]+\\.${format})"`).exec(page.html)?.[1] ?? '';
    const { status, headers, html } = await browser.get(app.issuer + path);
    t.is(status, 200);
    t.regex(
      headers.get('content-disposition') ?? '',
      new RegExp(`^attachment; filename="clave-sence-mis-datos-[\\d-]+\\.${format}"$`),
    );
    t.is(headers.get('x-content-type-options'), 'nosniff');
    t.is(headers.get('cache-control'), 'no-store');
    t.is(headers.get('referrer-policy'), 'no-referrer');
    t.regex(headers.get('content-security-policy') ?? '', /sandbox/);
    t.true(html.includes('44.000.001-0'));
    t.notRegex(path, /44000001|44\.000/);
  }
});

test('a wrong or missing key requests nothing', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await goToCuenta(app, browser, '/datos/descarga');
  t.is((await browser.send(page, { actual: 'Otra-clave-1' })).status, 422);
  t.is((await browser.send(page, { actual: '' })).status, 422);
  t.is(await makeCopies(app), 0);
});

test('no other caller gets a copy: not without a session, not another person, not by a wrong address', async (t) => {
  const { app, browser } = await withCopy(t);
  const page = await goToCuenta(app, browser, '/datos/descarga');
  const path = /href="(\/cuenta\/datos\/descarga\/[^"]+\.json)"/.exec(page.html)?.[1] ?? '';
  t.is((await openBrowser().get(app.issuer + path)).status, 303);
  const other = await enterCuenta(app, pedro);
  t.is((await other.get(app.issuer + path)).status, 404);
  for (const wrong of ['no-es', '00000000-0000-4000-8000-000000000000', '%00'])
    t.true([400, 404].includes((await browser.get(`${app.issuer}/cuenta/datos/descarga/${wrong}.json`)).status), wrong);
});

test('the link of the mail shows a page; only the key gives the file, as many times as wanted while it is kept', async (t) => {
  const { app } = await withCopy(t);
  const token = await newestIn(app, await mailOf(app), /\/descarga\/([\w-]+)/);
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/descarga/${token}`);
  t.is(page.headers.get('content-disposition'), null);
  t.false(page.html.includes('44.000.001-0') || page.html.includes('Rosa'), 'the link does not reveal whose it is');
  t.is((await browser.send(page, { actual: 'Otra-clave-1', accion: 'json' })).status, 422);
  const file = await browser.send(page, { actual: rosa.key, accion: 'json' });
  t.is(file.status, 200);
  t.true(JSON.parse(file.html).secciones.length > 10);
  t.regex(
    (await browser.send(page, { actual: rosa.key, accion: 'html' })).headers.get('content-disposition') ?? '',
    /\.html"$/,
  );
  t.is((await browser.get(`${app.issuer}/descarga/${token.slice(1)}x`)).status, 404);
  const forged = await openBrowser().post(page.url, { actual: rosa.key, accion: 'json', ficha: 'otra' });
  t.is(forged.status, 403);
});

test('the link in the mail to a company leads to Mi cuenta', async (t) => {
  const app = await open(t);
  await openCompany(app);
  const browser = openBrowser();
  const entry = await browser.follow(await browser.get(`${app.issuer}/cuenta/datos/descarga`), app.issuer);
  const company = await browser.follow(await browser.get(`${entry.url}?perfil=juridica`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  const page = await browser.follow(await browser.send(company, fields), app.issuer);
  await browser.send(page, { actual: panaderia.key });
  t.is(await makeCopies(app), 1);
  const token = await newestIn(app, 'contacto@panaderia.example', /\/descarga\/([\w-]+)/);
  const link = await openBrowser().get(`${app.issuer}/descarga/${token}`);
  t.regex(link.text, /Ingresar a Mi cuenta/);
  t.notRegex(link.html, /name="actual"/);
});

test('a request shows its receipt with folio and last day, and its state in the list', async (t) => {
  const { app, browser, done } = await request(t, { derecho: 'rectificacion', detalle: 'Mi apellido está mal' });
  const folio = /LD-\w{4}-\w{4}/.exec(done.text)?.[0] ?? '?';
  t.regex(done.text, /Recibimos su solicitud[\s\S]*a más tardar el \d\d-\d\d-\d{4}/);
  t.true(done.url.includes(folio));
  t.true(done.text.includes('Mi apellido está mal'));
  t.regex((await goToCuenta(app, browser, '/solicitudes')).text, new RegExp(`${folio} Estado Recibida`));
  const [one] = await app.deps.rights.list((await accountOf(app, '44000001-0'))?.id ?? '');
  await answerRight(
    app.deps,
    one?.id ?? '',
    { decision: 'rechazada', reasons: 'Corríjalo en el Registro Civil.' },
    'mesa-7',
  );
  const answered = await goToCuenta(app, browser, `/solicitudes/${folio}`);
  t.regex(answered.text, /Respondida[\s\S]*No acogida[\s\S]*Corríjalo en el Registro Civil\.[\s\S]*30 días hábiles/);
  const other = await enterCuenta(app, pedro);
  t.is((await other.get(`${app.issuer}/cuenta/solicitudes/${folio}`)).status, 404);
  t.notRegex((await goToCuenta(app, other, '/solicitudes')).text, new RegExp(folio));
});

test('a missing field is reported at that field, and nothing typed is lost', async (t) => {
  const empty = await request(t, {});
  t.is(empty.done.status, 422);
  t.regex(empty.done.text, /Elija qué derecho quiere ejercer/);
  const { app, browser } = empty;
  const page = await goToCuenta(app, browser, '/solicitudes/nueva');
  const noKey = await browser.send(page, { derecho: 'bloqueo', detalle: 'Mientras corrigen <b>mi</b> nombre' });
  t.is(noKey.status, 422);
  t.true(noKey.html.includes('Mientras corrigen &lt;b&gt;mi&lt;/b&gt; nombre'));
  t.regex(noKey.html, /value="bloqueo" checked/);
  t.is((await browser.send(page, { derecho: 'supresion', actual: 'Otra-clave-1' })).status, 422);
  t.deepEqual(await app.deps.rights.list((await accountOf(app, '44000001-0'))?.id ?? ''), []);
});

test('a block signs out at once, is refused at the login with its reason, and is lifted with the mail and the key', async (t) => {
  const { app, browser, done } = await request(t, {
    derecho: 'bloqueo',
    detalle: 'Mientras corrigen',
    actual: rosa.key,
  });
  t.regex(done.text, /Bloqueamos sus datos[\s\S]*Levantar el bloqueo/);
  t.false(await isInCuenta(app, browser));
  const entry = await goToCuenta(app, openBrowser());
  t.regex(entry.text, /Usted pidió bloquear sus datos/);
  t.false(/Rosa|44\.000\.001/.test(done.text), 'the page of the mail does not reveal whose it is');
  t.is((await browser.send(done, { actual: 'Otra-clave-1' })).status, 422);
  const lifted = await browser.follow(await browser.send(done, { actual: rosa.key }), app.issuer);
  t.regex(lifted.text, /El bloqueo terminó/);
  const again = openBrowser();
  await goToCuenta(app, again);
  t.true(await isInCuenta(app, again));
});

test('a mail scanner that opens the links of a block and of a copy does nothing', async (t) => {
  const { app } = await request(t, { derecho: 'bloqueo', detalle: 'Mientras corrigen', actual: rosa.key });
  const token = await newestIn(app, await mailOf(app), /\/derechos\/([\w-]+)/);
  for (let round = 0; round < 3; round += 1) await openBrowser().get(`${app.issuer}/derechos/${token}`);
  t.is((await accountOf(app, '44000001-0'))?.state, 'suspendida');
});

test('a form of another session, or from another origin, requests nothing', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const other = await enterCuenta(app, pedro);
  const page = await goToCuenta(app, browser, '/solicitudes/nueva');
  const foreign = await browser.post(
    page.url,
    { derecho: 'acceso', ficha: 'ficha' },
    { origin: 'https://malo.example' },
  );
  t.is(foreign.status, 403);
  t.is((await pressOn(other, page, { derecho: 'acceso' })).status, 403);
  t.deepEqual(await app.deps.rights.list((await accountOf(app, '44000001-0'))?.id ?? ''), []);
});

test('Mis datos leads to the copy and to the rights', async (t) => {
  const app = await open(t);
  const page = await goToCuenta(app, await enterCuenta(app), '/datos');
  for (const path of ['/cuenta/datos/descarga', '/cuenta/solicitudes'])
    t.true(page.html.includes(`href="${path}"`), path);
});

test('a page never promises a day that has passed, nor an answer that is not there', async (t) => {
  const { app, browser, done } = await request(t, { derecho: 'rectificacion', detalle: 'Mi apellido está mal' });
  const folio = /LD-\w{4}-\w{4}/.exec(done.text)?.[0] ?? '?';
  const token = await newestIn(app, await mailOf(app), /\/derechos\/([\w-]+)/);
  const pages = async () =>
    Promise.all([
      goToCuenta(app, browser, `/solicitudes/${folio}`),
      goToCuenta(app, browser, '/solicitudes'),
      openBrowser().get(`${app.issuer}/derechos/${token}`),
    ]);
  const [, , state] = await pages();
  t.notRegex(state.text, /nuestra respuesta/);
  await app.database.run((sql) => sql('right_requests').update({ due_on: '2026-01-02' }));
  for (const { text, url } of await pages()) {
    t.regex(text, /Debíamos responder a más tardar 02-01-2026/, url);
    t.notRegex(text, /Responderemos a más tardar/, url);
  }
  const [one] = await app.deps.rights.list((await accountOf(app, '44000001-0'))?.id ?? '');
  await answerRight(app.deps, one?.id ?? '', { decision: 'acogida', reasons: '' }, 'mesa-7');
  const [page, , after] = await pages();
  for (const { text, url } of [page, after]) t.regex(text, /Respondida [^,]+, fuera de plazo/, url);
  t.regex(page.text, /Nuestra respuesta Acogimos su solicitud\. ¿No está de acuerdo\?/, 'as in the mail');
  t.regex(page.text, /El último día es el \d\d-\d\d-\d{4}/);
  t.regex(after.text, /nuestra respuesta están/);
});
