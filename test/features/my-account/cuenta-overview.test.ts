import test, { type ExecutionContext } from 'ava';
import type { Account } from '../../../src/domain/account.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { parseRut } from '../../../src/domain/rut.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { clientFileFor, openClient, type Person, pedro, rosa, signIn } from '../../helpers/client-app.ts';
import { openCompany, panaderia } from '../../helpers/companies.ts';
import { statementsOf } from '../../helpers/count-statements.ts';
import { enterCuenta, goToCuenta, pressOn } from '../../helpers/cuenta.ts';

const homeOf = (id: string) => ({ client_uri: `https://${id}.example/` });

const clients = [
  clientFileFor('capacita', homeOf('capacita')),
  clientFileFor('sin-portada'),
  clientFileFor('cursos', { ...homeOf('cursos'), minimum_identity: 'documento' }),
  clientFileFor('de-empresas', { ...homeOf('de-empresas'), scope: 'openid empresa' }),
  clientFileFor('ajena', { ...homeOf('ajena'), first_party: false, sector: 'privada' }),
];

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients });
  t.teardown(app.stop);
  return app;
}

const overview = ({ issuer }: TestApp, browser: Browser): Promise<Visit> => browser.get(`${issuer}/cuenta`);

/** The clients to which the page leads, by the address of each. */
const destinations = ({ html }: Visit): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.matchAll(/href="(https:[^"]+)"[^>]*>Ir a ([^<]+)</g)].map(([, href = '', name = '']) => [name, href]),
  );

async function accountOf({ deps }: TestApp, { rut }: Pick<Person, 'rut'>): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', parseRut(rut));
  if (!account) throw new Error(`no account has ${rut}`);
  return account;
}

/** Pedro, who represents Panadería Los Andes, in its Mi cuenta. */
async function enterCompany(app: TestApp): Promise<Visit> {
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: pedro.rut, clave: panaderia.key };
  return browser.follow(await browser.send(login, fields), app.issuer);
}

test("[P11] /cuenta opens with the user's identity, the clients that can be reached and what is pending, and with no log", async (t) => {
  const app = await open(t);
  const page = await overview(app, await enterCuenta(app));
  t.regex(page.text, /Quién es usted.*Nombre Rosa Elena Soto Díaz.*RUT 44\.000\.001-0.*Comprobada/);
  t.regex(page.text, /Quién es usted.*Adónde puede ir.*Pendiente No tiene nada pendiente\./);
  for (const word of ['Ingreso a', 'Equipo desconocido']) t.false(page.text.includes(word), word);
  t.regex(page.html, /href="\/cuenta" aria-current="page">Inicio/);
});

test('[P11] a declared identity is shown as such and is raised from there; the first page confirms that it was', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app, pedro);
  const page = await overview(app, browser);
  t.regex(page.text, /Declarada Todavía nadie comprobó quién es usted/);
  t.false(page.text.includes('Pedro'), 'no name of a registry below a document');
  t.regex(page.html, /href="\/cuenta\/datos\/identidad"[^>]*>Comprobar con mi cédula/);
  const form = await browser.get(`${app.issuer}/cuenta/datos/identidad`);
  const done = await browser.follow(await pressOn(browser, form, { serie: pedro.serial }), app.issuer);
  t.is(new URL(done.url).pathname, '/cuenta');
  t.regex(done.text, /Comprobamos su identidad\..*Nombre Pedro.*Comprobada/);
});

test('[P11] a company reads its razón social and who acts for it', async (t) => {
  const app = await open(t);
  await openCompany(app);
  const page = await enterCompany(app);
  t.regex(page.text, /Razón social Panadería Los Andes SpA RUT 54\.000\.001-8 Actúa RUT 44\.000\.002-9/);
  t.regex(page.text, /Todavía nadie comprobó quién es RUT 44\.000\.002-9/);
  t.deepEqual(Object.keys(destinations(page)), ['Plataforma de-empresas'], 'those for companies');
});

test('[P11] the page links to the clients that the user used and to those of SENCE, where they have a first page', async (t) => {
  const app = await open(t);
  const { browser } = await signIn(await openClient(app, 'capacita'));
  await signIn(await openClient(app, 'sin-portada'), { browser });
  await goToCuenta(app, browser);
  const page = await overview(app, browser);
  t.deepEqual(destinations(page), {
    'Plataforma capacita': 'https://capacita.example/',
    'Plataforma cursos': 'https://cursos.example/',
  });
  t.regex(page.text, /Sus plataformas Plataforma capacita capacita\.example Último ingreso: Hoy, \d\d?\.\d\d/);
  t.regex(page.text, /Otras plataformas de SENCE Plataforma cursos/);
  t.true(page.html.includes('href="/cuenta/plataformas">Ver todas'), 'the one without a first page is listed there');
});

