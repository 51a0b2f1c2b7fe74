import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/ask.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { wordsOf } from '../../helpers/words.ts';

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env, seed: false });
  t.teardown(app.stop);
  return app;
}

const linksIn = (html: string): string[] => [...html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map((one) => one[1] ?? '');
const part = (html: string, from: RegExp, to: string): string => {
  const start = html.search(from);
  return html.slice(start, html.indexOf(to, start));
};

const verbs = ['registro', 'recuperar', 'cambiar', 'actualizar'] as const;
const profiles = ['natural', 'juridica', 'migrante'] as const;

test('[guide boxes] each box of the home page has the links that the guide has in it, in the same order', async (t) => {
  const app = await open(t);
  const { html } = await openBrowser().get(app.issuer);
  const box = (profile: string) => linksIn(part(html, new RegExp(`<section class="caja ${profile}"`), '</section>'));
  const four = (profile: string) => verbs.map((verb) => `/${verb}/${profile}`);
  t.deepEqual(box('pn'), four('natural'));
  t.deepEqual(box('pj'), [...four('juridica'), '/facilitador']);
  t.deepEqual(box('pm'), [...four('migrante'), '/ya-tengo-run']);
});

test('[guide menus] each menu drops down without script, with a link for every profile and one for a user who does not know theirs', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const { html } = await browser.get(app.issuer);
  const menus = part(html, /<nav class="nav"/, '</nav>')
    .split('<details')
    .slice(1);
  t.deepEqual(
    menus.map((menu) => wordsOf(part(menu, /<summary>/, '</summary>').replace('<summary>', ''))),
    ['Regístrese', 'Recuperar CS', 'Cambiar CS', 'Actualizar datos', 'Más información'],
  );
  for (const [place, verb] of verbs.entries()) {
    const links = linksIn(menus[place] ?? '');
    t.deepEqual(
      links.filter((link) => link !== `/${verb}/facilitador`),
      [...profiles.map((profile) => `/${verb}/${profile}`), `/${verb}`],
    );
    t.is(links.includes(`/${verb}/facilitador`), verb !== 'registro', 'a facilitador registers by invitation');
  }
  for (const link of menus.flatMap(linksIn)) {
    const [path = '/', anchor] = link.split('#');
    const page = await browser.get(app.issuer + path);
    t.is(page.status, 200, link);
    if (anchor) t.true(page.html.includes(` id="${anchor}"`), link);
  }
});

for (const policy of ['guia', 'segura'] as const)
  test(`[guide messages, guide segura 10] ${policy}: every message of the sign-in is folded on home and help, with cause and solution`, async (t) => {
    const app = await open(t, { CLAVE_POLICY: policy });
    for (const path of ['/', '/ayuda', '/mas-informacion']) {
      const { html } = await openBrowser().get(app.issuer + path);
      const folded = [...html.matchAll(/<details class="acc">([\s\S]*?)<\/details>/g)].map((one) =>
        wordsOf(one[1] ?? ''),
      );
      t.is(folded.length, policy === 'guia' ? 3 : 4, path);
      for (const message of folded) t.regex(message, /^(NO AUTORIZADO|LA CLAVE INGRESADA).*Causa: .*Solución: /, path);
    }
  });

test('«Ingresar a mi cuenta» leads to the account, which asks for the key first', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const home = await browser.get(app.issuer);
  const [, href = ''] = /<p class="cta"><a[^>]* href="([^"]+)"/.exec(home.html) ?? [];
  const page = await browser.follow(await browser.get(app.issuer + href), app.issuer);
  t.regex(page.text, /Ingrese con su Clave Sence/);
});

test('[guide old] every address of the old system redirects permanently to the page that replaced it, however it is written', async (t) => {
  const app = await open(t);
  const host = { host: new URL(app.issuer).host };
  for (const [from, to] of [
    ['/Account', '/'],
    ['/account', '/'],
    ['/ACCOUNT/', '/'],
    ['/Account/Registrar', '/registro'],
    ['/Account/RecuperarClave', '/recuperar'],
    ['/account/recuperarclave', '/recuperar'],
    ['/Account/CambiarClave', '/cambiar'],
    ['/Account/ActualizarDatos', '/actualizar'],
  ] as const) {
    const { status, headers } = await ask(app.issuer, from, host);
    t.is(status, 301, from);
    t.is(headers.location, to, from);
  }
});

test('an old address passes on nothing: no query, no fragment, no host of its own', async (t) => {
  const app = await open(t);
  const host = { host: new URL(app.issuer).host };
  for (const tail of ['?rut=44000003-7', '?returnUrl=https://attacker.example', '/?a=b', '?', '?%0d%0aSet-Cookie:x=1'])
    t.is((await ask(app.issuer, `/Account/Registrar${tail}`, host)).headers.location, '/registro', tail);
  t.is((await ask(app.issuer, '/Account/Otra', { ...host, accept: 'text/html' })).status, 404);
  t.is((await ask(app.issuer, '//attacker.example/Account', { ...host, accept: 'text/html' })).status, 404);
});

test('an old address is for reading only: nothing that is sent to it is passed on', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  for (const path of ['/Account', '/Account/Registrar', '/Account/CambiarClave']) {
    const { status, headers } = await browser.post(app.issuer + path, { rut: '44.000.003-7', clave: 'Quiltro-77' });
    t.true(status === 404 || status === 405, `${path}: ${status}`);
    t.is(headers.get('location'), null);
  }
});
