import test from 'ava';
import * as oidc from 'openid-client';
import { rateLimits } from '../../src/domain/throttle.ts';
import { readDocument } from '../../src/oidc/clients/document-read.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Send, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  type ClientApp,
  openClient,
  redeem,
  rosa,
  userInfo,
  userInfoStatus,
} from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { type DocumentHost, openDocumentHost } from '../helpers/document-host.ts';
import { openServer } from '../helpers/local-http.ts';

let host: DocumentHost;
let app: TestApp;

test.before(async () => {
  host = await openDocumentHost();
  app = await openTestApp({ env: { SANDBOX: 'yes', SANDBOX_CA_FILE: host.caFile }, clients: [] });
});

test.after.always(async () => {
  await app?.stop();
  await host?.close();
});

const redirect_uri = 'http://localhost:8080/vuelta';
const minimal = { client_name: 'Curso por documento', redirect_uris: [redirect_uri] };

const clientAt = (id: string): Promise<ClientApp> =>
  openClient(app, id, oidc.None(), { id_token_signed_response_alg: 'RS256' });

/** The page at the authorization endpoint for a client id. */
const pageOf = (id: string, issuer = app.issuer): Promise<Visit> =>
  openBrowser().get(
    `${issuer}/oidc/authorize?${new URLSearchParams({ client_id: id, response_type: 'code', scope: 'openid', redirect_uri })}`,
  );

/** Rosa gives her key and allows what is asked; the redirect to the client. */
async function goOn(begun: Visit, browser = openBrowser()): Promise<URL> {
  const consent = await browser.follow(await browser.send(begun, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  return answerOf(await browser.follow(await browser.send(consent, { accion: 'permitir' }), app.issuer));
}

async function begin(client: ClientApp) {
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client, { redirect_uri, scope: 'openid profile run' });
  return { browser, checks, login: await browser.follow(await browser.get(to.href), app.issuer) };
}

const discovery = async (issuer: string) =>
  (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;

test.serial(
  '[threat 630, protocol 125] a client that registered nothing signs a person in, by the document at its client_id',
  async (t) => {
    const id = host.serve('/primera', minimal);
    t.true((await discovery(app.issuer)).client_id_metadata_document_supported);
    const client = await clientAt(id);
    const { browser, checks, login } = await begin(client);
    const tokens = await redeem(client, await goOn(login, browser), checks);
    t.like(await userInfo(client, tokens), { rut: '44000001-0', name: 'Rosa Elena Soto Díaz' });
    t.deepEqual(
      host.asked.filter((path) => path === '/primera'),
      ['/primera'],
    );
  },
);

test.serial(
  '[threat 738] disconnecting a client of a metadata document ends its tokens, sessions and consent',
  async (t) => {
    const id = host.serve('/desconectada', minimal);
    const client = await clientAt(id);
    const { browser, checks, login } = await begin(client);
    const tokens = await redeem(client, await goOn(login, browser), checks);
    const list = await goToCuenta(app, browser, '/plataformas');
    const [, href = ''] = /href="(\/cuenta\/plataformas\/https[^"]*desconectada)"/.exec(list.html) ?? [];
    const page = await browser.get(app.issuer + href);
    t.regex(page.text, /¿Desconectar Curso por documento\?/);
    await browser.send(page, { accion: 'desconectar' });
    t.is(await userInfoStatus(app, tokens.access_token), 401);
    const rowsAt = (table: string) => app.database.run<object[]>((sql) => sql(table).where({ client_id: id }));
    t.deepEqual([await rowsAt('consents'), await rowsAt('platform_uses')], [[], []]);
    const silent = await beginSignIn(client, { redirect_uri, scope: 'openid', prompt: 'none' });
    t.is(answerOf(await browser.get(silent.to.href)).searchParams.get('error'), 'consent_required');
  },
);

