import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
  pedro,
  redeem,
  refusalOf,
  rosa,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { enterCuenta, goToCuenta } from '../helpers/cuenta.ts';
import { clientsFolder } from '../helpers/server-process.ts';

const outside = { first_party: false, sector: 'privada', scope: 'openid email phone run offline_access' };
const isPublic = { token_endpoint_auth_method: 'none', client_secret: undefined };
const loopback = 'http://127.0.0.1/vuelta';
const API = 'https://api.consent.example/';
const apiScopes = ['certificados:leer', 'certificados:emitir'];

interface Ground extends TestApp {
  /** Changes what the file of a client has, and has it read. */
  rewrite(id: string, fields: object): Promise<void>;
}

async function open(t: ExecutionContext): Promise<Ground> {
  const { directory, remove } = clientsFolder([
    clientFileFor('privada', { ...outside, resources: [{ identifier: API, scopes: apiScopes }] }),
    clientFileFor('certificados', { resource_server: { identifier: API, scopes: apiScopes } }),
    clientFileFor('pagina', { ...outside, ...isPublic, refresh_grace: 0 }),
    clientFileFor('app', { ...outside, ...isPublic, application_type: 'native', redirect_uris: [loopback] }),
    clientFileFor('app-https', { ...outside, ...isPublic, application_type: 'native' }),
    clientFileFor('app-sence', { ...isPublic, application_type: 'native', redirect_uris: [loopback] }),
  ]);
  const app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(async () => {
    await app.stop();
    remove();
  });
  const rewrite = async (id: string, fields: object) => {
    for (const file of readdirSync(directory).map((name) => path.join(directory, name))) {
      const said = JSON.parse(readFileSync(file, 'utf8'));
      if (said.client_id === id) writeFileSync(file, JSON.stringify({ ...said, ...fields }));
    }
    await app.rebuild();
  };
  return { ...app, rewrite };
}

type Params = Readonly<Record<string, string>>;

/** A sign-in of Rosa at a client: its last page, that of consent or the answer. */
async function goTo(app: TestApp, id: string, params: Params = {}, browser: Browser = openBrowser(), person = rosa) {
  const auth = id === 'privada' ? undefined : oidc.None();
  const client = await openClient(app, id, auth);
  const { checks, to } = await beginSignIn(client, { scope: 'openid run', ...params });
  return { client, browser, checks, page: await goThrough(browser, to, person) };
}

const asks = ({ text }: Visit): boolean => /pide conocer estos datos/.test(text);
const errorOf = (page: Visit): string | null => answerOf(page).searchParams.get('error');

/** Answers the page of consent and follows to the answer. */
const say = async (app: TestApp, { browser, page }: { browser: Browser; page: Visit }, accion: 'permitir' | 'no') =>
  browser.follow(await browser.send(page, { accion }), app.issuer);

/** Rosa agrees to a client in a browser; returns it with the tokens. */
async function agreed(app: TestApp, id = 'privada', params: Params = {}) {
  const begun = await goTo(app, id, params);
  const answer = answerOf(await say(app, begun, 'permitir'));
  return { ...begun, tokens: await redeem(begun.client, answer, begun.checks) };
}

const stored = (app: TestApp) => app.database.run<{ scopes: string[]; purpose: string }[]>((sql) => sql('consents'));

test('[O15, protocol 28] a user who agreed is not asked again, in another session and browser, at another sign-in and in silence', async (t) => {
  const app = await open(t);
  const { browser } = await agreed(app);
  await browser.send(await browser.get(`${app.issuer}/oidc/logout`), { logout: 'yes' });
  const elsewhere = await goTo(app, 'privada');
  t.false(asks(elsewhere.page));
  const info = await userInfo(
    elsewhere.client,
    await redeem(elsewhere.client, answerOf(elsewhere.page), elsewhere.checks),
  );
  t.is(info.rut, '44000001-0');
  const silent = await goTo(app, 'privada', { prompt: 'none' }, elsewhere.browser);
  t.true(answerOf(silent.page).searchParams.has('code'));
  t.true(asks((await goTo(app, 'privada', {}, openBrowser(), pedro)).page), 'another person');
});

