import test, { type ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { answerOf, beginSignIn, openClient, redeem } from '../helpers/client-app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { giveDeviceCode } from '../helpers/new-device.ts';
import {
  camila,
  codeIn,
  MINUTE,
  openAppFor,
  openWithCamila,
  provisionalIn,
  registerCamila,
  tokenIn,
} from '../helpers/recovery.ts';

const CHOSEN = { guia: 'Copihue-88', segura: 'otra frase larga y nueva' } as const;

/** What a user does in a browser: sends a page's form, opens an address. */
function stepsOf({ issuer }: TestApp, browser: Browser = openBrowser()) {
  const follow = (visit: Visit) => browser.follow(visit, issuer);
  return {
    browser,
    go: async (page: Visit, fields: Record<string, string>) => follow(await browser.send(page, fields)),
    open: async (href: string) => follow(await browser.get(new URL(href, issuer).href)),
  };
}

/** A user whom a client sent to the page of the key. */
async function walk(app: TestApp, params: Readonly<Record<string, string>> = {}, browser?: Browser) {
  const client = await openClient(app, 'ejemplo');
  const { to, checks } = await beginSignIn(client, params);
  const steps = stepsOf(app, browser);
  const arrives = async (visit: Visit) => redeem(client, answerOf(visit), checks);
  return { ...steps, form: await steps.open(to.href), arrives };
}

/** The address of «Continuar en …» on a page; throws where there is none. */
function wayOnOf({ html, text }: Visit): string {
  const [, href] = /<a class="btn [^"]*" href="([^"]*)">Continuar en Plataforma ejemplo</.exec(html) ?? [];
  if (!href) throw new Error(`no way on: ${text.slice(0, 300)}`);
  return href;
}

const linkTo = ({ html }: Visit, path: string): string =>
  new RegExp(`href="(${path}\\?origen=[^"]+)"`).exec(html)?.[1] ?? `nothing leads to ${path}`;

const isKeyPage = (t: ExecutionContext, page: Visit): boolean => t.regex(page.text, /Ingrese con su Clave Sence/);

test.serial('[P2] guia: a recovered key continues at the client, with the number that was typed before', async (t) => {
  const app = await openWithCamila(t);
  const { form, go, open, arrives } = await walk(app);
  const begin = await go(form, { rut: camila.rut, accion: 'recuperar' });
  t.regex(begin.text, /Recuperar CS \(Clave Sence\) Persona Natural/);
  t.true(begin.html.includes(`value="${camila.rut}"`), 'the number is not typed again');
  const question = await go(begin, { rut: camila.rut });
  const sent = await go(await go(question, { respuesta: 'boby' }), { captcha: CAPTCHA_ANSWER });
  t.regex(sent.text, /Continúe en Plataforma ejemplo e ingrese con la clave provisoria\./);
  const key = await open(wayOnOf(sent));
  isKeyPage(t, key);
  t.true(key.html.includes(`value="${camila.rut}"`));
  const clave = await provisionalIn(app, camila.mobile);
  const choose = await go(key, { rut: camila.rut, clave, accion: 'ingresar' });
  t.regex(choose.text, /Va a continuar en Plataforma ejemplo/);
  const { guia } = CHOSEN;
  t.truthy((await arrives(await go(choose, { clave: guia, clave2: guia }))).id_token);
});

test.serial('[P2] segura: a key that is chosen behind the link of the mail goes on at the client', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  const { browser, form, go, open, arrives } = await walk(app);
  const begin = await go(form, { rut: camila.rut, accion: 'recuperar' });
  const serial = await go(begin, { rut: camila.rut, captcha: CAPTCHA_ANSWER });
  const sent = await go(await go(await go(serial, { serie: camila.serial }), { correcto: 'si' }), {});
  t.regex(sent.text, /Después continúe en Plataforma ejemplo con el botón de abajo\./);
  const link = await open(`/recuperar/clave/${await tokenIn(app, camila.email, 'recuperar/clave')}`);
  const { segura } = CHOSEN;
  const done = await go(link, { codigo: await codeIn(app, camila.mobile), clave: segura, clave2: segura });
  t.regex(done.text, /Generación de nueva clave Sence satisfactoria/);
  const key = await open(wayOnOf(done));
  isKeyPage(t, key);
  t.true(key.html.includes(`value="${camila.rut}"`), 'typed in this browser before');
  const code = await go(key, { rut: camila.rut, clave: segura, accion: 'ingresar' });
  t.truthy((await arrives(await giveDeviceCode(browser, code, { app, to: camila.email }))).id_token);
});

test.serial('[P2] «modifíquela» changes the key and goes on at the client', async (t) => {
  const app = await openWithCamila(t);
  const { form, go, open, arrives } = await walk(app);
  const refused = await go(form, { rut: camila.rut, clave: 'Equivocada-1', accion: 'ingresar' });
  const begin = await open(linkTo(refused, '/cambiar/natural'));
  const choose = await go(begin, { rut: camila.rut, clave: camila.key });
  const { guia } = CHOSEN;
  const done = await go(choose, { clave: guia, clave2: guia, captcha: CAPTCHA_ANSWER });
  t.regex(done.text, /Éxito/);
  const key = await open(wayOnOf(done));
  t.true(key.html.includes(`value="${camila.rut}"`));
  t.truthy((await arrives(await go(key, { rut: camila.rut, clave: guia, accion: 'ingresar' }))).id_token);
});

test.serial(
  '[P2] «Continuar por correo» opened on another device keeps the client and says that the sign-in is elsewhere',
  async (t) => {
    const app = await openWithCamila(t);
    const { form, go } = await walk(app);
    const begin = await go(form, { rut: camila.rut, accion: 'recuperar' });
    const asked = await go(begin, { rut: camila.rut, accion: 'correo' });
    t.regex(asked.text, /Revise su correo/);
    const phone = stepsOf(app);
    const mailbox = await phone.open(`/recuperar/correo/${await tokenIn(app, camila.email, 'recuperar/correo')}`);
    const card = await phone.go(mailbox, {});
    const sent = await phone.go(await phone.go(card, { serie: camila.serial }), { correcto: 'si' });
    t.regex(sent.text, /Éxito/);
    const away = await phone.open(wayOnOf(sent));
    t.regex(away.text, /Su ingreso comenzó en otro equipo/);
    t.regex(away.html, /href="https:\/\/ejemplo\.example\/">Comenzar de nuevo en Plataforma ejemplo/);
    t.false(away.html.includes(camila.rut), 'the number stays where it was typed');
  },
);

test.serial('[P2] an expired recovery still knows the client', async (t) => {
  const app = await openWithCamila(t);
  const { form, go, open } = await walk(app);
  const question = await go(await go(form, { rut: camila.rut, accion: 'recuperar' }), { rut: camila.rut });
  app.advance(31 * MINUTE);
  const over = await open(question.url);
  t.regex(over.text, /La recuperación terminó/);
  isKeyPage(t, await open(wayOnOf(over)));
  const again = await open(linkTo(over, '/recuperar/natural'));
  t.true(again.html.includes(`value="${camila.rut}"`));
});

for (const [journey, title] of [
  ['cambiar', 'El cambio terminó'],
  ['actualizar', 'La actualización terminó'],
] as const)
  test.serial(`[P2] «${title}» leads on to the client, and its other links keep it`, async (t) => {
    const app = await openWithCamila(t);
    const { form, go, open } = await walk(app);
    const recovery = await go(form, { rut: camila.rut, accion: 'recuperar' });
    const data = await open(linkTo(recovery, '/actualizar/natural'));
    const begin =
      journey === 'actualizar' ? data : await open(linkTo(data, '/registro/natural').replace('registro', 'cambiar'));
    const step = await go(begin, { rut: camila.rut, clave: camila.key, captcha: CAPTCHA_ANSWER });
    app.advance(31 * MINUTE);
    const over = await open(step.url);
    t.true(over.text.includes(title), over.text.slice(0, 300));
    t.true((await open(linkTo(over, '/recuperar/natural'))).html.includes(`value="${camila.rut}"`));
    isKeyPage(t, await open(wayOnOf(over)));
  });

test.serial(
  '[P2] «Alguien registró mi RUT» from the step-up page goes on at the client once the account is kept',
  async (t) => {
    const app = await openAppFor(t);
    await registerCamila(app, { declared: true });
    const claims = JSON.stringify({ id_token: { identidad: { essential: true, value: 'documento' } } });
    const { form, go, open, arrives } = await walk(app, { scope: 'openid run', claims });
    const card = await go(form, { rut: camila.rut, clave: camila.key, accion: 'ingresar' });
    t.regex(card.text, /Compruebe su identidad/);
    const [, contest = ''] =
      /href="(\/alguien-registro-mi-rut\?perfil=natural&amp;origen=[^"]+)"/.exec(card.html) ?? [];
    const asked = await open(contest.replaceAll('&amp;', '&'));
    const who = await go(asked, { rut: camila.rut, serie: camila.serial, captcha: CAPTCHA_ANSWER });
    t.regex(who.text, /¿Quién abrió esta cuenta\?/);
    const kept = await go(who, { clave: camila.key, accion: 'clave' });
    t.regex(kept.text, /La cuenta es la suya/);
    const answer = await open(wayOnOf(kept));
    t.truthy((await arrives(answer)).id_token);
  },
);

