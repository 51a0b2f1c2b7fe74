import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, openClient, rosa } from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('otec', {
        client_name: 'Cursos del Sur',
        first_party: false,
        sector: 'otec',
        scope: 'openid email',
        policy_uri: 'https://otec.example/datos?a=1&b=2',
        tos_uri: 'https://condiciones.example/uso',
      }),
      clientFileFor('capacita'),
    ],
  });
});

test.after.always(() => app?.stop());

/** The links to pages of clients. */
const linksIn = (html: string): string[][] =>
  [...html.matchAll(/<a href="([^"]*)" target="_blank" rel="noopener noreferrer">([^<]*)<\/a>/g)].map(
    ([, href = '', text = '']) => [href.replaceAll('&amp;', '&'), text],
  );

const both = [
  ['https://otec.example/datos?a=1&b=2', 'Cómo trata sus datos'],
  ['https://condiciones.example/uso', 'Condiciones'],
];

test('[P12, protocol 71] how a client treats data and its terms are links at the key, at the consent, in Mi cuenta and in the policy', async (t) => {
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'otec'));
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  t.deepEqual(linksIn(form.html), both);
  t.true(form.text.includes('De Cursos del Sur: Cómo trata sus datos y Condiciones (condiciones.example). Se abren'));
  const consent = await browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.regex(consent.text, /Cursos del Sur pide conocer estos datos/);
  t.deepEqual(linksIn(consent.html), both);
  await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer);
  const cuenta = await browser.follow(await browser.get(`${app.issuer}/cuenta/plataformas`), app.issuer);
  t.deepEqual(linksIn(cuenta.html), both);
  t.deepEqual(linksIn((await browser.get(`${app.issuer}/privacidad`)).html), both);
});

test('[P12] a client that names no such page has no link', async (t) => {
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  t.deepEqual(linksIn(form.html), []);
  t.false(form.text.includes('otra pestaña'));
});
