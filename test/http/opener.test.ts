import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, openClient } from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ clients: [clientFileFor('ejemplo')], env: { THROTTLES: 'off' } });
});
test.after.always(() => app?.stop());

const isCut = async (path: string): Promise<boolean> =>
  (await openBrowser().get(app.issuer + path)).headers.get('cross-origin-opener-policy') === 'same-origin';

const during = [
  '/oidc/authorize',
  '/oidc/authorize/x',
  '/oidc/logout',
  '/oidc/logout/success',
  '/openid/authorize',
  '/openid/authorize/',
  '/api/v1/accounts/app/logout',
  '/ingresar/x',
  '/ingresar/x/clave/y',
  '/ingresar/x/codigo/y',
  '/ingresar/x/correo',
  '/salir/listo/x',
  '/salir/volver/x',
  '/dispositivo',
  '/dispositivo/x',
  '/registro',
  '/registro/natural',
  '/recuperar/natural',
  '/cambiar',
  '/actualizar',
  '/facilitador',
];

for (const path of during)
  test(`[O13] ${path} keeps the window open to the client that opened it`, async (t) => t.false(await isCut(path)));

for (const path of ['/', '/cuenta', '/cuenta/datos', '/ayuda', '/desarrolladores', '/estado', '/buzon', '/ingresarx'])
  test(`[O13, security 37] ${path} isolates itself from its opener`, async (t) => t.true(await isCut(path)));

test('[O13] the pages that a sign-in leads to keep the window open to the client as well', async (t) => {
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'ejemplo'));
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const unknown = await browser.send(form, { rut: '44.000.105-K', clave: 'una clave cualquiera' });
  const company = await browser.get(`${form.url}?perfil=juridica`);
  const links = [form, unknown, company].flatMap(({ html }) => {
    const [, main = ''] = /<main[\s\S]*?>([\s\S]*)<\/main>/.exec(html) ?? [];
    return [...main.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href = '']) => href);
  });
  const left = await browser.send(form, { accion: 'recuperar' });
  links.push((left.headers.get('location') ?? '').replace(app.issuer, ''));
  t.true(
    links.some((href) => href.startsWith('/recuperar/natural?origen=')),
    links.join(' '),
  );
  t.true(
    links.some((href) => href.startsWith('/registro')),
    links.join(' '),
  );
  for (const href of new Set(links)) t.false(await isCut(href), href);
});