test('[O14, protocol 27] a replay ends tokens and grant, and not the consent: prompt=none continues', async (t) => {
  const app = await open(t);
  const { client, tokens, browser } = await agreed(app, 'pagina');
  const use = () => oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
  await use();
  await t.throwsAsync(use());
  const grants = await app.database.run<object[]>((sql) => sql('oidc_grant'));
  t.is(grants.length, 0);
  const silent = await goTo(app, 'pagina', { prompt: 'none' }, browser);
  t.truthy((await redeem(silent.client, answerOf(silent.page), silent.checks)).refresh_token);
});

test('[O15] a key change, which ends every session and token, ends no consent', async (t) => {
  const app = await open(t);
  await agreed(app);
  const { id } = (await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never)) ?? {};
  await app.deps.sessions.endAll(String(id));
  t.false(asks((await goTo(app, 'privada')).page));
});

test('[O15] a scope that was agreed to covers its claims: requested one by one they are not new, neither shown nor in silence', async (t) => {
  const app = await open(t);
  const { browser } = await agreed(app, 'privada', { scope: 'openid run' });
  const claims = JSON.stringify({ userinfo: { rut: { essential: true } }, id_token: { tipo_persona: null } });
  t.false(asks((await goTo(app, 'privada', { claims })).page));
  const silent = await goTo(app, 'privada', { claims, prompt: 'none' }, browser);
  t.true(answerOf(silent.page).searchParams.has('code'));
  const other = JSON.stringify({ userinfo: { rut: null, email: null } });
  const { page } = await goTo(app, 'privada', { claims: other });
  const [, fresh, stands] = page.text.split(/Datos nuevos|Lo que ya permitió/);
  t.regex(fresh ?? '', /Correo electrónico/);
  t.notRegex(fresh ?? '', /RUN|44\.000\.001-0/);
  t.regex(stands ?? '', /44\.000\.001-0/);
});

test('[O15, protocol 28] what is new is asked, apart from what was agreed to before; a refusal revokes nothing of that', async (t) => {
  const app = await open(t);
  const { browser } = await agreed(app);
  const more = await goTo(app, 'privada', { scope: 'openid run phone' }, browser);
  t.regex(
    more.page.text,
    /Datos nuevos Celular: \+56 9 4000 0001 Lo que ya permitió Usted le dio permiso por primera vez el .* RUT: 44\.000\.001-0/,
  );
  t.is(errorOf(await say(app, more, 'no')), 'access_denied');
  t.deepEqual(
    (await stored(app)).map(({ scopes }) => scopes),
    [['openid', 'run']],
  );
  t.false(asks((await goTo(app, 'privada')).page));
  await say(app, await goTo(app, 'privada', { scope: 'openid run phone' }, browser), 'permitir');
  t.false(asks((await goTo(app, 'privada', { scope: 'openid phone' })).page));
});

test('[O15] scopes of an API are agreed to and remembered one by one', async (t) => {
  const app = await open(t);
  const params = { scope: 'openid certificados:leer', resource: API };
  const begun = await goTo(app, 'privada', params);
  t.regex(begun.page.text, /Actuar por usted en https:\/\/api\.consent\.example\/: certificados:leer/);
  await say(app, begun, 'permitir');
  const again = await goTo(app, 'privada', params);
  const { refresh_token = '' } = await redeem(again.client, answerOf(again.page), again.checks);
  const forApi = await oidc.refreshTokenGrant(again.client.config, refresh_token, { resource: API });
  t.is(forApi.scope, 'certificados:leer');
  const more = await goTo(app, 'privada', { ...params, scope: 'openid certificados:leer certificados:emitir' });
  t.true(asks(more.page));
});

test('[O15, threat 59, protocol 28] another purpose is asked again, and replaces the former', async (t) => {
  const app = await open(t);
  const { browser } = await agreed(app, 'privada', { scope: 'openid run email' });
  await app.rewrite('privada', { legal_basis: 'Ofrecerle otros cursos por correo' });
  const silent = await goTo(app, 'privada', { prompt: 'none' }, browser);
  t.is(errorOf(silent.page), 'consent_required');
  const again = await goTo(app, 'privada', {}, browser);
  t.regex(again.page.text, /ya había dado su permiso .* para otra cosa/);
  t.regex(again.page.text, /Para qué: Ofrecerle otros cursos por correo/);
  await say(app, again, 'permitir');
  const [row] = await stored(app);
  t.deepEqual([row?.purpose, row?.scopes], ['Ofrecerle otros cursos por correo', ['openid', 'run']]);
  t.true(asks((await goTo(app, 'privada', { scope: 'openid email' }, browser)).page), 'agreed to for the former only');
});

