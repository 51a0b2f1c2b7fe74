// Node 20 o posterior: npm install openid-client@6.8.9 && CLAVE_SENCE_SECRET=... node app.mjs
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as oidc from 'openid-client';

const issuer = new URL('http://localhost:3000');
const origin = 'http://localhost:8080';
const auth = oidc.ClientSecretBasic(process.env.CLAVE_SENCE_SECRET);
// Se comprueba la firma de cada ID token. Sin https, solo mientras prueba en su computador.
const execute = [oidc.enableNonRepudiationChecks];
if (issuer.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
const config = await oidc.discovery(issuer, 'mi-plataforma', {}, auth, { execute });

/** Lo que se sabe de cada navegador, por su cookie. En producción: en una base de datos, y la cookie con Secure. */
const sessions = new Map();
const safe = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Una sesión nueva, con un valor de cookie nuevo, y adónde sigue el navegador. */
function go(response, session, to) {
  const id = randomUUID();
  sessions.set(id, session);
  response.writeHead(303, { location: to, 'set-cookie': `sesion=${id}; Path=/; HttpOnly; SameSite=Lax` }).end();
}

async function answer({ pathname, href }, session, response) {
  if (pathname === '/ingresar') {
    const checks = { pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
    Object.assign(checks, { expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() });
    const code_challenge = await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier);
    const sent = { code_challenge, code_challenge_method: 'S256', redirect_uri: `${origin}/vuelta` };
    Object.assign(sent, { scope: 'openid profile email', state: checks.expectedState, nonce: checks.expectedNonce });
    return go(response, { checks }, oidc.buildAuthorizationUrl(config, sent).href);
  }
  if (pathname === '/vuelta') {
    if (!session.checks) throw new Error('este navegador no comenzó un ingreso');
    const tokens = await oidc.authorizationCodeGrant(config, new URL(href), session.checks);
    const user = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    return go(response, { user, hint: tokens.id_token }, '/');
  }
  if (pathname === '/salir') {
    const sent = { id_token_hint: session.hint ?? '', post_logout_redirect_uri: `${origin}/` };
    return go(response, {}, oidc.buildEndSessionUrl(config, sent).href);
  }
  const { user } = session;
  const signedIn = user && `<p>Hola, ${safe(user.name)} (${safe(user.email)})<p>sub: ${safe(user.sub)}`;
  const page = signedIn ? `${signedIn}<p><a href="/salir">Salir</a>` : '<a href="/ingresar">Ingresar con Clave Sence</a>';
  response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><title>Plataforma</title>${page}`);
}

createServer((request, response) => {
  const id = /(?:^|; )sesion=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const session = sessions.get(id) ?? {};
  if (request.url !== '/') sessions.delete(id);
  answer(new URL(request.url, origin), session, response).catch((error) => {
    console.error(error);
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('El ingreso no se completó.');
  });
}).listen(8080, 'localhost');
