import type { Context } from 'koa';
import type { Refusal } from '../../domain/refusal.ts';

/** The status of a refusal: 429 with the wait if waiting helps, 403 for a form that is not ours, else 422. */
export function setRefusalStatus(ctx: Context, { code, details: { until } }: Refusal): void {
  if (until instanceof Date) {
    ctx.status = 429;
    ctx.set('Retry-After', String(Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))));
    return;
  }
  ctx.status = code === 'form-stale' || code === 'cookies-missing' ? 403 : 422;
}
