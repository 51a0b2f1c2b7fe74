/** A client from its draft to production, with two people of the desk, a receiver of logout tokens, and real sign-ins. */
import test from 'ava';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { endAtSuspended } from '../../../src/account/suspend-platform.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { askSuspension } from '../../../src/features/cases/use-cases/suspend-at-desk.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { member } from '../../helpers/cases.ts';
import {
  answerOf,
  authorizationRequest,
  beginSignIn,
  type ClientApp,
  goThrough,
  openClient,
  redeem,
  rosa,
  type Tokens,
  userInfoStatus,
} from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { type LocalHttp, localHttp } from '../../helpers/local-http.ts';
import { platformNow, visitor } from '../../helpers/platforms.ts';
import { asPanaderia, goToPortalWithFactor, HOME, portalForm, press } from '../../helpers/portal.ts';

const RETURN = portalForm.redirecciones;
const words = 'Revisamos las direcciones y los datos.';

let receiver: LocalHttp;
let app: TestApp;
let first: StaffMember;
let second: StaffMember;
/** The client of the scenario, by its id, and as openid-client sees it. */
let id: string;
let client: ClientApp;
const company = openBrowser();

test.before(async () => {
  receiver = await localHttp((_, response, body) => {
    const token = new URLSearchParams(body).get('logout_token') ?? '';
    const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
    jwtVerify(token, keys, { issuer: app.issuer, audience: `p-${id}` }).then(
      () => response.writeHead(200).end(),
      () => response.writeHead(400).end(),
    );
  });
  app = await openTestApp({ env: { EGRESS_ALLOW: `localhost:${receiver.port}` } });
  await openCompany(app);
  first = await member(app, ['agente']);
  second = await member(app, ['revisor'], 'Maule');
  await goToPortalWithFactor(app, company, HOME, asPanaderia);
});
test.after.always(async () => {
  await app?.stop();
  await receiver?.close();
});

const sheet = (): Promise<Visit> => company.get(`${app.issuer}${HOME}/${id}`);
const act = async (accion: string): Promise<Visit> => press(company, await sheet(), { accion });
const stateNow = async () => (await platformNow(app, id)).state;

/** The two people of the desk approve what waits under a folio. */
async function approve(folio: string): Promise<void> {
  await actOnCase(app.deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(app.deps, { folio, member: first.id }, { action: 'propose', outcome: 'acogida', text: words });
  await actOnCase(app.deps, { folio, member: second.id }, { action: 'confirm' });
}

/** The folio of the last case of a step. */
const folioOf = async (step: 'certificacion' | 'produccion'): Promise<string> =>
  (await app.deps.platformRecords.find(id)).folios[step] ?? '';

/** Rosa signs in at the client, and agrees the first time. */
async function enter(): Promise<Tokens> {
  const { checks, to } = await beginSignIn(client, { redirect_uri: RETURN });
  const browser = openBrowser();
  const page = await goThrough(browser, to, rosa);
  const agreed = /pide conocer estos datos/.test(page.text)
    ? await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer)
    : page;
  return redeem(client, answerOf(agreed), checks);
}

/** Points of the list that are missing, as the record has them once a request is noted. */
async function seen(point: 'recovered' | 'failed' | 'state'): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await app.deps.platformRecords.find(id)).marks[point]) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

test.serial('an organisation submits its client, and two people of the desk certify it', async (t) => {
  const made = await press(company, await company.get(`${app.issuer}${HOME}/nueva`), {
    ...portalForm,
    aviso_salida: `http://localhost:${receiver.port}/salida`,
  });
  id = /plataformas\/([\da-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1] ?? made.text;
  t.is((await act('enviar')).status, 303);
  const folio = await folioOf('certificacion');
  t.true((await sheet()).text.includes(folio), 'the sheet names the folio');
  await approve(folio);
  t.is(await stateNow(), 'certificacion');
  const { text } = await sheet();
  t.regex(text, /En certificación/);
  t.regex(text, /Recibe los avisos de salida Falta/);
  t.notRegex(text, /Pedir el paso a producción/);
});

test.serial(
  'a certified client is not edited in its place; given back to its draft, another review begins',
  async (t) => {
    t.regex(
      (await company.get(`${app.issuer}${HOME}/${id}/editar`)).text,
      /ya se revisó\. Para cambiarla, abra su ficha/,
    );
    const before = await folioOf('certificacion');
    t.is((await act('retirar')).status, 303);
    t.is(await stateNow(), 'borrador');
    t.is((await act('enviar')).status, 303);
    const folio = await folioOf('certificacion');
    t.not(folio, before);
    await approve(folio);
    t.is(await stateNow(), 'certificacion');
  },
);

test.serial('its receiver takes the right token and refuses the forged one', async (t) => {
  t.is((await act('probar-salida')).status, 303);
  t.is(receiver.asked.length, 2);
  t.regex((await sheet()).text, /Aceptó el aviso firmado y rechazó el falso/);
});

test.serial('sign-ins with PKCE, state and nonce, and one after an error, are seen in its traffic', async (t) => {
  const secret = (await app.deps.portalClients.newSecret(id))?.secret ?? '';
  await app.rebuild();
  client = await openClient(app, `p-${id}`, oidc.ClientSecretBasic(secret));
  const params = { redirect_uri: RETURN };
  const silent = await authorizationRequest(client.id, { ...params, prompt: 'none' });
  const { href } = oidc.buildAuthorizationUrl(client.config, silent.all);
  const refused = await openBrowser().get(href);
  t.regex(refused.headers.get('location') ?? '', /error=login_required/);
  t.true(await seen('failed'));
  await enter();
  t.true(await seen('recovered'));
  const { text } = await sheet();
  t.notRegex(text, /Falta /, text);
  t.regex(text, /Pedir el paso a producción/);
});

test.serial('with a whole list it asks for production, which one revisor confirms', async (t) => {
  t.is((await act('pedir-produccion')).status, 303);
  const folio = await folioOf('produccion');
  t.true((await sheet()).text.includes(folio));
  await actOnCase(app.deps, { folio, member: second.id }, { action: 'assign' });
  await actOnCase(app.deps, { folio, member: second.id }, { action: 'decide', outcome: 'acogida', text: words });
  t.is(await stateNow(), 'produccion');
});

test.serial(
  '[threat 667] suspended, its tokens end, its people get the coded page, and its contacts are told',
  async (t) => {
    const tokens = await enter();
    t.is(await userInfoStatus(app, tokens.access_token), 200);
    const at = { client: id, member: second.id, visitor: visitor() };
    await askSuspension(app.deps, at, { reason: 'incidente-de-seguridad', now: true });
    await app.rebuild();
    await endAtSuspended(app.deps);
    t.is(await userInfoStatus(app, tokens.access_token), 401);
    const { all } = await authorizationRequest(client.id, { redirect_uri: RETURN });
    const page = await openBrowser().get(oidc.buildAuthorizationUrl(client.config, all).href);
    t.is(page.status, 403);
    t.regex(page.html, /errores#plataforma-suspendida/);
    t.regex((await sheet()).text, /Un incidente de seguridad/);
    const mails = (await app.mailbox()).filter(({ subject }) => /suspendida mientras se revisa/.test(subject));
    t.deepEqual(
      mails.map(({ to }) => to),
      ['ana@losandes.example'],
    );
  },
);
