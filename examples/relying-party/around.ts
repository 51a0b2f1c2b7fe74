import type { Context, Middleware } from 'koa';
import { describeFailure, explanationOf } from './failures.ts';
import type { IssuerLink } from './issuer.ts';
import { noticePage } from './pages.ts';

/** Every answer forbids what the site does not use: script, frames, referrers, caches. */
export function securityHeaders({ issuer }: IssuerLink): Middleware {
  // Browsers apply form-action to redirects too, and leaving is a form that goes by way of Clave Sence.
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${issuer.origin}; frame-ancestors 'none'; base-uri 'none'`;
  return (ctx, next) => {
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    return next();
  };
}

/** Turns an error of the handlers below into a Spanish page with a way to continue. */
export function showFailures({ issuer }: IssuerLink): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status >= 400 && ctx.body == null) ctx.throw(ctx.status);
    } catch (error) {
      showFailure(ctx, error, explanationOf(error, issuer));
    }
  };
}

function showFailure(ctx: Context, error: unknown, explained: string | undefined): void {
  const { status, ...notice } = describeFailure(error);
  // Code and message only: the cause of such an error may hold tokens.
  if (status >= 500)
    console.error(`${ctx.method} ${ctx.path}: ${notice.code}. ${notice.description ?? (error as Error).message}`);
  ctx.status = status;
  ctx.body = noticePage({ ...notice, explained });
}

/** Until Clave Sence has answered, every page asks the user to wait. */
export function waitForIssuer(link: IssuerLink): Middleware {
  return (ctx, next) => {
    if (link.current()) return next();
    ctx.status = 503;
    ctx.set('Retry-After', '3');
    ctx.body = noticePage({
      title: 'Estamos esperando a Clave Sence',
      text: 'Despega MIPE ya partió, pero Clave Sence todavía no responde. La buscamos cada dos segundos.',
      action: { href: '/', label: 'Probar otra vez' },
    });
    return undefined;
  };
}
