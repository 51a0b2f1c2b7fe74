import test from 'ava';
import { Refusal } from '../../../src/domain/refusal.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { panaderia } from '../../helpers/companies.ts';
import { openWithCompany } from '../../helpers/company-factor.ts';
import { beginRequest, fillRequest, openWithRequester } from '../../helpers/facilitador.ts';
import { enterAsCompany } from '../../helpers/facilitador-company.ts';

test('[threat 417] a company makes ten requests a day, and what is refused otherwise costs it none', async (t) => {
  const { app, account } = await openWithCompany(t);
  const browser = openBrowser();
  const review = await fillRequest(app, browser, await beginRequest(app, browser));
  const budget = rateLimits.facilitadoresByCompany;
  for (let count = 0; count < budget.limit; count += 1) await app.deps.throttles.consume(budget, account.id);
  const send = () => browser.send(review, { paso: 'review', accion: 'continuar' });
  const spent = await send();
  t.is(spent.status, 429);
  t.true(spent.text.includes('La empresa ya hizo 10 solicitudes en un día'), spent.text);
  t.is((await app.deps.facilitadorRequests.ofCompany(account.id, { limit: 20 })).length, 0);
  // Its own, and that of the try that was refused.
  for (let count = 0; count < 2; count += 1) await app.deps.throttles.refund(budget, account.id);
  const { open } = app.deps.facilitadorRequests;
  Object.assign(app.deps.facilitadorRequests, {
    open: () => Promise.reject(new Refusal('facilitador-email-taken')),
  });
  for (let tries = 0; tries < 3; tries += 1) t.is((await send()).status, 422);
  Object.assign(app.deps.facilitadorRequests, { open });
  t.is((await send()).status, 303);
});

test('[threat 419] a folio opens nothing: the company reads its requests in its own session', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const { folio } = await ask();
  const stranger = openBrowser();
  for (const path of [
    `/facilitador/${folio}`,
    `/facilitador/juridica/${folio}`,
    `/cuenta/facilitadores/solicitudes/${folio}`,
  ])
    t.false((await stranger.get(app.issuer + path)).text.includes('Inés'), path);
  t.is((await stranger.get(`${app.issuer}/cuenta/facilitadores/solicitudes`)).status, 303);
});

test('who is signed in as the company reads what is to be corrected, and begins a request without letters', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const { id, folio } = await ask();
  const observed = [{ part: 'documentFile', reason: 'La foto tiene un reflejo' }] as const;
  await app.deps.facilitadorRequests.change(id, 1, () => ({ state: 'observada', observed }));
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(`${app.issuer}/cuenta/facilitadores/solicitudes`), app.issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  const page = await browser.follow(await browser.send(form, fields), app.issuer);
  for (const said of [
    folio,
    'Inés Quispe Mamani',
    'Por corregir',
    'Documento de Identificación La foto tiene un reflejo',
  ])
    t.true(page.text.includes(said), `${said}: ${page.text}`);
  const home = (await browser.get(`${app.issuer}/cuenta`)).text;
  t.true(home.includes(`SENCE pide corregir una solicitud Folio ${folio}, para Inés Quispe Mamani`), home);
  const begun = await browser.follow(await browser.send(page, {}), app.issuer);
  t.true(begun.text.includes('Subir Solicitud'), begun.text);
});

test('a company reads twenty requests on a page, and the earlier ones on the next', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const folios: string[] = [];
  for (let count = 0; count < 21; count += 1) {
    const { id, folio } = await ask();
    folios.push(folio);
    await app.deps.facilitadorRequests.change(id, 1, ({ files }) => ({ state: 'rechazada', files }));
    app.advance(3_600_000);
  }
  const { browser, page } = await enterAsCompany(app);
  const [oldest = ''] = folios;
  t.false(page.text.includes(oldest));
  t.true(page.text.includes(folios[1] ?? '-'));
  const earlier = await browser.get(`${app.issuer}/cuenta/facilitadores/solicitudes?pagina=2`);
  t.true(earlier.text.includes(oldest));
  t.false(earlier.text.includes(folios[1] ?? '-'));
});

test('[threat 602] what is no folio leads to the list, whatever bytes it has', async (t) => {
  const { app } = await openWithRequester(t);
  const { browser } = await enterAsCompany(app);
  for (const odd of ['%00', 'FE-2222-2222%00', '%F0%9F%98%80', 'x'.repeat(3000)]) {
    const path = `${app.issuer}/cuenta/facilitadores/solicitudes/${odd}/corregir`;
    t.is((await browser.get(path)).status, 303, odd);
  }
});
