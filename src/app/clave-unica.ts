import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { showError } from '../http/error-page.ts';
import { textsOf } from '../http/page.ts';
import type { ClaveUnicaClients } from '../ports/clave-unica.ts';
import { pageOf } from './provider-pages.ts';

/** ClaveÚnica's addresses and methods, and ours behind them; with and without a trailing slash. */
const addresses: Readonly<Record<string, string>> = {
  'GET /openid/authorize': '/oidc/authorize',
  'POST /openid/token': '/oidc/token',
  'POST /openid/userinfo': '/oidc/userinfo',
  'GET /openid/userinfo': '/oidc/userinfo',
  'GET /api/v1/accounts/app/logout': '/oidc/logout',
};

/** A client that was not written for ClaveÚnica used one of its addresses. */
class WrongDoor extends Error {}

/** Answers at ClaveÚnica's addresses as at ours, only for the clients that were written for it. */
export function claveUnicaAddresses(clients: ClaveUnicaClients) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const to = addresses[`${ctx.method} ${ctx.path.replace(/\/$/, '')}`];
    if (!to) return next();
    if (to === '/oidc/authorize' && !(await clients.serves(String(ctx.query.client_id)))) return refuse(ctx);
    if (to === '/oidc/logout') ctx.url = logoutFor(clients, ctx.query.redirect);
    else ctx.path = to;
    // Some of them post an empty JSON there; the token in the header suffices.
    if (to === '/oidc/userinfo') delete ctx.req.headers['content-type'];
    ctx.state.claveUnica = true;
    try {
      await next();
    } catch (error) {
      if (!(error instanceof WrongDoor)) throw error;
      return refuseMachine(ctx);
    }
    if (to === '/oidc/token' && ctx.status === 200) Object.assign(ctx.body as object, { token_type: 'bearer' });
  };
}

/** Runs within the transaction: what was issued at an address of ClaveÚnica to another client is rolled back. */
export function claveUnicaOnly(clients: ClaveUnicaClients) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (!ctx.state.claveUnica || !['/oidc/token', '/oidc/userinfo'].includes(ctx.path)) return;
    const { client } = (ctx as unknown as KoaContextWithOIDC).oidc;
    if (client && !(await clients.serves(client.clientId))) throw new WrongDoor();
  };
}

/** Our rule applies: the user is asked, and the browser is not redirected to an unregistered address. */
function logoutFor(clients: ClaveUnicaClients, redirect: unknown): string {
  const clientId = typeof redirect === 'string' ? clients.leavingTo(redirect) : undefined;
  if (clientId === undefined) return '/oidc/logout';
  const asked = { client_id: clientId, post_logout_redirect_uri: String(redirect) };
  return `/oidc/logout?${new URLSearchParams(asked)}`;
}

const refuse = (ctx: Context): void =>
  showError(ctx, { ...pageOf(textsOf(ctx), 'client'), error: { code: 'invalid_client' } });

function refuseMachine(ctx: Context): void {
  const refusal = {
    error: 'invalid_client',
    error_description: 'this address serves platforms written for ClaveUnica',
  };
  ctx.status = 401;
  ctx.body = refusal;
  ctx.state.refusal = refusal;
}
