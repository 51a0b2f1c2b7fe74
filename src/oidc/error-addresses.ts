import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { ERRORS_PATH, type ErrorCode, isAuthErrorCode, isErrorCode } from '../domain/authorization-errors.ts';
import type { Deps } from '../ports/deps.ts';

/**
 * Adds to each error the address of its explanation (`error_uri`: RFC 6749, 4.1.2.1 and 5.2), which the library leaves
 * out: in the redirect address of the client, and in JSON. A response by form_post has none.
 */
export function errorAddresses({ issuer }: Pick<Deps, 'issuer'>) {
  const addressOf = (code: ErrorCode): string => `${issuer}${ERRORS_PATH}#${code}`;
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (!ctx.path.startsWith('/oidc/')) return;
    if (ctx.status === 303) addToRedirect(ctx as unknown as KoaContextWithOIDC, addressOf);
    else if (ctx.status >= 400) addToJson(ctx, addressOf);
  };
}

function addToJson(ctx: Context, addressOf: (code: ErrorCode) => string): void {
  const { body } = ctx as { body: unknown };
  if (typeof body !== 'object' || body === null || !('error' in body) || !isErrorCode(body.error)) return;
  ctx.body = { ...body, error_uri: addressOf(body.error) };
}

function addToRedirect(ctx: KoaContextWithOIDC, addressOf: (code: ErrorCode) => string): void {
  const location = new URL(ctx.response.get('Location'), ctx.oidc?.issuer);
  const error = location.searchParams.get('error');
  if (!isErrorCode(error) || location.searchParams.has('code') || !leadsToClient(ctx, location)) return;
  location.searchParams.set('error_uri', addressOf(answerOf(ctx) ?? error));
  ctx.set('Location', location.href);
}

/** Nothing is added to an address that is not in the client's file and named in the request. */
function leadsToClient({ oidc }: KoaContextWithOIDC, location: URL): boolean {
  const asked = oidc?.params?.redirect_uri;
  if (typeof asked !== 'string' || !oidc.client?.redirectUriAllowed(asked)) return false;
  return withoutQuery(new URL(asked)) === withoutQuery(location);
}

function withoutQuery(address: URL): string {
  const bare = new URL(address);
  bare.search = '';
  return bare.href;
}

/** The server's own reason for ending the sign-in, if there is one. */
export function answerOf({ oidc, state }: KoaContextWithOIDC) {
  const result = oidc.entities.Interaction?.result as { readonly answer?: unknown } | undefined;
  return [state.answer, result?.answer].find(isAuthErrorCode);
}
