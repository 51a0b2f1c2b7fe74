import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { readConfig } from '../../src/config/config.ts';
import { withDevelopmentSecrets } from '../../src/dev/development.ts';
import { readClients } from '../../src/oidc/clients/load.ts';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, basic, beginSignIn, goThrough, openClient, post, redeem, rosa } from '../helpers/client-app.ts';

const directory = fileURLToPath(new URL('../../clients', import.meta.url));
const every = readdirSync(directory).map((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')));
/** The clients at which people sign in; an API alone has no address of return. */
const files = every.filter(({ redirect_uris }) => redirect_uris);

/** The environment of a development that creates its own secrets, in a folder of its own. */
function developmentEnv(t: ExecutionContext): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'var-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return withDevelopmentSecrets(readConfig({ CLIENTS_DIR: directory }), folder) as Record<string, string>;
}

test('the clients of the specification exist, simulated, with that in their names', (t) => {
  t.deepEqual(files.map(({ client_id }) => client_id).sort(), [
    'bono-trabajo-mujer',
    'despega-mipe',
    'elige-mejor',
    'gca',
    'lce',
    'rce',
    'rts',
    'subsidio-empleo-joven',
  ]);
  for (const { client_id, client_name, simulado, contacts, redirect_uris } of files) {
    t.true(simulado, client_id);
    t.regex(client_name, / \(simulad[oa]\)$/);
    for (const contact of contacts) t.regex(contact, /\.example$/);
    for (const address of redirect_uris) t.regex(address, /^http:\/\/localhost:\$\{EXAMPLE_PORT\}\/./);
  }
  t.is(new Set(files.flatMap(({ redirect_uris }) => redirect_uris)).size, files.length, 'each has a path of its own');
});

test('one more file is an API alone, which opens scopes to organisations', (t) => {
  const apis = every.filter(({ redirect_uris }) => !redirect_uris);
  t.deepEqual(
    apis.map(({ client_id, simulado }) => [client_id, simulado]),
    [['api-cursos', true]],
  );
  t.truthy(apis[0].resource_server.organisation_scopes.length);
});

test('the purpose and the basis of each are a sentence of at most twenty words', (t) => {
  for (const { client_id, legal_basis } of files) t.true(legal_basis.split(/\s+/).length <= 20, client_id);
});

test('no file has a secret; a fresh clone creates one for each that names one, and keeps it', (t) => {
  const env = developmentEnv(t);
  const named = every.flatMap(({ client_secret_env }) => client_secret_env ?? []);
  t.is(named.length, 8);
  t.is(new Set(named.map((name) => env[name])).size, 8, 'each its own');
  for (const file of every) t.false('client_secret' in file);
  t.is(readClients({ directory, production: false, env }).length, every.length);
});

test('a secret that the environment names is used as it is', (t) => {
  t.teardown(() => void delete process.env.RCE_SECRET);
  process.env.RCE_SECRET = 'r'.repeat(40);
  t.is(developmentEnv(t).RCE_SECRET, 'r'.repeat(40));
});

test('every one of them signs Rosa in, and requests no more than its file opens', async (t) => {
  const env = developmentEnv(t);
  const app = await openTestApp({ env: { ...env, THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(app.stop);
  for (const { client_id, client_secret_env, scope, token_endpoint_auth_method } of files) {
    const redirect_uri = `http://localhost:${env.EXAMPLE_PORT}/${client_id === 'despega-mipe' ? '' : `${client_id}/`}vuelta`;
    const secret = env[client_secret_env];
    const auth = {
      client_secret_basic: oidc.ClientSecretBasic,
      client_secret_post: oidc.ClientSecretPost,
      none: oidc.None,
    }[token_endpoint_auth_method as 'client_secret_basic'](secret ?? '');
    const algorithm = client_id === 'subsidio-empleo-joven' ? { id_token_signed_response_alg: 'RS256' } : {};
    const client = await openClient(app, client_id, auth, algorithm);
    const { checks, to } = await beginSignIn(client, { redirect_uri, scope });
    const tokens = await redeem(client, answerOf(await goThrough(openBrowser(), to, rosa)), checks);
    t.is(tokens.scope, scope, client_id);
  }
  const page = await openBrowser().get(`${app.issuer}/privacidad`);
  for (const { client_name, legal_basis } of files)
    t.true(page.text.includes(`${client_name} ${legal_basis} un código propio de esa plataforma`), client_name);
});

test('a page of Elige Mejor may redeem its code and call userinfo; a page of another origin may not, nor one of a client with a secret', async (t) => {
  const env = developmentEnv(t);
  const app = await openTestApp({ env: { ...env, THROTTLES: 'off', CLIENTS_DIR: directory } });
  t.teardown(app.stop);
  const own = `http://localhost:${env.EXAMPLE_PORT}`;
  const redirect_uri = `${own}/elige-mejor/vuelta`;
  const codeFor = async () => {
    const client = await openClient(app, 'elige-mejor', oidc.None());
    const { checks, to } = await beginSignIn(client, { redirect_uri });
    const code = answerOf(await goThrough(openBrowser(), to, rosa)).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', client_id: 'elige-mejor', code, redirect_uri };
    return { ...fields, code_verifier: checks.verifier };
  };
  const redeemFrom = async (origin: string) =>
    fetch(`${app.issuer}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams(await codeFor()),
      headers: { origin },
    });
  const answer = await redeemFrom(own);
  t.is(answer.status, 200);
  t.is(answer.headers.get('access-control-allow-origin'), own);
  const { access_token } = (await answer.json()) as { access_token: string };
  for (const [origin, status] of [
    [own, 200],
    ['https://mala.example', 400],
  ] as const) {
    const headers = { origin, authorization: `Bearer ${access_token}` };
    const answer = await fetch(`${app.issuer}/oidc/userinfo`, { headers });
    t.is(answer.status, status, origin);
    t.is(answer.headers.get('access-control-allow-origin'), status === 200 ? origin : null);
  }
  const elsewhere = await redeemFrom('https://mala.example');
  t.deepEqual([elsewhere.status, elsewhere.headers.get('access-control-allow-origin')], [400, null]);
  const confidential = await post(
    app,
    '/oidc/token',
    { grant_type: 'authorization_code', code: 'x' },
    {
      ...basic('rce', env.RCE_SECRET),
      origin: own,
    },
  );
  t.is(confidential.body.error, 'invalid_request');
});
