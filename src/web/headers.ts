import type { Context, Next } from 'koa';
import { keepsOpener } from './opener.ts';
import type { PageState } from './page.ts';

/**
 * Security headers of every answer; pages allow nothing inline and no other origin. What says nothing of caches is never
 * stored.
 */
export function headers({ https }: { https: boolean }) {
  return async (ctx: Context, next: Next): Promise<void> => {
    ctx.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      ...(keepsOpener(ctx.path) ? {} : { 'Cross-Origin-Opener-Policy': 'same-origin' }),
      ...(https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
    });
    await next();
    if (!ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'no-store');
    if (ctx.response.is('html') && !ctx.response.get('Content-Security-Policy'))
      ctx.set('Content-Security-Policy', policyFor((ctx.state as PageState).formAction));
  };
}

/** Chromium holds a form's whole chain of redirects against form-action: the platform's origin must be there. */
function policyFor(formAction: readonly string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...new Set(formAction)].join(' ')}`,
  ].join('; ');
}
