import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cacheFolder, runTool, startProgram } from '../program.ts';
import type { Place, Stranger } from '../stranger.ts';

const MODULE = 'github.com/oauth2-proxy/oauth2-proxy/v7';
const VERSION = 'v7.15.6';
const folder = () => cacheFolder('oauth2-proxy');

/** oauth2-proxy in front of an application that shows the data of the person that it receives. */
export const oauth2Proxy: Stranger = {
  id: 'oauth2-proxy',
  title: 'oauth2-proxy (Go)',
  file: (origin) => ({
    redirect_uris: [`${origin}/oauth2/callback`],
    post_logout_redirect_uris: [`${origin}/ping`],
  }),
  async build() {
    await runTool(['go', 'install', `${MODULE}@${VERSION}`], { env: { ...process.env, GOBIN: folder() } });
    return VERSION;
  },
  start,
  home: '/',
  // It forwards e-mail and subject, and no name.
  shows: ['"x-forwarded-email":"rosa@correo.example"', 'x-forwarded-user'],
  token: '/',
  /** As in its documentation: its own sign_out, which continues to the provider's. */
  async leave(page, { issuer, origin }) {
    const out = new URLSearchParams({ client_id: 'oauth2-proxy', post_logout_redirect_uri: `${origin}/ping` });
    const to = encodeURIComponent(`${issuer}/oidc/logout?${out}`);
    await page.goto(`${origin}/oauth2/sign_out?rd=${to}`);
  },
  takesLogoutTokens: false,
};

async function start(place: Place): Promise<void> {
  const application = await openApplication(place);
  const settings = {
    'http-address': `127.0.0.1:${place.port}`,
    upstream: application,
    provider: 'oidc',
    'oidc-issuer-url': place.issuer,
    'client-id': 'oauth2-proxy',
    'client-secret': place.secret,
    'redirect-url': `${place.origin}/oauth2/callback`,
    'code-challenge-method': 'S256',
    scope: 'openid profile email',
    'email-domain': '*',
    'cookie-secret': place.secret.slice(0, 32),
    'cookie-secure': 'false',
    'cookie-refresh': '1s',
    'skip-provider-button': 'true',
    'pass-access-token': 'true',
    'whitelist-domain': new URL(place.issuer).host,
  };
  const named = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  await startProgram([`${folder()}/oauth2-proxy`, ...named], `${place.origin}/ping`, place.closers);
}

/** The application behind it: it shows the headers with which oauth2-proxy names the person. */
async function openApplication({ closers }: Place): Promise<string> {
  const server = createServer(({ headers }, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(forwarded(headers)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const forwarded = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-forwarded-')));
