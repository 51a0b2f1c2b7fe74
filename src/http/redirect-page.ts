import type { Context } from 'koa';
import type { Onward } from '../ports/onward.ts';
import { show, textsOf } from './page.ts';

/**
 * The page that leads to a client: it continues by itself, with and without script, and has the address as a link,
 * which browsers require before they open an app (RFC 8252, 7.1).
 */
export function showRedirect(ctx: Context, { address, client }: Onward): void {
  ctx.status = 200;
  const { redirect, redirectToApp } = textsOf(ctx).pages.shared.titles;
  show(ctx, 'redirect', { title: client.native ? redirectToApp : redirect, address, ...client });
}
