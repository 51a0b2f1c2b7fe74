/**
 * Where a user may be in the middle of a client's sign-in or logout, also in a popup that the client opened: the
 * endpoints, their pages, and the journeys that the pages of a sign-in lead through. An address includes all below it.
 */
const duringASignIn = [
  '/oidc',
  '/openid',
  '/api/v1/accounts/app/logout',
  '/ingresar',
  '/salir',
  '/dispositivo',
  '/registro',
  '/recuperar',
  '/cambiar',
  '/actualizar',
  '/confirmar',
  '/facilitador',
  '/clave-antigua',
  '/alguien-registro-mi-rut',
  '/atencion',
  '/ya-tengo-run',
].map((start) => ({ start, below: `${start}/` }));

/**
 * Whether the page that opened this one keeps its reference to the window. `Cross-Origin-Opener-Policy: same-origin`
 * (HTML, 7.1.3) cuts it, and a client that looks at `popup.closed` then takes the sign-in for abandoned
 * (oidc-client-ts).
 */
export const keepsOpener = (path: string): boolean =>
  duringASignIn.some(({ start, below }) => path === start || path.startsWith(below));
