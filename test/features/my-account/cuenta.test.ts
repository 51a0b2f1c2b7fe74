import test, { type ExecutionContext } from 'ava';
import { ACTIVITY_PAGE } from '../../../src/features/my-account/use-cases/list-activity.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  type Person,
  pedro,
  rosa,
  signIn,
} from '../../helpers/client-app.ts';
import { changeSii, openCompany, panaderia } from '../../helpers/companies.ts';
import { enterCuenta, goToCuenta, isInCuenta, pressOn } from '../../helpers/cuenta.ts';
import { ROSAS_MAIL } from '../../helpers/new-device.ts';

const DAY = 24 * 3_600_000;

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({
    env: { THROTTLES: 'off', ...env },
    clients: [clientFileFor('capacita'), clientFileFor('ajena', { first_party: false, sector: 'privada' })],
  });
  t.teardown(app.stop);
  return app;
}

async function accountOf({ database }: TestApp, { rut }: Pick<Person, 'rut'>): Promise<string> {
  const identifier = rut.replaceAll('.', '');
  const row = await database.run<{ id: string }>((sql) => sql('accounts').where({ identifier }).first('id'));
  return row.id;
}

/** The entries of the timeline of a page, as a person reads them. */
const linesOf = ({ html }: Visit): string[] =>
  [...html.matchAll(/<li(?: class="ojo")?><b>(.*?)<\/li>/gs)].map(([, line = '']) =>
    line
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

async function wrongKey(app: TestApp, person: Person): Promise<void> {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  await browser.send(page, { rut: person.rut, clave: 'Equivocada' });
}

test('Actividad shows what happened to this account, when and where, and nothing of any other account', async (t) => {
  const app = await open(t);
  await enterCuenta(app, pedro);
  await wrongKey(app, pedro);
  const page = await goToCuenta(app, await enterCuenta(app), '/actividad');
  const lines = linesOf(page);
  t.is(lines.length, 1);
  t.regex(
    lines[0] ?? '',
    /^Ingreso a Mi cuenta desde un equipo nuevo.* Hoy, \d\d\.\d\d · Equipo desconocido No fui yo/,
  );
  t.false(page.text.includes('Pedro'));
});

test('refused logins in a row and a new device carry the red mark; one alone and a known device do not', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  await wrongKey(app, rosa);
  const marks = async () =>
    (await browser.get(`${app.issuer}/cuenta/actividad`)).html.match(/class="ojo"/g)?.length ?? 0;
  t.is(await marks(), 1, 'the new device');
  await wrongKey(app, rosa);
  t.is(await marks(), 3);
  const page = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.is(page.text.match(/Rechazado/g)?.length, 2);
  t.true(page.html.includes('href="/cuenta/no-fui-yo"'));
});

test('a page of the activity is bounded, and goes on by address until the first month', async (t) => {
  const app = await open(t);
  const id = await accountOf(app, rosa);
  for (let times = 0; times < ACTIVITY_PAGE + 3; times += 1)
    await app.deps.audit.record({ act: 'key.changed', accountId: id });
  const browser = await enterCuenta(app);
  const first = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.is(linesOf(first).length, ACTIVITY_PAGE);
  const more =
    /href="(\/cuenta\/actividad\?mes=[^"]+)">Ver actividad anterior/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ??
    '';
  t.regex(more, /pagina=2$/);
  const second = await browser.get(app.issuer + more);
  t.is(linesOf(second).length, 4);
  t.false(second.html.includes('Ver actividad anterior'), 'the account is of this month');
});

test('a month is chosen by address; an invalid one, or one before the account, shows this month', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  app.advance(40 * DAY);
  await goToCuenta(app, browser);
  const thisMonth = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.is(linesOf(thisMonth).length, 1, 'the sign-in of today');
  const before = /href="(\/cuenta\/actividad\?mes=[^"]+)">Ver actividad anterior/.exec(thisMonth.html)?.[1] ?? '';
  t.true((thisMonth.html.match(/<option/g)?.length ?? 0) > 1);
  for (const strange of ['1999-01', '2026-13', "' or 1=1", '2999-01'])
    t.is(
      linesOf(await browser.get(`${app.issuer}/cuenta/actividad?mes=${encodeURIComponent(strange)}&pagina=-1`)).length,
      1,
    );
  t.regex(before, /^\/cuenta\/actividad\?mes=\d{4}-\d\d$/);
});

