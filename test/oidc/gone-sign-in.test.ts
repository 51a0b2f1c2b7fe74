import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  type Person,
  pedro,
  rosa,
  SECRET,
} from '../helpers/client-app.ts';
import { goBack } from '../helpers/way-back.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('propia'),
      clientFileFor('ajena', { first_party: false, sector: 'ajena' }),
      clientFileFor('exige', { minimum_identity: 'documento' }),
      clientFileFor('totem', {
        client_secret: undefined,
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code'],
        redirect_uris: [],
        post_logout_redirect_uris: [],
      }),
    ],
  });
});
test.after.always(() => app?.stop());

/** The first page of a sign-in that `id` begins in this browser. */
async function begin(id: string, browser: Browser = openBrowser(), params: Readonly<Record<string, string>> = {}) {
  const { to } = await beginSignIn(await openClient(app, id), params);
  return { browser, form: await browser.follow(await browser.get(to.href), app.issuer) };
}

const give = async (browser: Browser, form: Visit, { rut, key }: Person): Promise<Visit> =>
  browser.follow(await browser.send(form, { rut, clave: key }), app.issuer);

const again = async (browser: Browser, url: string): Promise<Visit> =>
  browser.follow(await browser.get(url), app.issuer);

const linkOf = ({ html }: Visit): string | undefined => /<a class="btn an" href="([^"]*)"/.exec(html)?.[1];

function isIn(t: ExecutionContext, page: Visit): void {
  t.is(page.status, 200);
  t.regex(page.text, /Ya ingresó .*En este navegador ya ingresó con su Clave Sence/s);
}

function isOver(t: ExecutionContext, page: Visit): void {
  t.is(page.status, 400);
  t.regex(page.text, /Este ingreso ya terminó .*Comience de nuevo/s);
  t.notRegex(page.text, /Ya ingresó/);
}

test('[O19] a browser that keeps no cookies gets a page that says so, with the remedy and the way to the client', async (t) => {
  const { to } = await beginSignIn(await openClient(app, 'propia'));
  let page = await openBrowser().get(to.href);
  let hops = 0;
  for (; page.headers.get('location') && hops < 10; hops += 1)
    page = await openBrowser().get(new URL(page.headers.get('location') ?? '', app.issuer).href);
  t.is(hops, 2, 'the sign-in, and one more time to see whether a cookie comes back');
  t.is(page.status, 400);
  t.regex(page.text, /Su navegador no guarda cookies .*Permita las cookies de este sitio/s);
  t.notRegex(page.text, /El tiempo para ingresar|otro navegador/);
  t.is(linkOf(page), 'https://propia.example/');
});

test('[O19] a form of ours that a browser without cookies sends gets that page; a form of another site does not', async (t) => {
  for (const path of ['/registro/natural', '/recuperar/natural', '/dispositivo']) {
    const page = await openBrowser().get(app.issuer + path);
    const sent = await openBrowser().send(page, {});
    t.is(sent.status, 403, path);
    t.regex(sent.text, /Permita las cookies de Clave Sence/, path);
    const foreign = await openBrowser().post(app.issuer + path, {}, { origin: 'https://otra.example' });
    t.is(foreign.status, 403, path);
    t.notRegex(foreign.text, /cookies/, path);
  }
});

test('[O19] Back to a step that another one followed continues with that one', async (t) => {
  const { browser, form } = await begin('ajena');
  const consent = await give(browser, form, rosa);
  t.regex(consent.text, /pide conocer estos datos/);
  const back = await again(browser, form.url);
  t.is(back.url, consent.url);
  t.regex(back.text, /pide conocer estos datos/);
  const stale = await browser.follow(await browser.send(form, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  t.is(stale.url, consent.url, 'the form of before, sent once more');
  t.true(answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer)).search !== '');
  for (const url of [form.url, consent.url]) isIn(t, await again(browser, url));
});

test('[O19] pages that a new browser requests at once each let the person sign in, though each brought another cookie', async (t) => {
  const { browser, form } = await begin('propia');
  const { browser: second, form: other } = await begin('propia');
  const cookie = second.cookies.get('cs_navegador') ?? '';
  t.not(cookie, browser.cookies.get('cs_navegador'));
  browser.cookies.set('cs_navegador', cookie);
  const shown = await browser.send(form, { rut: rosa.rut, clave: rosa.key });
  t.is(shown.status, 403, 'the form of before has no effect');
  t.regex(shown.text, /usted abrió otra a la vez\. Intente de nuevo\./);
  t.true(shown.html.includes(`value="${rosa.rut}"`), 'the number is kept');
  t.false(shown.html.includes(rosa.key), 'the key is not');
  t.true(answerOf(await give(browser, shown, rosa)).searchParams.has('code'));
  const foreign = await second.post(other.url, { rut: rosa.rut, clave: rosa.key }, { origin: 'https://otra.example' });
  t.is(foreign.status, 403);
  t.false(foreign.html.includes(rosa.rut), 'nothing that another page wrote is shown');
});

