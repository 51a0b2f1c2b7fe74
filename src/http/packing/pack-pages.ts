import { createHash } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { PageState } from '../page.ts';
import { gzipTemplate } from './gzip.ts';
import { type PackOnce, packedOnce } from './packed-once.ts';

/**
 * How long a cache may show a page that is the same for every user without revalidation: an upgrade is visible after
 * that.
 */
export const SAME_FOR_ALL_SECONDS = 300;

/**
 * Compresses the pages that `show` drew, if the browser accepts it. One that is the same for every user is compressed
 * whole, and gets cache headers; in every other one only the template's own text is compressed (docs/security.md,
 * Packed pages). Other responses stay unchanged.
 */
export function packPages() {
  const packOnce = packedOnce();
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const { page, html, sameForAll } = ctx.state as PageState;
    // A response set after the page was drawn is no page of ours.
    if (page === undefined || html === undefined || ctx.body !== html) return;
    ctx.vary('Accept-Encoding');
    if (sameForAll && ctx.status === 200 && !ctx.response.get('Set-Cookie')) return sendToAll(ctx, packOnce, html);
    if (ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') return;
    ctx.body = gzipTemplate(page);
    ctx.set('Content-Encoding', 'gzip');
  };
}

/** RFC 9111, and RFC 9110, 8.8.3: the tag is of the content, and weak, because every encoding has the same one. */
function sendToAll(ctx: Context, packOnce: PackOnce, html: string): void {
  const tag = createHash('sha256').update(html).digest('base64url').slice(0, 22);
  ctx.set('Cache-Control', `public, max-age=${SAME_FOR_ALL_SECONDS}`);
  ctx.set('ETag', `W/"${tag}"`);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const { body, encoding } = packOnce(ctx, tag, html);
  ctx.body = body;
  if (encoding) ctx.set('Content-Encoding', encoding);
}
