import { gzipSync } from 'node:zlib';
import type { Context, Next } from 'koa';
import { type PublicFile, publicFiles } from '../views.ts';

/** Serves public/ under /e/<version>/; the version changes with the content, so browsers keep it for a year. */
export function staticFiles() {
  const files = publicFiles();
  const packed = new Map([...files].flatMap(([name, file]) => (isText(file) ? [[name, gzipSync(file.body)]] : [])));
  return async (ctx: Context, next: Next): Promise<void> => {
    const [, name = ''] = /^\/e\/[0-9a-f]{10}\/(.+)$/.exec(ctx.path) ?? [];
    const file = files.get(name);
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const small = ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? packed.get(name) : undefined;
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.vary('Accept-Encoding');
    ctx.type = file.type;
    if (small) ctx.set('Content-Encoding', 'gzip');
    ctx.body = small ?? file.body;
  };
}

/** A font is packed already; and pages are left as they are, for they hold secrets beside what somebody typed. */
const isText = ({ type }: PublicFile): boolean => !type.startsWith('font/');
