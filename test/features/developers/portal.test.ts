import test from 'ava';
import * as oidc from 'openid-client';
import { noticeSecrets } from '../../../src/features/developers/use-cases/notice-secrets.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  goThrough,
  openClient,
  post,
  redeem,
  redirectUriOf,
  rosa as rosaHerself,
  userInfo,
} from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import { keyPair } from '../../helpers/machines.ts';
import { panaderiaNow } from '../../helpers/members.ts';
import {
  asPanaderia,
  asRosa,
  goToPortal,
  goToPortalWithFactor,
  HOME,
  portalData,
  portalForm,
  press,
} from '../../helpers/portal.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const company = openBrowser();
test.before(async () => {
  await openCompany(app);
  await goToPortalWithFactor(app, company, HOME, asPanaderia);
});

const { portalClients } = app.deps;
const pageOf = (path: string) => company.get(`${app.issuer}${path}`);
const ask = (id: string, secret: string) =>
  post(
    app,
    '/oidc/token',
    { grant_type: 'authorization_code', code: 'x', redirect_uri: portalForm.redirecciones },
    basic(id, secret),
  );

/** Registers a client by the form, and gives its id. */
async function register(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const done = await press(company, await pageOf(`${HOME}/nueva`), { ...portalForm, ...fields });
  return /plataformas\/([\da-f-]{36})/.exec(done.headers.get('location') ?? '')?.[1] ?? done.text;
}

test.serial(
  'an organisation registers a client, which its technical contact is told and the trail records',
  async (t) => {
    const id = await register();
    const sheet = await pageOf(`${HOME}/${id}`);
    t.is(sheet.status, 200, sheet.text);
    t.regex(sheet.text, /Aula Los Andes/);
    t.regex(sheet.text, /Estado: Borrador/);
    t.true(sheet.html.includes(`/desarrolladores/guias/node?client_id=p-${id}`), 'examples have its client_id');
    t.false(sheet.html.includes('/guias/spa?'), 'none that authenticates otherwise');
    t.regex((await pageOf(HOME)).text, /Aula Los Andes/);
    const mail = (await app.mailbox()).find(({ to }) => to === 'ana@losandes.example');
    t.is(mail?.subject, 'Registraron una plataforma');
    t.is((await portalClients.find(id))?.organisation.rut, losAndes.rut);
  },
);

test.serial(
  '[threat 736] a private key in the field of public keys is refused, and is never stored, logged or shown again',
  async (t) => {
    const { privateKey } = keyPair();
    const jwk = privateKey.export({ format: 'jwk' });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const id = await register();
    const before = await portalClients.ofOrganisation(losAndes.rut);
    for (const [llaves, part] of [
      [JSON.stringify({ keys: [jwk] }), String(jwk.d)],
      [JSON.stringify({ keys: [jwk] }, null, 2).replace('"d":', '"d" :'), String(jwk.d)],
      [pem, pem.slice(40, 80)],
    ] as const)
      for (const path of ['/nueva', `/${id}/editar`]) {
        const signing = { ...portalForm, metodo: 'private_key_jwt', llaves, llaves_direccion: '' };
        const page = await press(company, await pageOf(HOME + path), signing);
        t.is(page.status, 422, page.text);
        t.false(page.html.includes(part), path);
        t.false(app.logged.some((line) => line.includes(part)));
      }
    t.deepEqual(await portalClients.ofOrganisation(losAndes.rut), before);
  },
);

test.serial('each line of the redirect addresses has its own mistake, and nothing typed is lost', async (t) => {
  const redirecciones =
    'https://aula.losandes.example/vuelta\nhttp://aula.losandes.example/x\nhttps://*.losandes.example/';
  const page = await press(company, await pageOf(`${HOME}/nueva`), { ...portalForm, redirecciones, razon_profile: '' });
  t.is(page.status, 422);
  t.regex(page.text, /Diga para qué necesita este dato/);
  const other = await press(company, page, { ...portalForm, redirecciones });
  t.is(other.status, 422);
  t.regex(other.text, /Línea 2:/);
  t.regex(other.text, /Línea 3:/);
  t.notRegex(other.text, /Línea 1:/);
  t.true(other.html.includes('http://aula.losandes.example/x'));
});