test('[threat 772] tokens and codes of before serve no more once the purpose is another, until the person agrees to it', async (t) => {
  const app = await open(t);
  const { browser, client, tokens } = await agreed(app, 'privada', { scope: 'openid run' });
  const coming = await goTo(app, 'privada', {}, browser);
  const refreshed = () => oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
  const isActive = async () => (await oidc.tokenIntrospection(client.config, tokens.access_token)).active;
  t.is(await userInfoStatus(app, tokens.access_token), 200);
  t.true(await isActive());
  await app.rewrite('privada', { legal_basis: 'Ofrecerle otros cursos por correo' });
  t.is(await userInfoStatus(app, tokens.access_token), 401);
  t.false(await isActive());
  t.is(await refusalOf(refreshed()), 'invalid_grant');
  t.is(await refusalOf(redeem(coming.client, answerOf(coming.page), coming.checks)), 'invalid_grant');
  const again = await goTo(app, 'privada', {}, browser);
  const given = await redeem(again.client, answerOf(await say(app, again, 'permitir')), again.checks);
  t.is(await userInfoStatus(app, given.access_token), 200);
  t.truthy((await oidc.refreshTokenGrant(client.config, given.refresh_token ?? '')).access_token);
});

test('[O15, threat 59] a consent is valid for the purpose that the page showed', async (t) => {
  const app = await open(t);
  const begun = await goTo(app, 'privada');
  await app.rewrite('privada', { legal_basis: 'Ofrecerle otros cursos por correo' });
  const page = await say(app, begun, 'permitir');
  t.true(asks(page) && page.text.includes('Ofrecerle otros cursos por correo'));
  t.deepEqual(await stored(app), []);
});

/** The cookies of one tab's sign-in, which a browser keeps by their path. */
const cookiesOf = ({ cookies }: Browser) => [...cookies].filter(([name]) => /^clave_(ingreso|retorno)/.test(name));

test('[O15] two tabs: a consent in one and a refusal in the other are answered each, and the consent stays', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const tabs = [];
  for (const scope of ['openid run', 'openid run email', 'openid run']) {
    const begun = await goTo(app, 'privada', { scope }, browser);
    tabs.push({ ...begun, cookies: cookiesOf(browser) });
  }
  const answers = [];
  for (const [place, tab] of tabs.entries()) {
    for (const [name, value] of tab.cookies) browser.cookies.set(name, value);
    answers.push(answerOf(await say(app, tab, place === 2 ? 'no' : 'permitir')).searchParams);
  }
  t.deepEqual(
    answers.map((answer) => (answer.has('code') ? 'code' : answer.get('error'))),
    ['code', 'code', 'access_denied'],
  );
  t.deepEqual(
    (await stored(app)).map(({ scopes }) => scopes.toSorted()),
    [['email', 'openid', 'run']],
  );
});

test('[O15] of two consents at the same moment both are kept', async (t) => {
  const { deps, database } = await open(t);
  const row = await database.run<{ id: string; subject_id: string }>((sql) =>
    sql('accounts').first('id', 'subject_id'),
  );
  const key = { subject: row.subject_id, actor: undefined, clientId: 'privada' };
  const give = (scope: string) =>
    deps.atomically(() =>
      deps.consents.give(row.id, key, { scopes: ['openid', scope], claims: [], apiScopes: [], purpose: 'Una' }),
    );
  await Promise.all(['run', 'email', 'phone', 'profile'].map(give));
  const { scopes = [] } = (await deps.consents.find(key)) ?? {};
  t.deepEqual(scopes.toSorted(), ['email', 'openid', 'phone', 'profile', 'run']);
});

