/** The addresses of the provider; the others are pages of Clave Sence. */
export const routes = {
  authorization: '/oidc/authorize',
  code_verification: '/dispositivo',
  device_authorization: '/oidc/device',
  end_session: '/oidc/logout',
  introspection: '/oidc/introspect',
  jwks: '/oidc/jwks',
  pushed_authorization_request: '/oidc/par',
  registration: '/oidc/register',
  revocation: '/oidc/revoke',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
} as const;

/** Addresses beside the protocol's that only machines request. */
const others: ReadonlySet<string> = new Set(['/live', '/ready', '/metrics', '/estado.json', '/plataformas.json']);

/** Below `/oidc/` a user's browser goes only where a sign-in begins or ends. */
const ofPeople = [routes.authorization, routes.end_session];

/** Whether only machines request this address: its errors are JSON whatever is accepted, and it knows no browser. */
export function isMachinePath(path: string): boolean {
  if (others.has(path)) return true;
  if (path.startsWith('/.well-known/')) return path !== '/.well-known/change-password';
  return path.startsWith('/oidc/') && !ofPeople.some((page) => path === page || path.startsWith(`${page}/`));
}