test('a company reads who acted, and has the steps for a new representative', async (t) => {
  const app = await open(t);
  await openCompany(app);
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: pedro.rut, clave: panaderia.key };
  const page = await browser.follow(await browser.send(login, fields), app.issuer);
  t.true(page.text.includes('Panadería Los Andes SpA · RUT 54.000.001-8 · Actúa RUT 44.000.002-9'));
  const activity = await browser.get(`${app.issuer}/cuenta/actividad`);
  t.regex(linesOf(activity)[0] ?? '', /^Ingreso a Mi cuenta.*· RUT 44\.000\.002-9/);
  const sessions = await browser.get(`${app.issuer}/cuenta/sesiones`);
  t.regex(sessions.text, /Esta sesión RUT 44\.000\.002-9/);
  const steps = await browser.get(`${app.issuer}/cuenta/representantes`);
  t.regex(steps.text, /SII.*cédula.*clave nueva/);
  t.is((await goToCuenta(app, await enterCuenta(app), '/representantes')).url, `${app.issuer}/cuenta`);
});

/** Pedro, who represents Panadería Los Andes, in its Mi cuenta. */
async function enterCompany(app: TestApp): Promise<Browser> {
  await openCompany(app);
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: pedro.rut, clave: panaderia.key };
  await browser.follow(await browser.send(login, fields), app.issuer);
  return browser;
}

/** What a company changes in Mi cuenta, by the page of each. */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/datos/domicilio': { calle: 'Los Boldos', numero: '7', comuna: '13101', telefono_trabajo: '223456789' },
  '/datos/contacto': { email: 'nuevo@panaderia.example', celular: '40000002', actual: panaderia.key },
  '/seguridad/pregunta': { pregunta: '2', respuesta: 'Chile', actual: panaderia.key },
  '/seguridad/clave': { actual: panaderia.key, clave: 'Hallulla-9', clave2: 'Hallulla-9' },
};

async function changeAll({ issuer }: TestApp, browser: Browser): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const [path, fields] of Object.entries(changes)) {
    const page = await browser.get(`${issuer}/cuenta${path}`);
    statuses.push((await pressOn(browser, page, fields)).status);
  }
  return statuses;
}

test('[floor 12] while the SII is silent nothing of a company is changed in Mi cuenta, whatever it answered at the sign-in', async (t) => {
  const app = await open(t);
  const browser = await enterCompany(app);
  const { taxRegistry } = app.deps;
  changeSii(app, 'silent');
  t.deepEqual(await changeAll(app, browser), [503, 503, 503, 503]);
  Object.assign(app.deps, { taxRegistry });
  t.deepEqual(await changeAll(app, browser), [303, 303, 303, 303]);
});

test('a representative who left the company since the sign-in changes nothing of it, and is signed out', async (t) => {
  const app = await open(t);
  const browser = await enterCompany(app);
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  const page = await browser.get(`${app.issuer}/cuenta/seguridad/clave`);
  t.not((await pressOn(browser, page, changes['/seguridad/clave'] ?? {})).status, 303);
  t.false(await isInCuenta(app, browser));
});

test('a company reads in its activity who changed what', async (t) => {
  const app = await open(t);
  const browser = await enterCompany(app);
  await changeAll(app, browser);
  const lines = linesOf(await browser.get(`${app.issuer}/cuenta/actividad`));
  for (const act of ['Actualizó sus datos', 'Solicitud en espera', 'Cambió la pregunta secreta', 'Cambió la clave'])
    t.true(
      lines.some((line) => line.startsWith(act) && line.includes('· RUT 44.000.002-9')),
      `${act}: ${lines.join('\n')}`,
    );
});

test('[security 34] Plataformas lists which clients know the person, which data, since when; Clave Sence itself is not listed', async (t) => {
  const app = await open(t);
  const { browser } = await signIn(await openClient(app, 'capacita'), { params: { scope: 'openid email run' } });
  await goToCuenta(app, browser);
  const page = await browser.get(`${app.issuer}/cuenta/plataformas`);
  t.regex(page.text, /Plataforma capacita capacita\.example Desde Hoy, \d\d\.\d\d Último ingreso Hoy/);
  t.regex(page.text, /RUT 44\.000\.001-0/);
  t.true(page.text.includes('Correo electrónico rosa@correo.example'));
  t.false(page.text.includes('Domicilio'));
  t.is(page.html.match(/<article/g)?.length, 1);
});

