import test from 'ava';
import * as oidc from 'openid-client';
import { firstToken } from '../../scripts/first-token/first-token.ts';
import { registeredToken } from '../../scripts/first-token/registered.ts';
import { fixedSubject } from '../../src/dev/people/fixed-subject.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { seedSandbox } from '../../src/dev/people/seed-sandbox.ts';
import { authorizationErrors } from '../../src/domain/authorization-errors.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, openClient } from '../helpers/client-app.ts';
import { type DocumentHost, openDocumentHost } from '../helpers/document-host.ts';
import { losAndes } from '../helpers/facilitadores.ts';
import { asPanaderia, goToPortal, HOME, portalData } from '../helpers/portal.ts';
import { goBack, heard } from '../helpers/way-back.ts';

let host: DocumentHost;
let app: TestApp;

test.before(async () => {
  host = await openDocumentHost();
  app = await openTestApp({ env: { SANDBOX: 'yes', SANDBOX_CA_FILE: host.caFile, THROTTLES: 'off' }, clients: [] });
  await seedSandbox(app.deps);
});

test.after.always(async () => {
  await app?.stop();
  await host?.close();
});

interface Published {
  readonly personas: readonly { readonly id: string; readonly perfil: string; readonly sub: string }[];
  readonly rechazos: object;
}

const published = async (query = ''): Promise<Published> =>
  (await (await fetch(`${app.issuer}/desarrolladores/personas.json${query}`)).json()) as Published;

test.serial('from nothing to a verified token, by what discovery and the page of the people say', async (t) => {
  const said: string[] = [];
  const sub = await firstToken({ issuer: app.issuer, host, say: (line) => said.push(line) });
  t.is(sub, String((await published()).personas[0]?.sub));
  t.is(said.length, 5);
});

test.serial('the document that the guides show begins a sign-in, and the front page leads to it', async (t) => {
  const browser = openBrowser();
  const front = await browser.get(`${app.issuer}/desarrolladores`);
  t.true(front.html.includes('href="/desarrolladores/guias#sin-registro"'));
  const guides = await browser.get(`${app.issuer}/desarrolladores/guias`);
  const [, shown = ''] = /aria-label="Documento de la plataforma"><code>(.*?)<\/code>/s.exec(guides.html) ?? [];
  const { client_id: _, ...document } = JSON.parse(shown.replaceAll('&quot;', '"'));
  const id = host.serve('/guia.json', document);
  const { to } = await beginSignIn(await openClient(app, id, oidc.None()), {
    redirect_uri: document.redirect_uris[0],
    scope: document.scope,
  });
  const login = await browser.follow(await browser.get(to.href), app.issuer);
  t.regex(login.text, /Va a continuar en Mi curso/);
});

test.serial(
  'from the front page of the portal to a verified token of a registered client, by its pages alone',
  async (t) => {
    const said: string[] = [];
    const settled = (seconds: number) => {
      t.is(seconds, 5, 'the page of the secret says when it is valid');
      return app.rebuild();
    };
    const sub = await registeredToken({ issuer: app.issuer, say: (line) => said.push(line), settled });
    t.regex(sub, /^[\w-]{43}$/);
    t.is(said.length, 11);
  },
);

test.serial(
  'the people have every kind of account, and each the same sub in every sandbox, another one at another host',
  async (t) => {
    const { personas } = await published();
    t.deepEqual([...new Set(personas.map(({ perfil }) => perfil))].sort(), [
      'facilitador',
      'juridica',
      'migrante',
      'natural',
    ]);
    t.is(fixedSubject('44000001-0'), fixedSubject('44000001-0'));
    t.is(personas[0]?.sub, 'OdsZvpAnNAXHTiV9JQ5fjB3weXCrchf0HbhPzjOz40E');
    const elsewhere = (await published('?anfitrion=curso.example')).personas;
    t.is(new Set([...personas, ...elsewhere].map(({ sub }) => sub)).size, personas.length * 2);
  },
);

test.serial('every refusal that a platform may receive has its way to be seen', async (t) => {
  const { rechazos } = await published();
  t.deepEqual(Object.keys(rechazos).sort(), Object.keys(authorizationErrors).sort());
  const page = await openBrowser().get(`${app.issuer}/desarrolladores/personas`);
  t.is(page.status, 200);
  for (const code of Object.keys(authorizationErrors)) t.true(page.text.includes(code), code);
});

const redirect_uri = 'http://localhost:8080/vuelta';

