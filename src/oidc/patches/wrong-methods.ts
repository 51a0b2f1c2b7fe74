import type { Context, Next } from 'koa';
import { routes } from '../routes.ts';

const read: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const written: readonly string[] = ['POST', 'OPTIONS'];

/** The methods that each machine address accepts. */
const methods: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['/live', ['GET', 'HEAD']],
  ['/ready', ['GET', 'HEAD']],
  ['/metrics', ['GET', 'HEAD']],
  ['/estado.json', ['GET', 'HEAD']],
  ['/plataformas.json', ['GET', 'HEAD']],
  ['/.well-known/security.txt', ['GET', 'HEAD']],
  ['/.well-known/openid-configuration', read],
  ['/.well-known/oauth-authorization-server', read],
  [routes.jwks, read],
  [routes.token, written],
  [routes.introspection, written],
  [routes.revocation, written],
  [routes.pushed_authorization_request, written],
  [routes.device_authorization, written],
  [routes.userinfo, ['GET', 'HEAD', 'POST', 'OPTIONS']],
]);

/**
 * The library answers 404 to a method that an address does not accept. From here on it is 405, and `Allow` lists the
 * accepted ones (RFC 9110, 15.5.6); the same for OPTIONS that is no preflight, with 204.
 */
export function wrongMethods({ registers }: { readonly registers: boolean }) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (ctx.status !== 404 || ctx.body !== undefined) return;
    const allowed = methods.get(ctx.path) ?? (registers ? ofRegistration(ctx.path) : undefined);
    // An accepted method that finds nothing, as metrics for an unauthorised caller, stays 404.
    if (!allowed || (allowed.includes(ctx.method) && ctx.method !== 'OPTIONS')) return;
    ctx.set('Allow', allowed.join(', '));
    ctx.status = ctx.method === 'OPTIONS' && allowed.includes('OPTIONS') ? 204 : 405;
  };
}

/** The registration endpoint (RFC 7591, 3), and the address of each registered client (RFC 7592, 2). */
function ofRegistration(path: string): readonly string[] | undefined {
  if (path === routes.registration) return ['POST'];
  const [, id] = path.split(`${routes.registration}/`);
  return id && !id.includes('/') ? ['GET', 'HEAD', 'PUT', 'DELETE'] : undefined;
}