test('what a client once received stays on the list though it asks for less later', async (t) => {
  const app = await open(t);
  const client = await openClient(app, 'capacita');
  const { browser } = await signIn(client, { params: { scope: 'openid address run' } });
  await signIn(client, { browser, params: { scope: 'openid' } });
  await goToCuenta(app, browser);
  const page = await browser.get(`${app.issuer}/cuenta/plataformas`);
  t.true(page.text.includes('Domicilio'));
});

test('a client that was not allowed is not on the list; once allowed it is', async (t) => {
  const app = await open(t);
  const client = await openClient(app, 'ajena');
  const browser = await enterCuenta(app);
  const { to } = await beginSignIn(client, { scope: 'openid email' });
  const consent = await browser.follow(await browser.get(to.href), app.issuer);
  const listed = async () => (await browser.get(`${app.issuer}/cuenta/plataformas`)).text.includes('Plataforma ajena');
  t.false(await listed());
  const answer = await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer);
  t.true(answerOf(answer).searchParams.has('code'));
  t.true(await listed());
  t.is((await browser.get(`${app.issuer}/cuenta/plataformas/nadie`)).headers.get('location'), '/cuenta/plataformas');
});

test('Mis datos shows what is on file; the address changes at once, without the key', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  t.true((await browser.get(`${app.issuer}/cuenta/datos`)).text.includes('Pasaje Los Aromos 123, Santiago'));
  const page = await browser.get(`${app.issuer}/cuenta/datos/domicilio`);
  t.true(page.html.includes('value="Pasaje Los Aromos"'));
  const fields = { calle: 'Los Boldos', numero: '7', comuna: '11101', block: '', departamento: '' };
  const done = await browser.follow(await pressOn(browser, page, fields), app.issuer);
  t.true(done.text.includes('Guardamos sus datos.'));
  t.true(done.text.includes('Los Boldos 7, Coyhaique'));
  const again = await pressOn(browser, page, { ...fields, calle: '' });
  t.is(again.status, 422);
  t.true(again.html.includes('Error: '));
});

test('[security 17] e-mail and mobile need the key and wait for the waiting period, which the same page cancels', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await browser.get(`${app.issuer}/cuenta/datos/contacto`);
  const fields = { email: 'otra@correo.example', celular: '40000099' };
  const refused = await pressOn(browser, page, { ...fields, actual: 'Equivocada' });
  t.is(refused.status, 422);
  t.false(refused.html.includes('Equivocada'));
  const done = await browser.follow(await pressOn(browser, page, { ...fields, actual: rosa.key }), app.issuer);
  t.regex(done.text, /Solicitudes en espera.*Cambiar su correo o su celular.*Se hará:.*Hasta entonces nada cambia/);
  t.true(done.text.includes('Correo electrónico rosa@correo.example'), 'the old one still holds');
  const pending = /name="solicitud" value="([^"]+)"/.exec(done.html)?.[1] ?? '';
  await assertNotTheirs(t, app, pending);
  const back = await browser.follow(await pressOn(browser, done, { solicitud: pending }), app.issuer);
  t.true(back.text.includes('Detuvimos la solicitud.'));
  t.false(back.text.includes('Solicitudes en espera'));
});

async function assertNotTheirs(t: ExecutionContext, app: TestApp, solicitud: string): Promise<void> {
  const thief = await enterCuenta(app, pedro);
  const theirs = await thief.get(`${app.issuer}/cuenta/datos/contacto`);
  const { pathname } = new URL(theirs.url);
  t.is(pathname, '/cuenta/datos/contacto');
  await thief.post(`${app.issuer}/cuenta/datos`, { ficha: fichaOf(theirs), solicitud });
  t.is((await app.deps.pendingChanges.find(solicitud))?.state, 'waiting');
}

const fichaOf = ({ html }: Visit): string => /name="ficha" value="([^"]+)"/.exec(html)?.[1] ?? '';

test('an identity that was only declared is proved with the card from Mis datos', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app, pedro);
  t.true((await browser.get(`${app.issuer}/cuenta/datos`)).text.includes('Declarada'));
  const page = await browser.get(`${app.issuer}/cuenta/datos/identidad`);
  t.is((await pressOn(browser, page, { serie: rosa.serial })).status, 422);
  const done = await browser.follow(await pressOn(browser, page, { serie: pedro.serial }), app.issuer);
  t.true(done.text.includes('Comprobada'));
});

