/** What a representative may do in the portal with the key alone, and how the second factor is used and added there. */
import test from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { openCompany } from '../../helpers/companies.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { giveRepresentativeApp } from '../../helpers/members.ts';
import { asPanaderia, goToPortal, HOME, portalData, press } from '../../helpers/portal.ts';

let app: TestApp;
let sheet: string;
const company = openBrowser();

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' } });
  await openCompany(app);
  const { id } = await app.deps.portalClients.create({ organisation: losAndes, data: portalData });
  sheet = `${HOME}/${id}`;
  await goToPortal(app, company, sheet, asPanaderia);
});
test.after.always(() => app?.stop());

const show = (): Promise<Visit> => company.get(`${app.issuer}${sheet}`);
const stepUp = async (page: Visit): Promise<Visit> => {
  const to = /href="(\/desarrolladores\/segundo-factor\?[^"]+)"/.exec(page.html)?.[1] ?? '';
  return company.follow(await company.get(`${app.issuer}${to}`), app.issuer);
};

test.serial('pages on which a factor gives more say so, and lead back to themselves', async (t) => {
  const { id } = await app.deps.portalClients.create({ organisation: losAndes, data: portalData });
  await app.deps.portalClients.change(id, () => ({ state: 'produccion' }));
  for (const path of [`${HOME}/${id}/contactos`, '/desarrolladores/maquinas/nueva']) {
    const page = await company.get(`${app.issuer}${path}`);
    t.regex(page.text, /Use su segundo factor para administrar/, path);
    t.true(page.html.includes(new URLSearchParams({ a: path }).toString()), path);
  }
  await app.deps.portalClients.change(id, () => ({ state: 'borrador' }));
  await app.deps.portalClients.remove(id, () => {});
});

test.serial('who has no factor adds one in Mi cuenta, and is led back to the sign-in of the portal', async (t) => {
  const without = await stepUp(await show());
  const adding = await company.follow(await company.send(without, { accion: 'agregar-aplicacion' }), app.issuer);
  t.regex(adding.text, /Después vuelve a Desarrolladores/);
  const [, way = ''] = /href="(\/ingresar\/[\w-]+\/continuar\/[^"]+)"/.exec(adding.html) ?? [];
  const back = await company.follow(await company.get(app.issuer + way), app.issuer);
  t.regex(back.text, /Agregue un segundo factor/);
  t.is(back.url, without.url, 'the same sign-in');
});

test.serial(
  '[threat 721] a company by its key alone edits drafts and submits none, until a factor is used in the session',
  async (t) => {
    const page = await show();
    t.regex(page.text, /Use su segundo factor para administrar/);
    t.regex(page.html, /\/editar"/);
    t.notRegex(page.html, /value="enviar"/);
    t.is((await press(company, page, { accion: 'enviar' })).status, 403);
    const [before] = await app.deps.portalClients.ofOrganisation(losAndes.rut);
    t.is(before?.state, 'borrador');

    const without = await stepUp(page);
    t.regex(without.text, /segundo factor/i);
    t.notRegex(without.html, /name="codigo"/, 'the page says how one is added');

    const { digits } = await giveRepresentativeApp(app);
    t.notRegex((await show()).html, /value="enviar"/, 'one that exists was not used');
    const asked = await stepUp(await show());
    t.regex(asked.html, /name="codigo"/);
    const back = await company.follow(await company.send(asked, { codigo: digits(), accion: 'continuar' }), app.issuer);
    t.is(back.url, `${app.issuer}${sheet}`, 'the same page');
    t.notRegex(back.text, /Use su segundo factor/);
    t.is((await press(company, back, { accion: 'enviar' })).status, 303);
    const [after] = await app.deps.portalClients.ofOrganisation(losAndes.rut);
    t.is(after?.state, 'en-revision');
  },
);

test('[threat 722] the address that asks for the factor leads to no other page than one of the portal', async (t) => {
  for (const a of ['https://otra.example/', '//otra.example/x', '/cuenta/miembros', '/desarrolladores/../cuenta', '']) {
    const browser = openBrowser();
    const to = await browser.get(`${app.issuer}/desarrolladores/segundo-factor?${new URLSearchParams({ a })}`);
    t.regex(to.headers.get('location') ?? '', /\/oidc\/authorize\?.*acr_values=urn/);
    const home = await goToPortal(
      app,
      browser,
      `/desarrolladores/segundo-factor?${new URLSearchParams({ a })}`,
      asPanaderia,
    );
    t.false(home.url.includes('otra.example') || home.url.includes('/cuenta'), home.url);
  }
});