test('[P11] a client that asks for the card is marked so before the user goes there', async (t) => {
  const app = await open(t);
  const asks = /Plataforma cursos cursos\.example Pide comprobar su identidad/;
  t.regex((await overview(app, await enterCuenta(app, pedro))).text, asks);
  t.notRegex((await overview(app, await enterCuenta(app))).text, asks);
});

test('[P11] each pending change is shown with its hour or last day and leads to where the user acts on it', async (t) => {
  const app = await open(t);
  const { deps } = app;
  const browser = await enterCuenta(app);
  const form = await browser.get(`${app.issuer}/cuenta/datos/contacto`);
  await pressOn(browser, form, { email: 'otra@correo.example', celular: '40000099', actual: rosa.key });
  const account = await accountOf(app, rosa);
  await deps.accounts.change(account.id, (latest) => ({ ...latest, confirmed: { email: latest.confirmed.email } }));
  const here = { account, actor: undefined, session: {} as never };
  const visitor = { network: '192.0.2.1', device: 'Firefox en Linux', reference: 'CS-2222-2222' };
  const { request } = await askRight(deps, here, { kind: 'acceso', detail: undefined }, visitor);

  const page = await overview(app, browser);
  t.regex(page.text, /Tiene 3 asuntos pendientes/);
  t.regex(page.text, /Solicitud en espera: cambiar su correo o su celular Se hará: \d+ de \w+, \d\d?\.\d\d Folio CS-/);
  t.regex(page.text, /Su celular está sin confirmar/);
  t.regex(page.text, /Acceso a mis datos Folio LD-[\w-]+\. Responderemos a más tardar el \d\d-\d\d-\d{4}\./);
  for (const href of ['/cuenta/datos#espera', '/cuenta/datos/celular', `/cuenta/solicitudes/${request.folio}`])
    t.true(page.html.includes(`href="${href}"`), href);
});

test('[P11] a contest, a recovery by another person and a change of representatives are shown there too', async (t) => {
  const app = await open(t);
  const { deps } = app;
  const browser = await enterCuenta(app, pedro);
  const { id } = await accountOf(app, pedro);
  await deps.accounts.change(id, (latest) => ({ ...latest, contest: 'open' }));
  const mail = await deps.notifier.send(
    { kind: 'contest-over', at: instantOf(deps.now()), folio: 'CS-2222-2222' },
    { channel: 'mail', to: 'pedro@correo.example' as never },
    id,
  );
  const key = '00000000-0000-4000-8000-000000000001';
  await deps.provisionalKeys.put({ id: key, accountId: id, kind: 'key', keyHash: 'x', proved: false, mail });
  t.false(
    (await overview(app, browser)).text.includes('Pidieron recuperar'),
    'a recovery that was not sent is not shown',
  );
  await app.mailbox();
  const page = await overview(app, browser);
  t.regex(page.text, /Otra persona dice que este RUT es suyo/);
  t.regex(page.text, /Pidieron recuperar su clave/);
  t.true(page.html.includes('href="/cuenta/no-fui-yo">No fui yo'));

  await openCompany(app);
  const company = await deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  await deps.accounts.change(company?.id ?? '', (latest) => ({ ...latest, keyNeedsCard: true }));
  t.regex((await enterCompany(app)).text, /Cambiaron los representantes en el SII/);
});

test('[P11] the addresses of the activity before 28 November 2026 lead to where it is now', async (t) => {
  const app = await open(t);
  const browser = await enterCuenta(app);
  for (const query of ['?mes=2026-11', '?mes=2026-11&pagina=2', '?pagina=2']) {
    const { status, headers } = await browser.get(`${app.issuer}/cuenta${query}`);
    t.is(status, 303);
    t.is(headers.get('location'), `/cuenta/actividad${query}`);
  }
  t.is((await browser.get(`${app.issuer}/cuenta/actividad`)).status, 200);
});

test.serial('[P11] the first page costs the same few statements, however much is pending and was used', async (t) => {
  const app = await open(t);
  const { browser } = await signIn(await openClient(app, 'capacita'));
  await goToCuenta(app, browser);
  const few = await statementsOf(() => overview(app, browser));
  await signIn(await openClient(app, 'sin-portada'), { browser });
  await signIn(await openClient(app, 'cursos'), { browser });
  const form = await browser.get(`${app.issuer}/cuenta/datos/contacto`);
  await pressOn(browser, form, { email: 'otra@correo.example', celular: '40000099', actual: rosa.key });
  const [more, log] = [
    await statementsOf(() => overview(app, browser)),
    await statementsOf(() => browser.get(`${app.issuer}/cuenta/no-fui-yo`)),
  ];
  t.is(more, few);
  // «No fui yo» notes the code that it names, which is one statement.
  t.is(few - log + 1, 5, 'besides those of every page: used platforms, holds, rights, provisional key, refused mail');
});