test('Seguridad changes the key by the current one only, and the question by the key', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  const page = await browser.get(`${app.issuer}/cuenta/seguridad/clave`);
  const chosen = { clave: 'Quiltro-78', clave2: 'Quiltro-78' };
  for (const wrong of [
    { ...chosen, actual: 'Equivocada' },
    { clave: 'corta', clave2: 'corta', actual: rosa.key },
    { clave: 'Quiltro-78', clave2: 'Quiltro-79', actual: rosa.key },
    { clave: rosa.key, clave2: rosa.key, actual: rosa.key },
  ]) {
    const refused = await pressOn(browser, page, wrong);
    t.is(refused.status, 422);
    for (const typed of ['Quiltro', 'Equivocada', rosa.key]) t.false(refused.html.includes(typed));
  }
  const done = await browser.follow(await pressOn(browser, page, { ...chosen, actual: rosa.key }), app.issuer);
  t.true(done.text.includes('Su clave cambió y cerramos sus otras sesiones.'));
  const question = await browser.get(`${app.issuer}/cuenta/seguridad/pregunta`);
  const fields = { pregunta: '2', respuesta: 'Chile' };
  t.is((await pressOn(browser, question, { ...fields, actual: rosa.key })).status, 422, 'the old key');
  const asked = await browser.follow(await pressOn(browser, question, { ...fields, actual: 'Quiltro-78' }), app.issuer);
  t.true(asked.text.includes('MI PAÍS FAVORITO'));
});

test('in segura there is no secret question', async (t) => {
  const app = await open(t, { CLAVE_POLICY: 'segura' });
  const browser = await enterCuenta(app, rosa, { app, to: ROSAS_MAIL });
  t.false((await browser.get(`${app.issuer}/cuenta/seguridad`)).text.includes('Pregunta secreta'));
  const page = await browser.get(`${app.issuer}/cuenta/seguridad/pregunta`);
  t.is(page.headers.get('location'), '/cuenta/seguridad');
});

test('[security 7] wrong keys typed in Mi cuenta spend the same budget as at the login', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const browser = await enterCuenta(app);
  const stolen = withoutDevice(browser);
  const page = await stolen.get(`${app.issuer}/cuenta/seguridad/clave`);
  const statuses: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) {
    const fields = { actual: `Equivocada${tries}`, clave: 'Quiltro-78', clave2: 'Quiltro-78' };
    statuses.push((await pressOn(stolen, page, fields)).status);
  }
  t.deepEqual(statuses.slice(0, 4), [422, 422, 422, 422]);
  t.true(statuses.slice(5).every((status) => status === 429));
});

/** The session's cookies in another browser, without the device cookie by which the account knows this one. */
function withoutDevice(browser: Browser): Browser {
  const stolen = openBrowser();
  for (const [name, value] of browser.cookies) if (name !== 'cs_equipo') stolen.cookies.set(name, value);
  return stolen;
}

test('[security 14] each act leaves a row in the trail: who, with what, and no key nor number', async (t) => {
  const app = await open(t);
  const { browser } = await signIn(await openClient(app, 'capacita'));
  await signIn(await openClient(app, 'capacita'));
  await goToCuenta(app, browser);
  await pressOn(browser, await browser.get(`${app.issuer}/cuenta/sesiones`), { accion: 'cerrar-demas' });
  await browser.send(await browser.get(`${app.issuer}/cuenta/plataformas/capacita`), {});
  await browser.send(await browser.get(`${app.issuer}/cuenta/detener`), {});
  const rows = await app.database.run<{ act: string; client_id: string | null; details: object }[]>((sql) =>
    sql('audit').whereIn('act', ['session.ended', 'platform.disconnected', 'account.frozen']).orderBy('id'),
  );
  t.deepEqual(
    rows.map(({ act, client_id, details }) => ({ act, client_id, details })),
    [
      { act: 'session.ended', client_id: null, details: { by: 'account', count: 1 } },
      { act: 'platform.disconnected', client_id: 'capacita', details: { by: 'account' } },
      { act: 'account.frozen', client_id: null, details: { by: 'account' } },
    ],
  );
});
