import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  redeem,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import {
  cordillera,
  facilitador,
  goAsFacilitador,
  invite,
  losAndes,
  openFacilitador,
} from '../helpers/facilitadores.ts';

const scope = 'openid profile email run empresa';

async function open(t: ExecutionContext) {
  const app = await openTestApp({ clients: [clientFileFor('ejemplo', { scope })], env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app);
  const account = await openFacilitador(app);
  return { app, account, client: await openClient(app, 'ejemplo') };
}

const openCordillera = (app: TestApp) => openCompany(app, { company: '54.000.109-K', run: '44.000.003-7' });

type Opened = Awaited<ReturnType<typeof open>>;

/** Writes number and key at the tab of facilitadores, and gives the page that follows. */
async function enter({ client }: Opened, browser: Browser = openBrowser()) {
  const { checks, to } = await beginSignIn(client, { scope });
  return { answer: await goAsFacilitador(browser, to), checks, browser };
}

const tokensOf = async (opened: Opened, answer: Visit, checks: Awaited<ReturnType<typeof enter>>['checks']) =>
  redeem(opened.client, answerOf(answer), checks);

async function tokensFor(opened: Opened) {
  const { answer, checks } = await enter(opened);
  return tokensOf(opened, answer, checks);
}

/** The id of the mandate whose button has this name. */
const buttonOf = ({ html }: Visit, name: string): string =>
  new RegExp(`name="empresa" value="([^"]+)">${name}`).exec(html)?.[1] ?? '';

test('a facilitador signs in, and the platform learns who invited them and never acts for that company', async (t) => {
  const opened = await open(t);
  await invite(opened.app, opened.account);
  const info = await userInfo(opened.client, await tokensFor(opened));
  t.like(info, {
    tipo_persona: 'facilitador',
    rut: '199000002-2',
    identidad: 'revisada',
    invitado_por: { rut: losAndes.rut, razon_social: losAndes.razonSocial },
    email: facilitador.email,
  });
  for (const claim of ['empresa', 'representante', 'act']) t.false(claim in info, claim);
});

test('without a mandate in force no sign-in ends, and the page names the company to ask', async (t) => {
  const opened = await open(t);
  const none = await enter(opened);
  t.regex(none.answer.text, /Ninguna empresa lo tiene hoy como facilitador\. Pida a la empresa/);
  const { id } = await invite(opened.app, opened.account);
  await opened.app.deps.mandates.end(id, 'revocado');
  const { answer } = await enter(opened);
  t.is(answer.status, 422);
  t.regex(answer.text, /La última fue Panadería Los Andes SpA\. La empresa puso fin a la invitación\. Si sigue/);
  t.notRegex(answer.text, /panaderia\.example/, 'not how to reach it');
  t.regex(answer.text, /Su clave es correcta: no necesita recuperarla/);
  t.notRegex(answer.html, /name="clave"/, 'a page, and not the form of the key');
  t.regex(answer.text, /Mi empresa dice que soy su facilitador/);
});

test('a facilitador of two companies chooses one, and the platform learns that one', async (t) => {
  const opened = await open(t);
  await openCordillera(opened.app);
  await invite(opened.app, opened.account);
  await invite(opened.app, opened.account, cordillera);
  const { answer, checks, browser } = await enter(opened);
  t.regex(answer.text, /Elija la empresa por la que ingresa/);
  const none = await browser.send(answer, {});
  t.is(none.status, 422);
  const chosen = { empresa: buttonOf(answer, cordillera.razonSocial) };
  const back = await browser.follow(await browser.send(answer, chosen), opened.app.issuer);
  const info = await userInfo(opened.client, await tokensOf(opened, back, checks));
  t.deepEqual(info.invitado_por, { rut: cordillera.rut, razon_social: cordillera.razonSocial });
});

test('a company whose SII names no representative lets no facilitador in', async (t) => {
  const opened = await open(t);
  await invite(opened.app, opened.account);
  const tokens = await tokensFor(opened);
  await opened.app.deps.companies.remember({ ...(await recalled(opened.app)), representantes: [] });
  t.is(await userInfoStatus(opened.app, String(tokens.access_token)), 401);
  const { answer } = await enter(opened);
  t.regex(answer.text, /Ninguna empresa lo tiene hoy.*Hoy esa empresa no puede invitarlo/);
});

async function recalled({ deps }: TestApp) {
  const company = await deps.companies.recall(losAndes.rut, new Date(0));
  if (!company) throw new Error('the SII was not asked');
  return company;
}
