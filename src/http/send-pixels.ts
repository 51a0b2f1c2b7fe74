import type { Context } from 'koa';

/** Sends the pixels of a file (`deps.files.pixels`) as a picture that no page can run and no cache keeps. */
export function sendPixels(ctx: Context, png: Uint8Array): void {
  ctx.type = 'image/png';
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Disposition': 'inline; filename="pagina.png"',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  ctx.body = Buffer.from(png);
}
