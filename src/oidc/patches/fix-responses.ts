import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Corrects the library's response before it is sent, where it states less than the standard requires or something else.
 */
export async function fixResponses(ctx: Context, next: Next): Promise<void> {
  await next();
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  if (oidc?.route === 'discovery') correctDiscovery(ctx);
  if (oidc?.route === 'revocation') leaveEmpty(ctx);
  correctGrantError(ctx);
}

/**
 * Corrects discovery (OpenID Connect Discovery 3): every client is pairwise (always-pairwise.ts), and `name` is no
 * scope of most clients; only the files of those written for ClaveÚnica open it.
 */
function correctDiscovery(ctx: Context): void {
  const document = ctx.body as { scopes_supported: readonly string[] };
  const scopes = document.scopes_supported.filter((scope) => scope !== 'name');
  ctx.body = { ...document, subject_types_supported: ['pairwise'], scopes_supported: scopes };
}

/** An empty response has no type (RFC 7009, 2.2): "text/plain" makes oidc-client-ts take a revocation for a failure. */
function leaveEmpty(ctx: Context): void {
  if (ctx.body === '') ctx.remove('Content-Type');
}

const REFUSED = /(grant type|device_code) is not allowed for this client$/;

/**
 * A grant that the client's file does not open is `unauthorized_client` (RFC 6749, 5.2); the library returns
 * `invalid_request`.
 */
function correctGrantError(ctx: Context): void {
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  if (body?.error === 'invalid_request' && REFUSED.test(body.error_description ?? ''))
    body.error = 'unauthorized_client';
}
