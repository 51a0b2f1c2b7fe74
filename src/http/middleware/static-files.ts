import type { Context, Next } from 'koa';
import { packedOnce } from '../packing/packed-once.ts';
import { asset, type PublicFile, publicFiles } from '../views.ts';

/**
 * Serves public/ under /e/<version>/; the version changes with the content, so browsers keep it for a year. While
 * instances of two versions run, and for pages from before an upgrade, another version gets the current file, not
 * cached.
 */
export function staticFiles() {
  const files = publicFiles();
  const packOnce = packedOnce();
  return async (ctx: Context, next: Next): Promise<void> => {
    const [, name = ''] = /^\/e\/[0-9a-f]{10}\/(.+)$/.exec(ctx.path) ?? [];
    const file = files.get(name);
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.set('Cache-Control', ctx.path === asset(name) ? 'public, max-age=31536000, immutable' : 'no-store');
    ctx.vary('Accept-Encoding');
    ctx.type = file.type;
    const { body, encoding } = isText(file) ? packOnce(ctx, name, file.body) : { body: file.body };
    if (encoding) ctx.set('Content-Encoding', encoding);
    ctx.body = body;
  };
}

/** A font is compressed already. */
const isText = ({ type }: PublicFile): boolean => !type.startsWith('font/');