test.serial(
  '[threat 620] a secret is in one response ever: not on going back, in the sheet, a mail or the log',
  async (t) => {
    const id = await register();
    const made = await press(company, await pageOf(`${HOME}/${id}`), { accion: 'secreto' });
    t.is(made.status, 303);
    const address = new URL(made.headers.get('location') ?? '', app.issuer).href;
    const stranger = openBrowser();
    t.not((await stranger.get(address)).status, 200, 'in another session it opens nothing');
    const once = await company.get(address);
    const secret = /([\w-]{43})/.exec(once.text.slice(once.text.indexOf('client_secret')))?.[1] ?? '';
    t.is(secret.length, 43, once.text);
    t.is(once.headers.get('cache-control'), 'no-store');
    const again = await company.get(address);
    t.false(again.html.includes(secret));
    t.regex(again.text, /ya se mostró/);
    t.false((await pageOf(`${HOME}/${id}`)).html.includes(secret));
    t.false((await app.mailbox()).some(({ html, text }) => html.includes(secret) || text.includes(secret)));
    t.false(app.logged.some((line) => line.includes(secret)));

    await app.rebuild();
    t.is((await ask(`p-${id}`, secret)).body.error, 'invalid_grant', 'the client is known by it');
    t.is((await ask(`p-${id}`, 'compared-with-nothing-see-secret-hashes')).status, 401);
    const [kept] = (await portalClients.find(id))?.secrets ?? [];
    t.is((await ask(`p-${id}`, String(kept?.hash))).status, 401, 'its hash is no secret');
  },
);

test.serial('while secrets rotate both are valid, a third is refused, and an ended one opens nothing', async (t) => {
  const id = await register();
  const secrets = [await portalClients.newSecret(id), await portalClients.newSecret(id)].map(
    (one) => one?.secret ?? '',
  );
  await app.rebuild();
  for (const secret of secrets) t.is((await ask(`p-${id}`, secret)).body.error, 'invalid_grant');
  const refused = await press(company, await pageOf(`${HOME}/${id}`), { accion: 'secreto' });
  t.is(refused.status, 422);
  t.regex(refused.text, /Ya hay dos secretos vigentes/);
  const ended = await press(company, await pageOf(`${HOME}/${id}`), { accion: 'terminar', numero: '1' });
  t.is(ended.status, 303);
  await app.rebuild();
  t.is((await ask(`p-${id}`, secrets[0] ?? '')).status, 401);
  t.is((await ask(`p-${id}`, secrets[1] ?? '')).body.error, 'invalid_grant');
});

test.serial('a draft is submitted, is not edited while it is reviewed, is taken back, and is deleted', async (t) => {
  const id = await register();
  const act = async (accion: string) => press(company, await pageOf(`${HOME}/${id}`), { accion });
  t.is((await act('enviar')).status, 303);
  t.is((await portalClients.find(id))?.state, 'en-revision');
  t.is((await pageOf(`${HOME}/${id}/editar`)).status, 422);
  t.is((await act('borrar')).status, 422);
  t.is((await act('retirar')).status, 303);
  const edited = await press(company, await pageOf(`${HOME}/${id}/editar`), { ...portalForm, nombre: 'Aula Nueva' });
  t.is(edited.status, 303, edited.text);
  t.is((await portalClients.find(id))?.data.name, 'Aula Nueva');
  t.is((await act('borrar')).status, 303);
  t.is(await portalClients.find(id), undefined);
});

test.serial(
  '[threat 621] a client of another organisation is as one that does not exist, on every route',
  async (t) => {
    const { id } = await portalClients.create({ organisation: cordillera, data: portalData });
    const nothing = '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11';
    const own = await pageOf(`${HOME}/nueva`);
    const rosa = openBrowser();
    await goToPortal(app, rosa, HOME, asRosa);
    const before = await portalClients.find(id);
    for (const browser of [company, rosa])
      for (const path of ['', '/editar', '/secreto'])
        for (const one of [id, nothing]) {
          const page = await browser.get(`${app.issuer}${HOME}/${one}${path}`);
          t.is(page.status, 404, `${path} ${page.text.slice(0, 200)}`);
          t.false(page.text.includes(portalData.name));
        }
    const ficha = /name="ficha" value="([^"]+)"/.exec(own.html)?.[1] ?? '';
    for (const accion of ['enviar', 'retirar', 'borrar', 'secreto', 'terminar', ''])
      t.is((await company.post(`${app.issuer}${HOME}/${id}`, { ficha, accion })).status, 404, accion);
    t.is((await company.post(`${app.issuer}${HOME}/${id}/editar`, { ficha, ...portalForm })).status, 404);
    const taken = await company.post(`${app.issuer}${HOME}/nueva`, {
      ficha,
      ...portalForm,
      organizacion: cordillera.rut,
    });
    t.is(taken.status, 422);
    t.deepEqual(await portalClients.find(id), before);
    t.is((await portalClients.ofOrganisation(cordillera.rut)).length, 1);
  },
);

