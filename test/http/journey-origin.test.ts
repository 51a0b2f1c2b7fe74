import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem, rosa } from '../helpers/client-app.ts';
import { ageSignIns } from '../helpers/way-back.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('propia'),
      clientFileFor('inicia', { initiate_login_uri: 'https://inicia.example/entrar?tema=azul' }),
      clientFileFor('portada', { client_uri: 'https://portada.example/inicio' }),
      clientFileFor('app', {
        application_type: 'native',
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        redirect_uris: ['example.app:/vuelta'],
        post_logout_redirect_uris: [],
      }),
    ],
  });
});
test.after.always(() => app?.stop());

/** The page of the key of a sign-in that `id` begins in this browser. */
async function begin(id: string, browser: Browser = openBrowser(), params: Readonly<Record<string, string>> = {}) {
  const client = await openClient(app, id);
  const { to, checks } = await beginSignIn(client, params);
  return { browser, client, checks, form: await browser.follow(await browser.get(to.href), app.issuer) };
}

/** Presses a button of the page of the key that leaves it; returns the address to which the browser is redirected. */
async function leave(browser: Browser, form: Visit, accion: string, rut = ''): Promise<URL> {
  const sent = await browser.send(form, { rut, clave: 'Secreta-99', accion });
  return new URL(sent.headers.get('location') ?? 'none:', form.url);
}

const sealedIn = (address: URL): string => address.searchParams.get('origen') ?? '';

/** The address of «Continuar en …» for this sign-in. */
const wayOn = (form: Visit, sealed: string): string => `${form.url.split('?')[0]}/continuar/${sealed}`;

const again = async (browser: Browser, url: string): Promise<Visit> =>
  browser.follow(await browser.get(url), app.issuer);

const linkOf = ({ html }: Visit): string | undefined =>
  /<a class="btn an" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

const tabOf = ({ html }: Visit): string | undefined => /aria-current="page"[^>]*>([^<]*)/.exec(html)?.[1];

const isKeyPage = (t: ExecutionContext, page: Visit): boolean => t.regex(page.text, /Ingrese con su Clave Sence/);

test('[P2] «Olvidé mi clave» and «Regístrese» leave a sign-in with its profile and number sealed, and without the key', async (t) => {
  const { browser, form } = await begin('propia');
  for (const [accion, path] of [
    ['recuperar', '/recuperar/natural'],
    ['registro-natural', '/registro/natural'],
    ['registro-juridica', '/registro/juridica'],
    ['registro-migrante', '/registro/migrante'],
  ] as const) {
    const address = await leave(browser, form, accion, rosa.rut);
    t.is(address.origin + address.pathname, app.issuer + path);
    t.notRegex(address.href, /44.?000.?001|Secreta/);
    t.is((await browser.get(address.href)).status, 200, path);
  }
  t.false(
    app.logged.some((line) => /44.?000.?001|Secreta-99|origen=/.test(line)),
    'nothing of it in the log',
  );
});

test('[P2] a button that the page of the key does not have leads nowhere, whatever its name', async (t) => {
  const { browser, form } = await begin('propia');
  for (const accion of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const page = await browser.send(form, { rut: rosa.rut, clave: '', accion });
    t.is(page.status, 422, accion);
    isKeyPage(t, page);
  }
});

test('[P2] «Continuar en …» goes on with the open sign-in, with profile and number filled in, and the code is redeemed', async (t) => {
  const { browser, client, checks, form } = await begin('propia');
  const sealed = sealedIn(await leave(browser, form, 'recuperar', rosa.rut));
  const page = await again(browser, wayOn(form, sealed));
  isKeyPage(t, page);
  t.true(page.html.includes(`value="${rosa.rut}"`));
  const answer = answerOf(
    await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer),
  );
  t.truthy((await redeem(client, answer, checks)).id_token);
});

test('[P2] a number is filled in only in the browser that typed it, and an origin opens no sign-in but its own', async (t) => {
  const one = await begin('propia');
  const sealed = sealedIn(await leave(one.browser, one.form, 'recuperar', rosa.rut));
  const other = await begin('inicia');
  const swapped = await again(other.browser, wayOn(other.form, sealed));
  isKeyPage(t, swapped);
  t.regex(swapped.text, /Plataforma inicia/, 'the sign-in of the address, as if there were no origin');
  t.false(swapped.html.includes(rosa.rut));
  const stranger = openBrowser();
  const stolen = await again(stranger, wayOn(one.form, sealed));
  t.regex(stolen.text, /Su ingreso comenzó en otro equipo/);
  t.false(stolen.html.includes(rosa.rut), 'somebody else’s browser never sees it');
  const recovery = await stranger.get(`${app.issuer}/recuperar/natural?origen=${sealed}`);
  t.false(recovery.html.includes(rosa.rut));
  const changed = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  for (const wrong of [changed, 'x', '%00', `${sealed}${'A'.repeat(3000)}`]) {
    const page = await again(other.browser, wayOn(other.form, wrong));
    isKeyPage(t, page);
    t.false(page.html.includes(rosa.rut), wrong.slice(0, 8));
    t.is((await one.browser.get(`${app.issuer}/recuperar/natural?origen=${wrong}`)).status, 200, wrong.slice(0, 8));
  }
});

