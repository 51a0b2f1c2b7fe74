import { createHash } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { JWKS_SECONDS } from '../../domain/keyring.ts';

const documents: ReadonlySet<string> = new Set(['discovery', 'jwks']);

/**
 * Any cache may store discovery and the published keys, for less time than a new key waits before it signs, and
 * revalidates them by their tag (RFC 9110, 13.1.2). The library sends no cache headers there, and repeats the
 * requesting origin, which would make a cache keep one copy for each.
 */
export async function publicDocuments(ctx: Context, next: Next): Promise<void> {
  await next();
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  if (ctx.status !== 200 || !documents.has(oidc?.route ?? '')) return;
  ctx.remove('Vary');
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.remove('Access-Control-Expose-Headers');
  ctx.set('Cache-Control', `public, max-age=${JWKS_SECONDS}`);
  ctx.set('ETag', `"${createHash('sha256').update(JSON.stringify(ctx.body)).digest('base64url')}"`);
  if (ctx.fresh) ctx.status = 304;
}