test.serial('who is not signed in is sent to sign in, and nothing is done', async (t) => {
  const id = await register();
  for (const path of ['', '/nueva', `/${id}`, `/${id}/editar`, `/${id}/secreto`]) {
    const { status, headers } = await openBrowser().get(`${app.issuer}${HOME}${path}`);
    t.is(status, 303, path);
    t.regex(headers.get('location') ?? '', /client_id=desarrolladores/);
  }
  await openBrowser().post(`${app.issuer}${HOME}/${id}`, { accion: 'enviar' });
  await company.post(`${app.issuer}${HOME}/${id}`, { ficha: 'otra', accion: 'enviar' });
  t.is((await portalClients.find(id))?.state, 'borrador');
});

test.serial('people of a suspended client get the coded page, and the client gets no redirect', async (t) => {
  const id = await register();
  await app.deps.atomically(() => portalClients.change(id, () => ({ state: 'suspendida' })));
  await app.rebuild();
  const request = { client_id: `p-${id}`, response_type: 'code', scope: 'openid', nonce: oidc.randomNonce() };
  const asked = new URLSearchParams({ ...request, redirect_uri: portalForm.redirecciones });
  const page = await openBrowser().get(`${app.issuer}/oidc/authorize?${asked}`);
  t.is(page.status, 403);
  t.regex(page.text, /Esta plataforma está suspendida/);
  t.regex(page.html, /errores#plataforma-suspendida/);
});

/** A client with a secret, the browser of a person who allowed it, and its answer to the platform. */
async function signedIn() {
  const id = await register();
  const redirectUris = [redirectUriOf(`p-${id}`)];
  await app.deps.atomically(() => portalClients.change(id, ({ data }) => ({ data: { ...data, redirectUris } })));
  const secret = (await portalClients.newSecret(id))?.secret ?? '';
  await app.rebuild();
  const client = await openClient(app, `p-${id}`, oidc.ClientSecretBasic(secret));
  const { checks, to } = await beginSignIn(client, { scope: 'openid profile' });
  const rosa = openBrowser();
  const asked = await goThrough(rosa, to, rosaHerself);
  const answer = answerOf(await rosa.follow(await rosa.send(asked, { accion: 'permitir' }), app.issuer));
  return { id, client, checks, answer };
}

test.serial('a client that was just registered signs a person in by its secret', async (t) => {
  const { id, client, checks, answer } = await signedIn();
  const tokens = await redeem(client, answer, checks);
  t.is(tokens.claims()?.aud, `p-${id}`);
  t.truthy((await userInfo(client, tokens)).name);
});

test.serial('[threat 629] a client gets no token while its organisation does not stand', async (t) => {
  const { client, checks, answer } = await signedIn();
  const { id: account } = await panaderiaNow(app);
  const become = (state: string) => app.database.run((sql) => sql('accounts').where({ id: account }).update({ state }));
  await become('congelada');
  await t.throwsAsync(redeem(client, answer, checks), { code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' });
  await become('activa');
  const { client: other, ...next } = await signedIn();
  t.truthy((await redeem(other, next.answer, next.checks)).access_token);
});

// Last: it moves the clock by a year, which ends every session.
test.serial('technical contacts are told 30 and 7 days before a secret ends, once each', async (t) => {
  const id = await register({ tecnico_correo: 'avisos@losandes.example' });
  const made = await portalClients.newSecret(id);
  const until = made?.client.secrets[0]?.until.getTime() ?? 0;
  const told = async () =>
    (await app.mailbox()).filter(({ to, subject }) => to === 'avisos@losandes.example' && /por terminar/.test(subject));
  for (const [days, times] of [
    [30, 1],
    [20, 1],
    [7, 2],
    [3, 2],
  ] as const) {
    app.advance(until - app.deps.now().getTime() - days * 86_400_000);
    await noticeSecrets(app.deps);
    t.is((await told()).length, times, String(days));
  }
});