// Serial, so that it comes before the others: it lets time pass for every sign-in of the app.
test.serial(
  '[P2] an expired sign-in begins anew at the registered address of the client, whatever the address of the link says',
  async (t) => {
    const places = [
      ['inicia', `https://inicia.example/entrar?tema=azul&iss=${encodeURIComponent(app.issuer)}`],
      ['portada', 'https://portada.example/inicio'],
      ['propia', 'https://propia.example/'],
    ] as const;
    for (const [id, place] of places) {
      const { browser, form } = await begin(id);
      const sealed = sealedIn(await leave(browser, form, 'recuperar', rosa.rut));
      await ageSignIns(app, 200);
      const page = await again(
        browser,
        `${wayOn(form, sealed)}?target_link_uri=https://mala.example&home=https://mala.example`,
      );
      t.is(page.status, 200);
      t.regex(page.text, /Comience de nuevo su ingreso/, id);
      t.regex(page.text, new RegExp(`Comenzar de nuevo en Plataforma ${id}`));
      t.is(linkOf(page), place);
      t.false(page.html.includes('mala.example'));
    }
  },
);

test('[P2] another device says that the sign-in is elsewhere and begins anew; for an app the page explains it', async (t) => {
  for (const [id, place] of [
    ['inicia', `https://inicia.example/entrar?tema=azul&iss=${encodeURIComponent(app.issuer)}`],
    ['app', undefined],
  ] as const) {
    const { browser, form } = await begin(
      id,
      openBrowser(),
      id === 'app' ? { redirect_uri: 'example.app:/vuelta' } : {},
    );
    const sealed = sealedIn(await leave(browser, form, 'recuperar'));
    const page = await again(openBrowser(), wayOn(form, sealed));
    t.is(page.status, 200);
    t.regex(page.text, /Comenzó a ingresar en otro equipo o navegador/);
    t.is(linkOf(page), place);
    if (!place) t.regex(page.text, /Comience otra vez en la aplicación o en el equipo desde donde vino/);
  }
});

test('[P2] a user who signed in meanwhile reads so, with the way to the client', async (t) => {
  const { browser, form } = await begin('propia');
  const sealed = sealedIn(await leave(browser, form, 'recuperar', rosa.rut));
  const page = await again(browser, form.url);
  answerOf(await browser.follow(await browser.send(page, { rut: rosa.rut, clave: rosa.key }), app.issuer));
  const told = await again(browser, wayOn(form, sealed));
  t.regex(told.text, /Ya ingresó/);
  t.is(linkOf(told), 'https://propia.example/');
});

test('[P3] the tabs have the names that the refusal uses, and keep the number; no key is read', async (t) => {
  const { browser, form } = await begin('propia');
  t.is(tabOf(form), 'Persona Natural');
  const refused = await browser.send(form, { rut: '54.000.001-8', clave: rosa.key });
  t.regex(refused.text, /Ese RUT es de una empresa\. Siga en Persona Jurídica\./);
  const company = await browser.follow(
    await browser.send(refused, { rut: '54.000.001-8', clave: 'x', accion: 'perfil-juridica' }),
    app.issuer,
  );
  t.is(tabOf(company), 'Persona Jurídica');
  t.regex(company.html, /name="rut"[^>]*value="54\.000\.001-8"/);
  t.notRegex(company.text, /Hay un problema/);
  const back = await browser.follow(
    await browser.send(company, { rut: '54.000.001-8', rut_representante: '44.000.003-7', accion: 'perfil-natural' }),
    app.issuer,
  );
  t.is(tabOf(back), 'Persona Natural');
  const reloaded = await again(browser, `${form.url.split('?')[0]}?perfil=juridica`);
  t.regex(reloaded.html, /name="rut_representante"[^>]*value="44\.000\.003-7"/);
});

test('[P3] a NIE at the tab of a person is distinguished from a slip, and the tab of the migrante keeps it', async (t) => {
  const { browser, form } = await begin('propia');
  const refused = await browser.send(form, { rut: '199.000.001-4', clave: rosa.key });
  t.regex(refused.text, /Ese número es muy largo para un RUT\. Si es su NIE, siga en Migrante\./);
  t.notRegex(refused.text, /dígito verificador/);
  const migrante = await browser.follow(
    await browser.send(refused, { rut: '199.000.001-4', clave: 'x', accion: 'perfil-migrante' }),
    app.issuer,
  );
  t.is(tabOf(migrante), 'Migrante');
  t.regex(migrante.html, /name="rut"[^>]*value="199\.000\.001-4"/);
});

test('[P2] the links of a refusal at the sign-in keep the client too', async (t) => {
  const { browser, form } = await begin('propia');
  const refused = await browser.send(form, { rut: rosa.rut, clave: 'Otra-clave-1' });
  for (const path of ['/registro/natural', '/recuperar/natural', '/cambiar/natural', '/actualizar/natural']) {
    const [, sealed] = new RegExp(`href="${path}\\?origen=([^"]+)"`).exec(refused.html) ?? [];
    t.truthy(sealed, path);
    const page = await again(browser, wayOn(form, sealed ?? ''));
    t.true(page.html.includes(`value="${rosa.rut}"`), path);
  }
});

test('[P2] the link of a mail keeps the origin of its journey sealed, and never the number', async (t) => {
  const { accounts, links } = app.deps;
  const account = await accounts.findByIdentifier('natural', '44000001-0' as never);
  const typed = { profile: 'natural', identifier: rosa.rut, browser: 'marca' } as const;
  const origin = { clientId: 'propia', platform: 'Plataforma propia', uid: 'uno', at: new Date().toISOString() };
  const tomorrow = new Date(Date.now() + 86_400_000);
  const token = await links.issue('confirm-email', account?.id ?? '', tomorrow, undefined, {
    origin: { ...origin, ...typed },
  });
  const expected = { ...origin, profile: 'natural' } as const;
  t.deepEqual((await links.peek('confirm-email', token))?.origin, expected);
  const kept = await app.database.run<{ origin: Buffer }[]>((sql) =>
    sql('links').whereNotNull('origin').select('origin'),
  );
  t.is(kept.length, 1);
  t.false(kept.some((row) => row.origin.includes('propia')));
  t.deepEqual((await links.spend('confirm-email', token))?.origin, expected);
});
