import type { Context, Next } from 'koa';
import { isMachinePath } from '../routes.ts';

/**
 * The library, and our error pages, ask `accepts('json', 'html')` to choose the form of an error: a browser at a
 * machine endpoint would get a page, and a caller that accepts anything would get JSON at the authorization endpoint.
 * From here on the address decides: JSON at machine endpoints (RFC 6749, 5.2), elsewhere a page unless JSON is
 * preferred.
 */
export async function errorForm(ctx: Context, next: Next): Promise<void> {
  const accepts = ctx.accepts.bind(ctx) as (...types: string[]) => string | false;
  const chosen = (...types: string[]): string | false => {
    if (types.join() !== 'json,html') return accepts(...types);
    if (isMachinePath(ctx.path)) return 'json';
    return accepts('html', 'json') === 'json' ? 'json' : 'html';
  };
  Object.assign(ctx, { accepts: chosen });
  await next();
}