for (const [what, path, document, says] of [
  ['first_party', '/a1', { first_party: true }, 'first_party'],
  ['a sector', '/a2', { sector: 'sence' }, 'sector'],
  ['a legal basis', '/a3', { legal_basis: 'Función legal de SENCE' }, 'legal_basis'],
  ['a minimum identity', '/a4', { minimum_identity: 'declarada' }, 'minimum_identity'],
  ['a profile', '/a5', { claims_profile: 'claveunica' }, 'claims_profile'],
  ['no PKCE', '/a6', { require_pkce: false }, 'require_pkce'],
  ['a logo', '/a7', { logo: 'sence.png' }, 'logo'],
  ['events', '/a8', { security_events: {} }, 'security_events'],
  ['a secret', '/a9', { client_secret: 'x'.repeat(40) }, 'client_secret'],
  ['a secret that ends', '/a10', { client_secret_expires_at: 0 }, 'client_secret_expires_at'],
  [
    'a method with a secret',
    '/a11',
    { token_endpoint_auth_method: 'client_secret_basic' },
    'token_endpoint_auth_method',
  ],
  ['a grant without a person', '/a12', { grant_types: ['client_credentials'] }, 'grant_types'],
  ['another client_id', '/a13', { client_id: 'https://localhost/otro' }, 'another client_id'],
  ['a plain redirect', '/a14', { redirect_uris: ['http://curso.example/vuelta'] }, 'redirect_uris'],
  [
    'keys in a private network',
    '/a15',
    { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://10.0.0.7/k' },
    'jwks_uri',
  ],
  ['the name of a key of the State', '/a16', { client_name: 'Clave Única' }, 'client_name'],
] as const) {
  test.serial(
    `[threat 631, protocol 119, protocol 120] a document with ${what} is refused with the field, and nothing goes to its redirect address`,
    async (t) => {
      const page = await pageOf(host.serve(path, { ...minimal, ...document }));
      t.deepEqual([page.status, page.headers.get('location')], [400, null]);
      t.true(page.text.includes(says), page.text.slice(0, 400));
      t.regex(page.text, /invalid_client_metadata|invalid_redirect_uri/);
    },
  );
}

test.serial(
  '[threat 632, protocol 121] a document that redirects, is too long, is no JSON or is not there is refused',
  async (t) => {
    const sent = (status: number, headers: Record<string, string>, body: string | Buffer) => (place: string) =>
      host.answer(place, (_request, response) => response.writeHead(status, headers).end(body));
    const json = { 'content-type': 'application/json' };
    const padded = JSON.stringify({ ...minimal, client_id: host.at('/b2'), software_id: 'x'.repeat(6000) });
    for (const [place, serve, says] of [
      ['/b1', sent(302, { location: host.at('/primera') }, ''), 'redirects'],
      ['/b2', sent(200, json, padded), 'longer than 5120 bytes'],
      ['/b3', sent(200, json, Buffer.alloc(1_048_576, 32)), 'longer than 5120 bytes'],
      ['/b4', sent(200, { 'content-type': 'text/html' }, '<h1>Hola</h1>'), 'application/json'],
      ['/b5', sent(200, json, '[]'), 'not a JSON object'],
      ['/b6', sent(404, json, '{}'), 'answers 404'],
    ] as const) {
      const page = await pageOf(serve(place));
      t.is(page.status, 400, place);
      t.true(page.text.includes(says), `${place}: ${page.text.slice(0, 400)}`);
    }
  },
);

test.serial(
  '[threat 633, protocol 118, protocol 123] no document is fetched from a private address, by http, or under another spelling',
  async (t) => {
    const before = host.asked.length;
    for (const id of [
      'https://10.0.0.7/c',
      'https://127.0.0.2:9/c',
      'https://[::1]/c',
      'https://169.254.169.254/c',
      'https://base.internal/c',
      'https://localhost.local/c',
      'https://8.8.8.8/c',
      'https://user@curso.example/c',
      'https://curso.example/c#a',
      'https://curso.example/c?x=1',
      'https://curso.example/a/../c',
      'https://CURSO.example/c',
      'https://curso.example',
      `https://curso.example/${'x'.repeat(300)}`,
    ]) {
      const page = await pageOf(id);
      t.is(page.status, 400, id);
      t.regex(page.text, /client_id (must|.*(never called|reached))/, `${id}: ${page.text.slice(0, 300)}`);
    }
    t.is((await pageOf(host.at('/primera').replace('https:', 'http:'))).status, 400);
    t.is(host.asked.length, before);
  },
);

test.serial(
  '[threat 634, protocol 124] a document that changes under way takes effect in no sign-in that began before',
  async (t) => {
    const id = host.serve('/cambia', minimal);
    const client = await clientAt(id);
    const { browser, checks, login } = await begin(client);
    const changed = host.serve('/cambia', { client_name: 'Otra cosa', redirect_uris: ['http://localhost:9999/otra'] });
    t.is(changed, id);
    app.advance(61_000);
    t.is((await pageOf(id)).status, 400, 'a new sign-in has the new document, without this redirect address');
    const answer = await goOn(login, browser);
    t.is(answer.origin + answer.pathname, redirect_uri);
    t.truthy((await redeem(client, answer, checks)).access_token);
  },
);

/** Sends what is for the app to another instance of it, under the name of the issuer. */
async function sendTo(other: Pick<TestApp, 'handle'>): Promise<{ send: Send; close(): Promise<void> }> {
  const { host: name } = new URL(app.issuer);
  const { port, close } = await openServer((request, response) => {
    const { rawHeaders } = request;
    rawHeaders[rawHeaders.findIndex((one) => one.toLowerCase() === 'host') + 1] = name;
    request.headers.host = name;
    other.handle(request, response);
  }, 'localhost');
  const send: Send = (url, init) => fetch(url.replace(app.issuer, `http://localhost:${port}`), init);
  return { send, close };
}

test.serial(
  '[threat 634, protocol 126] two instances keep one document, and a sign-in goes on at either with that of its beginning',
  async (t) => {
    const beside = await sendTo(await app.beside());
    t.teardown(beside.close);
    let instance: Send = fetch;
    const browser = openBrowser((url, init) => instance(url, init));
    const id = host.serve('/comun', minimal);
    // The budget of the network is new again.
    app.advance(11 * 60_000);
    const client = await clientAt(id);
    const { checks, to } = await beginSignIn(client, { redirect_uri, scope: 'openid profile run' });
    const login = await browser.follow(await browser.get(to.href), app.issuer);
    instance = beside.send;
    t.is((await browser.get(to.href)).status, 303);
    t.is(host.asked.filter((path) => path === '/comun').length, 1, 'the other instance reads the kept row');
    host.serve('/comun', { ...minimal, redirect_uris: ['http://localhost:9999/otra'] });
    app.advance(61_000);
    t.is((await browser.get(to.href)).status, 400, 'the other instance has the new document');
    t.is((await pageOf(id)).status, 400, 'and so has this one, by the shared row');
    t.is(host.asked.filter((path) => path === '/comun').length, 2);
    const answer = await goOn(login, browser);
    t.is(answer.origin + answer.pathname, redirect_uri);
    t.truthy((await redeem(client, answer, checks)).access_token);
  },
);

test.serial(
  '[threat 635, protocol 122] a document is fetched once in its time, a wrong one once in a minute, whatever is asked',
  async (t) => {
    const asked = (path: string) => host.asked.filter((one) => one === path).length;
    const good = host.serve('/buena', minimal, { 'cache-control': 'max-age=120' });
    const wrong = host.serve('/mala', { ...minimal, first_party: true });
    for (const _ of [1, 2, 3]) {
      await pageOf(good);
      await pageOf(wrong);
    }
    t.deepEqual([asked('/buena'), asked('/mala')], [1, 1]);
    app.advance(61_000);
    await pageOf(good);
    await pageOf(wrong);
    t.deepEqual([asked('/buena'), asked('/mala')], [1, 2]);
    app.advance(60_000);
    await Promise.all([pageOf(good), pageOf(good), pageOf(good)]);
    t.is(asked('/buena'), 2);
  },
);

test.serial(
  '[threat 636] a network that asks for too many documents gets a coded page, and what is kept still serves',
  async (t) => {
    const kept = host.serve('/queda', minimal, { 'cache-control': 'max-age=3600' });
    app.advance(11 * 60_000);
    await pageOf(kept);
    const { limit } = rateLimits.documentsByNetwork;
    const pages = await Promise.all(Array.from({ length: limit }, (_, n) => pageOf(host.at(`/nada-${n}`))));
    const refused = pages.filter(({ status }) => status === 429);
    t.is(refused.length, 1);
    t.regex(refused[0]?.text ?? '', /temporarily_unavailable/);
    t.not((await pageOf(kept)).status, 429);
  },
);

test('[threat 632] a host that is slow, is not trusted or is private is refused, each with its reason', async (t) => {
  const fault = (name: string, message = '') => Object.assign(new Error(message), { name });
  for (const [thrown, says] of [
    [fault('TimeoutError'), /did not answer in time$/],
    [fault('Error', 'self-signed certificate'), /could not be reached by https$/],
    [fault('EgressRefused', 'a private address is never called'), /is at an address that is never called$/],
    [fault('EgressRefused', 'the answer is too long'), /is longer than 5120 bytes$/],
  ] as const) {
    const refused = await t.throwsAsync(readDocument(() => Promise.reject(thrown), 'https://curso.example/c'));
    t.regex((refused as Error & { error_description: string }).error_description, says);
  }
});

test('[threat 637] outside of a sandbox no document is fetched, and discovery says nothing of it', async (t) => {
  const { productionEnv } = await import('../helpers/production-env.ts');
  const other = await openTestApp({ env: { ...productionEnv, CAPTCHA_FIXED_ANSWER: '' }, seed: false });
  t.teardown(other.stop);
  const { ask } = await import('../helpers/ask.ts');
  const names = { host: 'clave.example', accept: 'application/json' };
  t.false((await ask(other.issuer, '/.well-known/openid-configuration', names)).body.includes('metadata_document'));
  const id = host.serve('/produccion', minimal);
  const page = await ask(other.issuer, `/oidc/authorize?client_id=${encodeURIComponent(id)}`, names);
  t.is(page.status, 400);
  t.false(host.asked.includes('/produccion'));
});