test.serial('[P3] after a recovery as company the next sign-in opens at its tab, wherever it begins', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const { browser, form, go } = await walk(app);
  t.regex(form.html, /aria-current="page">Persona Natural/);
  await go(await browser.get(`${app.issuer}/recuperar/juridica`), { rut: panaderia.rut });
  const next = await walk(app, {}, browser);
  t.regex(next.form.html, /aria-current="page">Persona Jurídica/);
});

test.serial(
  '[P2] the page of a contest shows its number in no other browser, whatever its links lead to',
  async (t) => {
    const app = await openAppFor(t);
    const { form, go, open } = await walk(app);
    const begin = await go(form, { rut: camila.rut, accion: 'recuperar' });
    const sealed = new URL(begin.url).searchParams.get('origen') ?? '';
    const contest = await open(`/alguien-registro-mi-rut?perfil=natural&origen=${sealed}`);
    const done = await go(contest, { rut: camila.rut, serie: camila.serial, captcha: CAPTCHA_ANSWER });
    t.regex(done.text, /Nadie tiene una cuenta con su RUT/);
    const showsNumber = async (visit: typeof open) => {
      const form = await visit(linkTo(await visit(done.url), '/registro/natural').replaceAll('&amp;', '&'));
      t.regex(form.text, /Registrar Persona Natural/);
      return form.html.includes(camila.rut);
    };
    t.true(await showsNumber(open), 'the browser that typed it');
    t.false(await showsNumber(stepsOf(app).open), 'any other');
  },
);
