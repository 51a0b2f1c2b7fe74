import type { Context } from 'koa';

/** The response to a client past a bound, with `Retry-After` (RFC 6585, 4). */
export const tooMany = {
  error: 'temporarily_unavailable',
  description: 'too many requests; try again after the seconds of Retry-After',
} as const;

/** The seconds until the bound ends, one at least. */
export function retryAfter(ctx: Context, until: Date, now: Date): void {
  ctx.set('Retry-After', String(Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))));
}
