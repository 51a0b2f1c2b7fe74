import type { Context, Next } from 'koa';
import type { Logos } from '../../domain/logo.ts';

/**
 * Serves the logos of clients from our own origin: pixels that we drew, under the hash of the file that they were drawn
 * from, so that browsers keep them. As a page of its own a logo runs nothing.
 */
export function logoFiles(logos: Logos) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const png = logos.get(ctx.path);
    if (!png || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.type = 'image/png';
    ctx.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    });
    ctx.body = Buffer.from(png);
  };
}
