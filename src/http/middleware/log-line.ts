import type { Context, Next } from 'koa';
import type { PageState } from '../page.ts';

export type LogLine = (fields: Readonly<Record<string, string | number>>) => void;

/** One line a request without personal data: an allow-list of fields, and a path without its secrets. */
export function logLine(write: LogLine) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const start = performance.now();
    try {
      await next();
    } finally {
      const ms = Math.round((performance.now() - start) * 10) / 10;
      write({
        method: ctx.method.slice(0, 10),
        path: publicPath(ctx.path),
        status: ctx.status,
        ms,
        reference: (ctx.state as PageState).reference,
      });
    }
  };
}

/** The first two steps of a path; what comes after may be a token. */
function publicPath(path: string): string {
  const [, first = '', second = '', rest] = path.slice(0, 80).split('/');
  const plain = /^[a-z.-]{1,24}$/;
  const kept = [first, second].filter((step) => step !== '').map((step) => (plain.test(step) ? step : ':id'));
  return `/${kept.join('/')}${rest === undefined ? '' : '/:id'}`;
}
