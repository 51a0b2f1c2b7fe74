import test, { type ExecutionContext } from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { render } from '../../src/http/views.ts';
import { CAPTCHA_ANSWER, openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { jorge, nthNie, openJorge } from '../helpers/migrantes.ts';

const WHAT =
  'El NIE (Número de Identidad Extranjero) es para personas extranjeras que no tienen cédula de identidad chilena. No es el de su pasaporte: lo asigna SENCE, y en el 800 80 10 30 le dirán cómo encontrarlo.';
const CONTEST = '/alguien-registro-mi-rut?perfil=migrante';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  return { app, browser: openBrowser() };
}

test('[P14] the pages of a migrante say what a NIE is, for whom, who assigns it and where one asks', async (t) => {
  const { app, browser } = await open(t);
  const signIn = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const inBox = WHAT.replace('800 80 10 30', 'teléfono gratuito');
  t.true((await browser.get(app.issuer)).text.includes(inBox), "whose links are the guide's alone");
  const addresses = ['/ayuda', '/registro/migrante', '/recuperar/migrante', CONTEST].map((path) => app.issuer + path);
  for (const address of [...addresses, `${signIn.url}?perfil=migrante`])
    t.true((await browser.get(address)).text.includes(WHAT), address);
  for (const address of [`${app.issuer}/registro/natural`, `${app.issuer}/recuperar/natural`, signIn.url])
    t.false((await browser.get(address)).text.includes(WHAT), address);
});

test('[P14] «Alguien usa mi NIE» is linked from help and where the number is taken, and answers alike whether the NIE has an account or not', async (t) => {
  const { app, browser } = await open(t, { THROTTLES: 'off' });
  await openJorge(app);
  t.true((await browser.get(`${app.issuer}/ayuda`)).html.includes(`href="${CONTEST}"`));
  const ask = async (rut: string) => {
    const form = await browser.get(app.issuer + CONTEST);
    t.regex(form.text, /Alguien usa mi NIE/);
    t.regex(form.html, /aria-current="page"[^>]*>Mi NIE</, 'named as the two tabs beside it');
    return browser.follow(await browser.send(form, { rut, captcha: CAPTCHA_ANSWER }), app.issuer);
  };
  const answers = [await ask(jorge.nie), await ask('199.000.001-4')].map(({ html }) =>
    html.replaceAll(/CS-\w{4}-\w{4}/g, 'FOLIO').replaceAll(/name="ficha" value="[^"]+"/g, ''),
  );
  t.is(answers[0], answers[1]);
  t.regex(answers[0] ?? '', /Mientras tanto ninguna cuenta cambia/);
  t.regex(answers[0] ?? '', /Tiene 30 días/);
});

test('[P14] a user who registers with a NIE that has an account is led to «Alguien usa mi NIE», by that name', async (t) => {
  const { app, browser } = await open(t);
  const form = await browser.get(`${app.issuer}/registro/migrante`);
  t.regex(form.html, /¿No fue usted\? <a href="\/alguien-registro-mi-rut\?perfil=migrante">Alguien usa mi NIE<\/a>/);
  const page = (name: string) => {
    const { view = '', locals = {} } = galleryPages.find((one) => one.name === name) ?? {};
    return render(view, { ...locals, again: '/registro/migrante' });
  };
  t.true(page('registro-listo-enviado').includes(`siga en <a href="${CONTEST}">Alguien usa mi NIE</a>`));
  t.regex(page('ingreso-identidad-migrante'), />Alguien usa mi NIE</);
});

test('[P14] past the budget of a network the form says when, and that the telephone answers meanwhile', async (t) => {
  const { app, browser } = await open(t);
  const send = async (rut: string) => {
    const form = await browser.get(app.issuer + CONTEST);
    return browser.follow(await browser.send(form, { rut, captcha: CAPTCHA_ANSWER }), app.issuer);
  };
  for (let tries = 0; tries < 10; tries += 1) t.is((await send(nthNie(tries))).status, 200);
  const refused = await send('199.000.001-4');
  t.is(refused.status, 429);
  t.regex(refused.text, /Desde esta conexión ya pidieron muchas revisiones.*800 80 10 30/);
  t.regex(refused.html, /value="199\.000\.001-4"/);
});