/** What a published account meets at a client by document, after its key. */
async function after(typed: Readonly<Record<string, string>>): Promise<{ browser: Browser; page: Visit }> {
  const id = host.serve('/personas', { client_name: 'Prueba de personas', redirect_uris: [redirect_uri] });
  const client = await openClient(app, id, oidc.None());
  const browser = openBrowser();
  const { to } = await beginSignIn(client, { redirect_uri, scope: 'openid profile run empresa' });
  const login = await browser.follow(await browser.get(to.href), app.issuer);
  const form = typed.perfil ? await browser.get(`${login.url}?perfil=${typed.perfil}`) : login;
  const fields = { ...typed, clave: SEEDED_KEY, accion: 'ingresar' };
  return { browser, page: await browser.follow(await browser.send(form, fields), app.issuer) };
}

test.serial('each published account meets what the page says of it', async (t) => {
  const asksForData = /pide conocer estos datos/;
  const asksForCard = /Compruebe su identidad/;
  const representedBy = (rut: string, rut_representante: string) => ({ perfil: 'juridica', rut, rut_representante });
  for (const [who, typed, meets] of [
    ['rosa', { rut: '44.000.001-0' }, asksForData],
    ['pedro', { rut: '44.000.002-9' }, asksForCard],
    ['camila', { rut: '44.000.003-7' }, /está detenida por seguridad/],
    ['panaderia', representedBy('54.000.001-8', '44.000.001-0'), asksForData],
    ['panaderia by Pedro, whose card no one saw', representedBy('54.000.001-8', '44.000.002-9'), asksForCard],
    ['quillay', representedBy('54.000.002-6', '44.000.002-9'), /representa/],
    ['marie', { perfil: 'migrante', rut: '199.000.001-4' }, asksForData],
    ['lucas', { perfil: 'facilitador', rut: '199.000.107-K' }, asksForData],
    ['ana', { rut: '44.000.105-K' }, asksForData],
  ] as const) {
    const { page } = await after(typed);
    t.regex(page.text, meets, who);
  }
});

test.serial(
  'the representative of a published company has shown the card, also where the company was there',
  async (t) => {
    const { deps } = app;
    const found = await deps.accounts.findByIdentifier('juridica', losAndes.rut);
    const actor = found && (await deps.companies.findActor(found.id, { run: '44000001-0' as Rut }));
    t.is(actor?.identidad, 'documento');
    const page = await openBrowser().get(`${app.issuer}/desarrolladores/personas`);
    t.notRegex(page.text, /Serie de su cédula/);
  },
);

test.serial('the sheet of a client says that production is elsewhere, and what is checked there', async (t) => {
  const { id } = await app.deps.portalClients.create({ organisation: losAndes, data: portalData });
  const sheet = `${HOME}/${id}`;
  const { text } = await goToPortal(app, openBrowser(), sheet, { ...asPanaderia, clave: SEEDED_KEY });
  t.regex(text, /Producción es otro ambiente: allá la registra de nuevo, recibe otro client_id/);
  t.regex(text, /Usa PKCE Sin probar todavía/);
  t.regex(text, /Las personas ficticias ya ingresan/);
  t.notRegex(text, /Lista para producción|pasa a producción cuando|Nadie ingresa/);
});

test.serial('who goes back from there brings the client the code that the page names', async (t) => {
  for (const [typed, code] of [
    [{ rut: '44.000.003-7' }, 'cuenta-congelada'],
    [{ rut: '44.000.002-9' }, 'identidad-insuficiente'],
    [{ perfil: 'juridica', rut: '54.000.002-6', rut_representante: '44.000.002-9' }, 'representacion-terminada'],
  ] as const) {
    const { browser, page } = await after(typed);
    t.is(heard(await goBack(browser, page)).section, code);
  }
});

test.serial('a second seeding adds no account and changes none', async (t) => {
  const before = await published();
  await seedSandbox(app.deps);
  t.deepEqual(await published(), before);
});

test.serial('outside of a sandbox there is no page of fictional people', async (t) => {
  const other = await openTestApp({ seed: false });
  t.teardown(other.stop);
  for (const path of ['/desarrolladores/personas', '/desarrolladores/personas.json'])
    t.is((await fetch(other.issuer + path)).status, 404);
  t.notRegex(
    (await openBrowser().get(`${other.issuer}/desarrolladores`)).html,
    /desarrolladores\/personas|sin-registro/,
  );
  t.notRegex((await openBrowser().get(`${other.issuer}/desarrolladores/guias`)).html, /sin-registro/);
});
