import type { Context, Next } from 'koa';

const DISCOVERY = /^\/\.well-known\/(openid-configuration|oauth-authorization-server)$/;

/** Leaves `name` out of discovery: it is no scope for a platform of today, and only the files of ClaveÚnica's open it. */
export async function hideNameScope(ctx: Context, next: Next): Promise<void> {
  await next();
  const told = ctx.body as { readonly scopes_supported?: readonly string[] } | undefined;
  if (!DISCOVERY.test(ctx.path) || !told?.scopes_supported) return;
  ctx.body = { ...told, scopes_supported: told.scopes_supported.filter((scope) => scope !== 'name') };
}
