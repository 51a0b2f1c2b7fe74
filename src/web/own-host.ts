import type { Context, Next } from 'koa';

/**
 * Answers only to the issuer's own name: every address that the house writes comes from ISSUER, never from the request.
 * Health checks may come under any name.
 */
export function ownHost(issuer: string) {
  const { host } = new URL(issuer);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.req.headers.host !== host && ctx.path !== '/live' && ctx.path !== '/ready') {
      ctx.status = 421;
      ctx.type = 'text';
      ctx.body = 'Misdirected request\n';
      return;
    }
    await next();
  };
}

/** Makes host and protocol of every request those of the issuer, whatever stands in front of us. */
export function pinAddress(request: object, issuer: string): void {
  const { host, protocol } = new URL(issuer);
  Object.defineProperty(request, 'host', { get: () => host });
  Object.defineProperty(request, 'protocol', { get: () => protocol.slice(0, -1) });
}
