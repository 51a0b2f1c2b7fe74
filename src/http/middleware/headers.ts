import type { Context, Next } from 'koa';
import type { PageState } from '../page.ts';
import { keepsOpener } from './opener.ts';

/**
 * Security headers of every response; pages allow nothing inline and no other origin. A response without cache headers
 * is never stored.
 */
export function headers({ https }: { https: boolean }) {
  const always = Object.entries({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    ...(https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  });
  return async (ctx: Context, next: Next): Promise<void> => {
    const { res } = ctx;
    for (const [name, value] of always) res.setHeader(name, value);
    if (!keepsOpener(ctx.path)) res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    await next();
    if (!res.hasHeader('Cache-Control')) ctx.set('Cache-Control', 'no-store');
    if (ctx.response.type === 'text/html' && !res.hasHeader('Content-Security-Policy'))
      ctx.set('Content-Security-Policy', policyFor(ctx.state as PageState));
  };
}

/**
 * Chromium checks the whole chain of redirects after a form against form-action. Every form ends at a page of ours, so
 * that 'self' is enough; the form that brings a response to a client (form_post) leads wherever the client redirects,
 * and its page has no such directive.
 */
const policyFor = ({ answersByForm }: PageState): string =>
  answersByForm ? ANYWHERE : `${ANYWHERE}; form-action 'self'`;

const ANYWHERE = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
