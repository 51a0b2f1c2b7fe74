import test from 'ava';
import { portalClientId } from '../../../src/domain/portal-client.ts';
import { testCopyId } from '../../../src/domain/test-copy.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { basic, pedro, post } from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import { asPanaderia, goToPortal, HOME, portalData } from '../../helpers/portal.ts';

let app: TestApp;
let own: string;
let foreign: string;

const data = {
  ...portalData,
  scopes: [
    { scope: 'openid', reason: '' },
    { scope: 'email', reason: 'Escribir a quien se inscribe' },
  ],
};

test.before(async () => {
  app = await openTestApp();
  await openCompany(app);
  own = (await app.deps.portalClients.create({ organisation: losAndes, data })).id;
  foreign = (await app.deps.portalClients.create({ organisation: cordillera, data: { ...data, name: 'Otra' } })).id;
  await app.rebuild();
});
test.after.always(() => app?.stop());

/** The page of the portal, as the representative of the bakery. */
const open = (browser: Browser, path: string): Promise<Visit> => goToPortal(app, browser, path, asPanaderia);

const isReturn = ({ headers }: Visit): boolean => String(headers.get('location')).includes('/probar/vuelta');

/** Follows redirects, and stops before the return of a trial. */
async function upToReturn(browser: Browser, visit: Visit): Promise<Visit> {
  let page = visit;
  for (let hop = 0; hop < 10 && page.headers.get('location') && !isReturn(page); hop += 1)
    page = await browser.get(new URL(String(page.headers.get('location')), page.url).href);
  return page;
}

/** Where the page of a trial leads. */
const requestOn = (page: Visit): string =>
  app.issuer + (/href="(\/oidc\/authorize[^"]+)"/.exec(page.html)?.[1] ?? '').replaceAll('&amp;', '&');

test.serial(
  'errors of the last day stand on their page with cause, cure and reference, and another client has none of them',
  async (t) => {
    const { body } = await post(
      app,
      '/oidc/token',
      { grant_type: 'authorization_code', code: 'x' },
      basic(portalClientId(own), 'wrong'),
    );
    await app.deps.clientErrors.save();
    const browser = openBrowser();
    const page = await open(browser, `${HOME}/${own}/errores`);
    t.is(page.status, 200);
    t.true(page.text.includes(String(body.reference)), page.text);
    t.regex(page.text, /invalid_client/);
    t.is((await browser.get(`${app.issuer}${HOME}/${foreign}/errores`)).status, 404);
  },
);

test.serial(
  '[threat 657] every page of a client is the page of an unknown one for who is no member of its organisation',
  async (t) => {
    const browser = openBrowser();
    await open(browser, HOME);
    for (const page of ['errores', 'cifras', 'probar']) {
      t.is((await browser.get(`${app.issuer}${HOME}/${own}/${page}`)).status, 200, page);
      const strange = await browser.get(`${app.issuer}${HOME}/${foreign}/${page}`);
      t.is(strange.status, 404, page);
      t.false(strange.text.includes('Otra'), page);
      t.is((await openBrowser().get(`${app.issuer}${HOME}/${own}/${page}`)).status, 303, page);
    }
  },
);

test.serial(
  'a trial shows each parameter, the ID token and userinfo of the developer, and no whole token',
  async (t) => {
    const browser = openBrowser();
    const begun = await open(browser, `${HOME}/${own}/probar`);
    t.true(begun.text.includes(testCopyId(portalClientId(own))));
    const asked = await browser.follow(await browser.get(requestOn(begun)), app.issuer);
    const done = asked.url.includes('/ingresar/')
      ? await browser.follow(await browser.send(asked, { accion: 'permitir' }), app.issuer)
      : asked;
    t.is(done.status, 200, done.text.slice(0, 400));
    t.regex(done.text, /Lo que su sistema debe comprobar/);
    t.notRegex(done.text, /class="etq no"/);
    t.true(done.text.includes('contacto@panaderia.example'));
    t.notRegex(done.html, /eyJ[\w-]+\.[\w-]+\./, 'no whole ID token');
    const uses = await app.database.run<{ client_id: string }[]>((sql) => sql('platform_uses').select('client_id'));
    t.false(uses.some(({ client_id }) => client_id.startsWith('prueba.')));
    t.is((await browser.get(done.url)).status, 403, 'it is shown once');
  },
);

test.serial(
  '[threat 655] of another person who signs in during a trial nothing is shown, and the code is spent',
  async (t) => {
    const browser = openBrowser();
    const begun = await open(browser, `${HOME}/${own}/probar`);
    const other = openBrowser();
    const form = await upToReturn(other, await other.get(requestOn(begun)));
    let page = await upToReturn(other, await other.send(form, { rut: pedro.rut, clave: pedro.key }));
    if (!isReturn(page)) page = await upToReturn(other, await other.send(page, { accion: 'permitir' }));
    const shown = await browser.get(String(page.headers.get('location')));
    t.regex(shown.text, /Ingresó otra persona/);
    t.notRegex(shown.text, /Pedro/);
  },
);

test.serial('[threat 656] a return that this browser did not begin redeems nothing', async (t) => {
  const browser = openBrowser();
  await open(browser, HOME);
  const page = await browser.get(`${app.issuer}/desarrolladores/probar/vuelta?code=x&state=y`);
  t.is(page.status, 403);
  t.regex(page.text, /no comenzó en este navegador/);
});
