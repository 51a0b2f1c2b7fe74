import type { Context } from 'koa';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';

const FORBIDDEN: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'form-stale',
  'cookies-missing',
  'desk-not-yours',
  'portal-role',
  'machine-role',
]);

/** The status of a refusal: 429 with the wait if waiting helps, 403 for a form that is not ours and a page of another role, else 422. */
export function setRefusalStatus(ctx: Context, { code, details: { until } }: Refusal): void {
  ctx.state.refused = true;
  if (until instanceof Date) {
    ctx.status = 429;
    ctx.set('Retry-After', String(Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))));
    return;
  }
  ctx.status = FORBIDDEN.has(code) ? 403 : 422;
}
