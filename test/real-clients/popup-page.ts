import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';

/** The releases that a page may use: today's, and one that only polls whether its popup was closed. */
export type Release = 'oidc-client-ts' | 'oidc-client-ts-3.0';

const libraryOf = (release: Release): Buffer =>
  readFileSync(
    fileURLToPath(new URL(`../../node_modules/${release}/dist/browser/oidc-client-ts.min.js`, import.meta.url)),
  );

/**
 * A page that signs people in and out in a popup, with the unmodified library. Today's release gives up at a closed
 * popup where it is configured to (`popupAbortOnClose`); the older one always does.
 */
const page = (issuer: string, origin: string, clientId: string) => `<!doctype html><html lang="es">
<meta charset="utf-8"><title>Página</title><p id="estado">sin sesión</p>
<button id="entrar">Entrar</button> <button id="salir">Salir</button>
<button id="pregunta">Salir preguntando</button>
<script src="/oidc-client-ts.js"></script>
<script>
const manager = new oidc.UserManager({
  authority: '${issuer}', client_id: '${clientId}', redirect_uri: '${origin}/vuelta',
  popup_redirect_uri: '${origin}/vuelta', popup_post_logout_redirect_uri: '${origin}/adios',
  scope: 'openid profile email', loadUserInfo: true, automaticSilentRenew: false,
});
const say = (text) => { document.getElementById('estado').textContent = text; };
const on = (id, act) => document.getElementById(id).addEventListener('click', () => {
  say('espera');
  act().catch((error) => say('falla: ' + error.message));
});
on('entrar', async () => { const user = await manager.signinPopup({ popupAbortOnClose: true }); say('hola: ' + user.profile.name); });
on('salir', async () => { await manager.signoutPopup(); say('adiós'); });
// Without the ID token as hint the provider asks first.
on('pregunta', async () => {
  await manager.removeUser();
  await manager.signoutPopup();
  say('adiós');
});
if (location.pathname === '/vuelta') manager.signinPopupCallback();
if (location.pathname === '/adios') manager.signoutPopupCallback();
</script></html>`;

/** Everything that such a client serves: its page and the library. */
export function popupPages(issuer: string, origin: string, clientId: string, release: Release): RequestListener {
  const library = libraryOf(release);
  return ({ url }, response) => {
    const script = url === '/oidc-client-ts.js';
    response.writeHead(url === '/favicon.ico' ? 204 : 200, {
      'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8',
    });
    response.end(script ? library : url === '/favicon.ico' ? undefined : page(issuer, origin, clientId));
  };
}
