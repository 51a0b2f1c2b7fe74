import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';

const library = readFileSync(
  fileURLToPath(new URL('../../node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js', import.meta.url)),
);

/** Which client a page is, and where it keeps its user: each tab its own, or all tabs together. */
export interface SpaKind {
  readonly clientId: string;
  readonly store: 'sessionStorage' | 'localStorage';
}

/** A page without a server: oidc-client-ts unmodified, with the issuer and the client_id alone as settings. */
const page = (
  issuer: string,
  origin: string,
  { clientId, store }: SpaKind,
) => `<!doctype html><html lang="es"><meta charset="utf-8"><title>Página</title>
<main><h1>Página</h1><p id="estado">sin sesión</p>
<button id="entrar">Entrar</button> <button id="renovar">Renovar</button>
<button id="silencio">En silencio</button>
<button id="revocar">Revocar</button> <button id="salir">Salir</button></main>
<script src="/oidc-client-ts.js"></script>
<script>
const manager = new oidc.UserManager({
  authority: '${issuer}', client_id: '${clientId}', redirect_uri: '${origin}/vuelta',
  post_logout_redirect_uri: '${origin}/adios', scope: 'openid profile email', loadUserInfo: true,
  automaticSilentRenew: false, userStore: new oidc.WebStorageStateStore({ store: ${store} }),
});
const say = (text) => { document.getElementById('estado').textContent = text; };
const run = (act) => act().catch((error) => say('falla: ' + error.message));
const on = (id, act) => document.getElementById(id).addEventListener('click', () => run(act));
on('entrar', () => manager.signinRedirect());
on('silencio', () => manager.signinRedirect({ prompt: 'none' }));
on('salir', () => manager.signoutRedirect());
on('renovar', async () => { const user = await manager.signinSilent(); say('renovada: ' + user.profile.sub); });
on('revocar', async () => { await manager.revokeTokens(['access_token', 'refresh_token']); say('revocada'); });
if (location.pathname === '/vuelta') run(async () => {
  const user = await manager.signinRedirectCallback();
  history.replaceState(null, '', '/');
  say('hola: ' + user.profile.name);
});
if (location.pathname === '/adios') run(async () => { await manager.signoutRedirectCallback(); say('adiós'); });
</script></html>`;

/** Everything that such a client serves: its page and the library. */
export function spaPages(
  issuer: string,
  origin: string,
  kind: SpaKind = { clientId: 'pagina', store: 'sessionStorage' },
): RequestListener {
  return ({ url }, response) => {
    const script = url === '/oidc-client-ts.js';
    response.writeHead(url === '/favicon.ico' ? 204 : 200, {
      'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8',
    });
    response.end(script ? library : url === '/favicon.ico' ? undefined : page(issuer, origin, kind));
  };
}
