import type { Context, Next } from 'koa';

/** Pages for machines beside us, which know an address and no name. */
const asked: ReadonlySet<string> = new Set(['/live', '/ready', '/metrics']);

/**
 * Answers only to the issuer's own name: every address that the house writes comes from ISSUER, never from the request.
 * What looks after the house may come under any name.
 */
export function ownHost(issuer: string) {
  const { host } = new URL(issuer);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.req.headers.host !== host && !asked.has(ctx.path)) {
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
