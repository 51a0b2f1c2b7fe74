import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';
import { serverOf } from '../helpers/database.ts';
import { productionEnv } from '../helpers/production-env.ts';

const env = { ...productionEnv, CAPTCHA_FIXED_ANSWER: '' };
const host = { host: 'clave.example', accept: 'text/html' };
const client = {
  client_id: 'ejemplo',
  client_name: 'Ejemplo',
  redirect_uris: ['https://ejemplo.example/vuelta'],
  token_endpoint_auth_method: 'none',
  scope: 'openid profile',
  first_party: true,
  sector: 'sence',
  legal_basis: 'Ley 19.518, artículo 1',
  contacts: ['soporte@ejemplo.example'],
};

async function open(t: ExecutionContext, clients: readonly object[] = []): Promise<TestApp> {
  const app = await openTestApp({ env, clients, seed: false });
  t.teardown(app.stop);
  return app;
}

test('production has neither mailbox nor gallery, and no page of the library for developers', async (t) => {
  const app = await open(t);
  for (const path of ['/buzon', '/buzon.json', '/galeria', '/interaction/x'])
    t.is((await ask(app.issuer, path, host)).status, 404, path);
  t.is((await ask(app.issuer, '/', host)).status, 200);
});

test('every address of discovery is of the issuer, though the request came in plain HTTP to another port', async (t) => {
  const app = await open(t);
  const { body } = await ask(app.issuer, '/.well-known/openid-configuration', host);
  const addresses = Object.entries(JSON.parse(body)).filter(([name]) => /endpoint$|_uri$|^issuer$/.test(name));
  t.true(addresses.length > 7);
  for (const [name, address] of addresses) t.true(String(address).startsWith('https://clave.example'), name);
});

test('[security 35] under https every cookie is Secure and HttpOnly and bound to this host; the session is sent with a POST', async (t) => {
  const app = await open(t, [client]);
  const query = new URLSearchParams({
    client_id: 'ejemplo',
    response_type: 'code',
    redirect_uri: 'https://ejemplo.example/vuelta',
    scope: 'openid',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    state: 'abc',
  });
  const { status, headers } = await ask(app.issuer, `/oidc/authorize?${query}`, host);
  t.is(status, 303);
  const cookies = headers['set-cookie'] ?? [];
  t.true(cookies.length >= 4, cookies.join('\n'));
  // Only a page sets the cookie of the browser; a request that redirects to one does not.
  const page = await ask(app.issuer, '/registro/natural', { ...host, accept: 'text/html' });
  cookies.push(...(page.headers['set-cookie'] ?? []));
  for (const cookie of cookies) t.regex(cookie, /; secure/i, cookie);
  for (const cookie of cookies) t.regex(cookie, /; httponly/i, cookie);
  const browser = cookies.find((cookie) => cookie.startsWith('__Host-cs_navegador='));
  t.regex(browser ?? '', /samesite=lax/i);
  t.is(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains');
});

test('[security 63] production refuses a database with simulated people', async (t) => {
  const development = await openTestApp();
  t.teardown(development.stop);
  const { createApp } = await import('../../src/app/app.ts');
  const { readConfig } = await import('../../src/config/config.ts');
  const opening = createApp({
    config: readConfig({ ...env, CLIENTS_DIR: 'test/helpers' }),
    connection: serverOf(development.owner),
    secretsKeys: ['k'.repeat(48)],
    env: {},
    standIn: undefined,
    log: development.worker.log as never,
  });
  await t.throwsAsync(opening, { message: /cuentas simuladas/ });
});

test('[A11] production refuses to start as the owner of its schema, and says how to correct it', async (t) => {
  const production = await open(t);
  const { createApp } = await import('../../src/app/app.ts');
  const { readConfig } = await import('../../src/config/config.ts');
  const opening = createApp({
    config: readConfig({ ...env, CLIENTS_DIR: 'test/helpers' }),
    connection: production.owner,
    secretsKeys: ['k'.repeat(48)],
    env: {},
    standIn: undefined,
    log: production.worker.log as never,
  });
  await t.throwsAsync(opening, {
    name: 'ConfigError',
    message: /podría cambiar el esquema.*database-roles escribe el SQL/s,
  });
});
