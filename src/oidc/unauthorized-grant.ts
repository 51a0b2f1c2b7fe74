import type { Context, Next } from 'koa';

const REFUSED = /(grant type|device_code) is not allowed for this client$/;

/** A grant that the client's file does not open is `unauthorized_client` (RFC 6749, 5.2); the library says `invalid_request`. */
export async function unauthorizedGrant(ctx: Context, next: Next): Promise<void> {
  await next();
  const body = ctx.body as { error?: string; error_description?: string } | undefined;
  if (body?.error === 'invalid_request' && REFUSED.test(body.error_description ?? ''))
    body.error = 'unauthorized_client';
}