test("[O15, threat 57, threat 58] SENCE's own native app asks for no consent; another one asks every time where any app may claim its address", async (t) => {
  const app = await open(t);
  const own = await goTo(app, 'app-sence', { redirect_uri: loopback });
  t.true(answerOf(own.page).searchParams.has('code'));
  const silent = await goTo(app, 'app-sence', { redirect_uri: loopback, prompt: 'none' }, own.browser);
  t.true(answerOf(silent.page).searchParams.has('code'));
  const { browser } = await agreed(app, 'app', { redirect_uri: loopback });
  const again = await goTo(app, 'app', { redirect_uri: loopback }, browser);
  t.true(asks(again.page));
  t.regex(again.page.text, /Lo que ya permitió/);
  t.is(
    errorOf((await goTo(app, 'app', { redirect_uri: loopback, prompt: 'none' }, browser)).page),
    'interaction_required',
  );
  const https = await agreed(app, 'app-https');
  t.false(asks((await goTo(app, 'app-https', {}, https.browser)).page));
});

test('[O15] «Desconectar» ends the consent, which Plataformas shows with its day and purpose', async (t) => {
  const app = await open(t);
  const { browser, client, tokens } = await agreed(app);
  const page = await goToCuenta(app, browser, '/plataformas');
  t.regex(page.text, /Permiso desde Hoy, .* Para qué A platform that only the tests know/);
  const disconnect = await goToCuenta(app, browser, '/plataformas/privada');
  await browser.send(disconnect, { accion: 'desconectar' });
  t.deepEqual(await stored(app), []);
  await t.throwsAsync(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? ''));
  t.true(asks((await goTo(app, 'privada', {}, browser)).page));
});

test('[O15] a client whose file was removed keeps its consent until the person disconnects it', async (t) => {
  const app = await open(t);
  await agreed(app);
  await app.rewrite('privada', { simulado: true, client_id: 'otra-casa' });
  const browser = await enterCuenta(app);
  t.regex((await goToCuenta(app, browser, '/plataformas')).text, /privada .* Permiso desde/);
  await browser.send(await goToCuenta(app, browser, '/plataformas/privada'), { accion: 'desconectar' });
  t.deepEqual(await stored(app), []);
});

test('[O15] a client that is disconnected while it signs the user in asks again, and has no grant', async (t) => {
  const app = await open(t);
  await agreed(app);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  const { consents, sessions } = app.deps;
  const find = consents.find.bind(consents);
  let disconnected = false;
  Object.assign(consents, {
    find: async (key: Parameters<typeof find>[0]) => {
      const found = await find(key);
      if (!disconnected) {
        disconnected = true;
        await consents.revoke(String(account?.id), 'privada');
        await sessions.endAt(String(account?.id), 'privada');
      }
      return found;
    },
  });
  t.true(asks((await goTo(app, 'privada')).page));
  t.true(disconnected);
  const grants = await app.database.run<object[]>((sql) =>
    sql('oidc_grant').whereRaw("payload ->> 'clientId' = 'privada'"),
  );
  t.deepEqual(grants, []);
});

test('[O15] a closed account, and a subject that is retired, have no consent any more', async (t) => {
  const app = await open(t);
  await agreed(app);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  await app.deps.accounts.close(String(account?.id));
  t.deepEqual(await stored(app), []);
});

test('[O15] a representative inherits no consent from another, nor from another person', async (t) => {
  const { deps, database, stop } = await open(t);
  t.truthy(stop);
  const [one, other] = await database.run<{ id: string; subject_id: string }[]>((sql) =>
    sql('accounts').limit(2).select('id', 'subject_id'),
  );
  const agreement = { scopes: ['openid'], claims: [], apiScopes: [], purpose: 'Una' };
  const key = { subject: String(one?.subject_id), clientId: 'privada' };
  await deps.consents.give(String(one?.id), { ...key, actor: other?.subject_id }, agreement);
  t.is(await deps.consents.find({ ...key, actor: undefined }), undefined);
  t.is(await deps.consents.find({ ...key, actor: key.subject }), undefined);
  t.like(await deps.consents.find({ ...key, actor: other?.subject_id }), agreement);
  t.true(await deps.consents.revoke(String(one?.id), 'privada'));
  t.false(await deps.consents.revoke(String(one?.id), 'privada'));
});
