import test, { type ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { jorge, openJorge } from '../../helpers/migrantes.ts';
import { withoutPhoneNow } from '../../helpers/without-phone-now.ts';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const browser = openBrowser();
  const fill = async (page: Visit, fields: Record<string, string> = {}): Promise<Visit> =>
    browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
  return { app, browser, fill };
}

const folioIn = (page: Visit): string => /Folio (CS-[\w-]+)/.exec(page.text)?.[1] ?? '';
const withoutFolio = (page: Visit): string => withoutPhoneNow(page.text).replaceAll(/CS-[\w]{4}-[\w]{4}/g, 'CS');

test('the page of an expired card gives a folio, what to ask for and what to bring, and the desk finds the case', async (t) => {
  const { app, browser, fill } = await open(t);
  const form = await browser.get(`${app.issuer}/atencion?motivo=cedula-vencida`);
  t.regex(form.text, /Mi cédula está vencida/);
  const done = await fill(form, { rut: '44.000.003-7' });
  t.is(done.status, 200);
  t.regex(done.text, /pida|Pida «Mi cédula está vencida»/);
  t.regex(done.text, /comprobante de que su renovación está en trámite/);
  t.regex(done.text, /(Ahora está cerrado: abre|Ahora atiende)/);
  t.notRegex(decodeURIComponent(done.url), /44\.?000\.?003/);
  t.like(await app.deps.cases.findByFolio(folioIn(done)), { kind: 'cedula-vencida', about: { profile: 'natural' } });
});

test('[threat 213] the answer is the same page for a number with an account and for one without', async (t) => {
  const { app, browser, fill } = await open(t);
  await openJorge(app);
  const pages = [];
  for (const rut of [jorge.nie, '199.000.001-4']) {
    const form = await browser.get(`${app.issuer}/atencion?motivo=correo-perdido&perfil=migrante`);
    pages.push(await fill(form, { rut }));
  }
  const [known, unknown] = pages;
  t.is(known?.status, 200);
  t.is(known && withoutFolio(known), unknown && withoutFolio(unknown));
  t.not(known && folioIn(known), unknown && folioIn(unknown));
});

test('an error is shown under its field, and a card is never asked of a NIE', async (t) => {
  const { app, browser, fill } = await open(t);
  const form = await browser.get(`${app.issuer}/atencion?motivo=cedula-vencida&perfil=migrante`);
  t.notRegex(form.html, /perfil=migrante/);
  const wrong = await fill(form, { rut: '', captcha: 'OTRAS' });
  t.is(wrong.status, 422);
  t.true(wrong.html.includes('id="rut-e"'));
  t.true(wrong.html.includes('id="captcha-e"'));
  t.is((await app.deps.cases.page({}, 1)).cases.length, 0);
});

test('[threat 214] a recovery links to the form with its number, sealed for that browser and half an hour', async (t) => {
  const { app, browser } = await open(t, { CLAVE_POLICY: 'segura' });
  const begun = await browser.get(`${app.issuer}/recuperar/natural`);
  const serial = await browser.follow(
    await browser.send(begun, { rut: '44.000.003-7', captcha: CAPTCHA_ANSWER }),
    app.issuer,
  );
  const href = /href="(\/atencion\?motivo=cedula-vencida[^"]*)"/.exec(serial.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  t.regex(href, /de=/);
  t.notRegex(decodeURIComponent(href), /44\.?000\.?003/);
  t.regex((await browser.get(app.issuer + href)).html, /value="44\.000\.003-7"/);
  t.notRegex((await openBrowser().get(app.issuer + href)).html, /44\.000\.003-7/);
  app.advance(31 * 60_000);
  t.notRegex((await browser.get(app.issuer + href)).html, /44\.000\.003-7/);
});
