import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Where the library's answer says less, or something else, than the standard: put right before it leaves. */
export async function fixResponses(ctx: Context, next: Next): Promise<void> {
  await next();
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  if (oidc?.route === 'discovery') tellTruly(ctx);
  if (oidc?.route === 'revocation') leaveEmpty(ctx);
  tellUnauthorized(ctx);
}

/**
 * Discovery says what is so (OpenID Connect Discovery 3): every client is pairwise (always-pairwise.ts), and `name` is no
 * scope for a platform of today; only the files of ClaveÚnica's open it.
 */
function tellTruly(ctx: Context): void {
  const told = ctx.body as { scopes_supported: readonly string[] };
  const scopes = told.scopes_supported.filter((scope) => scope !== 'name');
  ctx.body = { ...told, subject_types_supported: ['pairwise'], scopes_supported: scopes };
}

/** An empty answer has no type (RFC 7009, 2.2): "text/plain" makes oidc-client-ts take a revocation for a failure. */
function leaveEmpty(ctx: Context): void {
  if (ctx.body === '') ctx.remove('Content-Type');
}

const REFUSED = /(grant type|device_code) is not allowed for this client$/;

/** A grant that the client's file does not open is `unauthorized_client` (RFC 6749, 5.2); the library says `invalid_request`. */
function tellUnauthorized(ctx: Context): void {
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  if (body?.error === 'invalid_request' && REFUSED.test(body.error_description ?? ''))
    body.error = 'unauthorized_client';
}