test('[O19] Back after the person refused shows that it is over, also where a session is open', async (t) => {
  const { browser, form } = await begin('propia');
  await give(browser, form, rosa);
  const { form: consent } = await begin('ajena', browser, { prompt: 'consent' });
  await browser.follow(await browser.send(consent, { accion: 'no' }), app.issuer);
  isOver(t, await again(browser, consent.url));
  const { form: second } = await begin('ajena', browser, { prompt: 'consent' });
  await goBack(browser, second);
  isOver(t, await again(browser, second.url));
});

test('[O19] Back to the page of the card, after it was shown, shows that the person is signed in', async (t) => {
  const { browser, form } = await begin('exige', openBrowser(), { scope: 'openid run' });
  const card = await give(browser, form, pedro);
  t.regex(card.text, /Compruebe su identidad/);
  t.is((await again(browser, form.url)).url, card.url);
  await browser.follow(await browser.send(card, { serie: pedro.serial }), app.issuer);
  for (const url of [form.url, card.url]) isIn(t, await again(browser, url));
});

test('[O19] the page that led to the client, loaded again, returns no second answer and shows which it was', async (t) => {
  for (const [fields, check] of [
    [{ rut: rosa.rut, clave: rosa.key }, isIn],
    [{ accion: 'cancelar' }, isOver],
  ] as const) {
    const { browser, form } = await begin('propia');
    const { url } = await browser.get((await browser.send(form, fields)).headers.get('location') ?? '');
    t.true(url.startsWith(`${app.issuer}/oidc/authorize/`));
    check(t, await again(browser, url));
    const stranger = await again(openBrowser(), url);
    t.is(stranger.status, 400);
    t.notRegex(stranger.text, /propia/);
  }
});

test('[O19] a second tab of a sign-in that was finished in the first shows that the person is signed in', async (t) => {
  const { browser, form } = await begin('propia');
  const tab = await browser.get(form.url);
  await give(browser, form, rosa);
  const page = await give(browser, tab, rosa);
  isIn(t, page);
  const [, leave = ''] = /<a href="([^"]*)">cierre esta sesión<\/a>/.exec(page.html) ?? [];
  t.regex((await again(browser, app.issuer + leave)).text, /¿Cerrar sesión\?/, 'the way for another person');
});

test('[O19] the pages of a sign-in for a device, after it: signed in, and never that it failed', async (t) => {
  const { config } = await openClient(app, 'totem', oidc.None());
  const asked = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' });
  const browser = openBrowser();
  const code = await browser.get(asked.verification_uri);
  const confirm = await browser.follow(await browser.send(code, { user_code: asked.user_code }), app.issuer);
  const form = await browser.follow(await browser.send(confirm, { confirm: 'yes' }), app.issuer);
  const done = await give(browser, form, rosa);
  t.regex(done.text, /Ya ingresó en el equipo/);
  t.regex((await again(browser, done.url)).text, /Ya ingresó en el equipo/);
  const resumed = form.url.replace('/ingresar/', '/dispositivo/');
  for (const url of [form.url, resumed]) isIn(t, await again(browser, url));
});

/** The address of a pushed request; it can be requested again, as a reload does. */
async function pushed(): Promise<URL> {
  const { config } = await openClient(app, 'propia', oidc.ClientSecretBasic(SECRET));
  const challenge = await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier());
  return oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: 'https://propia.example/vuelta',
    scope: 'openid',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
}

test('[O19] the address of a pushed request, loaded again: signed in, or no longer usable; machines get the error', async (t) => {
  const to = await pushed();
  const browser = openBrowser();
  answerOf(await goThrough(browser, to, rosa));
  isIn(t, await again(browser, to.href));
  const stranger = await again(openBrowser(), to.href);
  t.is(stranger.status, 400);
  t.regex(stranger.text, /Esta dirección de ingreso no sirve más .*sirve una sola vez/s);
  t.is(linkOf(stranger), 'https://propia.example/');
  const machine = await openBrowser().get(to.href, { accept: 'application/json' });
  t.is(JSON.parse(machine.html).error, 'invalid_request_uri');
});

test('[O19] a sign-in whose session is no longer in this browser is over, and does not loop', async (t) => {
  const { browser, form } = await begin('propia');
  await give(browser, form, rosa);
  const { form: consent } = await begin('ajena', browser, { prompt: 'consent' });
  const { browser: other, form: hers } = await begin('propia');
  await give(other, hers, pedro);
  for (const [name, value] of other.cookies) if (name.startsWith('clave_sesion')) browser.cookies.set(name, value);
  const page = await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer);
  isOver(t, page);
  t.is(linkOf(page), 'https://ajena.example/');
});
