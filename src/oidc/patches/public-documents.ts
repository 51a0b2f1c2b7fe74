import { createHash } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { JWKS_SECONDS } from '../../domain/keyring.ts';
import { routes } from '../routes.ts';

/** Media type of a JWK Set (RFC 7517, 8.5.2). */
const KEYS = 'application/jwk-set+json; charset=utf-8';

const documents: ReadonlySet<string> = new Set(['discovery', 'jwks']);

/** What a cache may store, as it was answered first. */
interface Ready {
  readonly body: string;
  readonly tag: string;
}

/**
 * Any cache may store discovery and the published keys, for less time than a new key waits before it signs, and
 * revalidates them by their tag (RFC 9110, 13.1.2). The library sends no cache headers there, and repeats the
 * requesting origin, which would make a cache keep one copy for each.
 *
 * A provider answers each of them with the same bytes as long as it exists. `mend` corrects the first answer and keeps
 * it; `answer` sends it from then on without asking the library again.
 */
export function publicDocuments() {
  const ready = new Map<string, Ready>();
  return {
    async answer(ctx: Context, next: Next): Promise<void> {
      const known = isRead(ctx) ? ready.get(ctx.path) : undefined;
      if (known) send(ctx, known);
      else await next();
    },
    async mend(ctx: Context, next: Next): Promise<void> {
      await next();
      const { oidc } = ctx as unknown as KoaContextWithOIDC;
      if (ctx.status !== 200 || !documents.has(oidc?.route ?? '')) return;
      ctx.remove('Vary');
      ctx.remove('Access-Control-Expose-Headers');
      const body = JSON.stringify(ctx.body);
      const document = { body, tag: `"${createHash('sha256').update(body).digest('base64url')}"` };
      if (isRead(ctx)) ready.set(ctx.path, document);
      send(ctx, document);
    },
  };
}

const isRead = ({ method }: Context): boolean => method === 'GET' || method === 'HEAD';

function send(ctx: Context, { body, tag }: Ready): void {
  ctx.set({
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': `public, max-age=${JWKS_SECONDS}`,
    ETag: tag,
  });
  ctx.type = ctx.path === routes.jwks ? KEYS : 'json';
  ctx.body = body;
  if (ctx.fresh) ctx.status = 304;
}
