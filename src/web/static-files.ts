import type { Context, Next } from 'koa';
import { publicFiles } from '../views.ts';

/** Serves public/ under /e/<version>/; the version changes with the content, so browsers keep it for a year. */
export function staticFiles() {
  const files = publicFiles();
  return async (ctx: Context, next: Next): Promise<void> => {
    const [, name] = /^\/e\/[0-9a-f]{10}\/(.+)$/.exec(ctx.path) ?? [];
    const file = name === undefined ? undefined : files.get(name);
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.type = file.type;
    ctx.body = file.body;
  };
}
