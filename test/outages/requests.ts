import { type Browser, formOf, openBrowser } from '../helpers/browser.ts';
import { basic, redirectUriOf } from '../helpers/client-app.ts';
import { crawl } from '../helpers/crawl.ts';
import { beginning, exchange, newCode, tokensOf } from '../helpers/proof/client-app.ts';
import { cookiesOf, fillRegistration } from '../helpers/proof/registrations.ts';
import { type Answer, type Asked, ask, type ServerProcess } from '../helpers/server-process.ts';

export const CLIENT = 'salida';

/** One request of a user or a client, ready to be sent at any moment. */
export interface Request {
  readonly name: string;
  /** Whether it cannot be answered without the database; undefined for pages, which the runs without a fault decide. */
  readonly needs?: boolean;
  send(): Promise<Answer>;
}

/** Every page that links lead to, the pages of sign-in, the most important forms, and the requests of clients. */
export async function everyRequest(server: ServerProcess): Promise<readonly Request[]> {
  const pages = (await crawl(server.issuer)).map(({ path }) => path);
  const own = ['/estado.json', '/.well-known/openid-configuration', '/oidc/jwks', '/live'];
  const plain = [...new Set([...pages, ...own])].map((path) => ({ name: path, send: () => ask(server, path) }));
  return [...plain, ...(await forms(server)), ...(await ofClients(server))];
}

async function forms(server: ServerProcess): Promise<readonly Request[]> {
  const registration = await fillRegistration(server, '44000003-7', 'salida@correo.example');
  const browser = openBrowser();
  const { to } = await beginning(server, CLIENT);
  const page = await browser.follow(await browser.get(to.href), server.issuer);
  const { action, hidden } = formOf(page);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer };
  const form = { ...hidden, rut: '44.000.001-0', clave: 'Lautaro-77' };
  return [
    { name: 'POST /registro/natural', needs: true, send: () => registration.send(server) },
    { name: 'POST sign-in', needs: true, send: () => ask(server, action, { headers, form }) },
  ];
}

async function ofClients(server: ServerProcess): Promise<readonly Request[]> {
  const browser = openBrowser();
  const tokens = tokensOf(await exchange(server, await newCode(server, browser, CLIENT)));
  const json = { accept: 'application/json' };
  const machine = { ...json, ...basic(CLIENT) };
  const post = (name: string, path: string, form: Asked['form'] = {}): Request => ({
    name,
    needs: true,
    send: () => ask(server, path, { headers: machine, form }),
  });
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const code = { grant_type: 'authorization_code', code: 'x'.repeat(43), redirect_uri: redirectUriOf(CLIENT) };
  return [
    post('POST /oidc/token refresh', '/oidc/token', refresh),
    post('POST /oidc/token code', '/oidc/token', { ...code, code_verifier: 'x'.repeat(43) }),
    post('POST /oidc/introspect', '/oidc/introspect', { token: tokens.access_token }),
    post('POST /oidc/revoke', '/oidc/revoke', { token: 'x'.repeat(43) }),
    {
      name: 'GET /oidc/userinfo',
      needs: true,
      send: () =>
        ask(server, '/oidc/userinfo', { headers: { ...json, authorization: `Bearer ${tokens.access_token}` } }),
    },
    ...(await signedIn(server, browser)),
  ];
}

async function signedIn(server: ServerProcess, browser: Browser): Promise<readonly Request[]> {
  await browser.follow(await browser.get(`${server.issuer}/cuenta`), server.issuer);
  const { to } = await beginning(server, CLIENT);
  const headers = { cookie: cookiesOf(browser) };
  const address = to.href.slice(server.issuer.length);
  return [
    { name: 'GET /oidc/authorize with a session', needs: true, send: () => ask(server, address, { headers }) },
    { name: 'GET /cuenta with a session', needs: true, send: () => ask(server, '/cuenta', { headers }) },
  ];
}
