import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, Next } from 'koa';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from '../ports/deps.ts';
import { type Form, text } from './form.ts';
import type { PageState } from './page.ts';

type Cookie =
  | 'navegador'
  | 'equipo'
  | 'recordado'
  | 'cuenta'
  | 'entrada'
  | 'desarrolladores'
  | 'entrada-desarrolladores'
  | 'prueba'
  | 'mesa'
  | 'salida';

/** Names of our cookies; under https they are bound to this host alone. */
export function cookieName(name: Cookie, https: boolean): string {
  return `${https ? '__Host-' : ''}cs_${name}`;
}

/** Options of our cookies; `maxAge` in milliseconds. */
export function cookieOptions(https: boolean, maxAge?: number) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
    path: '/',
    signed: false,
    ...(maxAge ? { maxAge } : {}),
  } as const;
}

/** Value of the cookie by which an account knows this browser. */
export function deviceOfBrowser({ issuer }: Pick<Deps, 'issuer'>, ctx: Context): string | undefined {
  return ctx.cookies.get(cookieName('equipo', issuer.startsWith('https:')), { signed: false });
}

/**
 * Identifies each browser by a random cookie, so that a form can be tied to the browser that asked for it. The cookie
 * is set by a page that differs between users, and wherever the browser's identity is needed: what machines read sets
 * none.
 */
export function knowBrowser({ issuer }: Pick<Deps, 'issuer'>) {
  const https = issuer.startsWith('https:');
  const name = cookieName('navegador', https);
  return async (ctx: Context, next: Next): Promise<void> => {
    let browser: string | undefined;
    const meet = (): string => {
      browser ??= knownBrowser(ctx, name) ?? newBrowser(ctx, name, https);
      return browser;
    };
    Object.defineProperty(ctx.state, 'browser', { configurable: true, get: meet });
    await next();
    if (ctx.response.is('html') && !ctx.response.get('Location') && !(ctx.state as PageState).sameForAll) meet();
  };
}

function knownBrowser(ctx: Context, name: string): string | undefined {
  const known = ctx.cookies.get(name, { signed: false });
  return known && /^[\w-]{32}$/.test(known) ? known : undefined;
}

function newBrowser(ctx: Context, name: string, https: boolean): string {
  const made = randomBytes(24).toString('base64url');
  ctx.cookies.set(name, made, cookieOptions(https));
  return made;
}

/**
 * Gives this browser its cookie with a response that shows no page, so that the next request shows whether it keeps it.
 */
export function offerCookie(ctx: Context): void {
  void (ctx.state as PageState).browser;
}

/** Whether this browser sent the cookie that a page of ours, or `offerCookie`, gave it. */
export function sendsCookies({ issuer }: Pick<Deps, 'issuer'>, ctx: Context): boolean {
  return ctx.cookies.get(cookieName('navegador', issuer.startsWith('https:')), { signed: false }) !== undefined;
}

/** The hidden field `ficha` of a form. */
export function csrfToken({ tokens }: Pick<Deps, 'tokens'>, ctx: Context, form: string): string {
  return tokens.csrfToken((ctx.state as PageState).browser, form);
}

type FormDeps = Pick<Deps, 'tokens' | 'issuer'>;

/**
 * A form sent from elsewhere, or made for another form or browser, has no effect (403): `cookies-missing` if our own
 * page sent it without any cookie, else `form-stale`.
 */
export function assertOwnForm(deps: FormDeps, ctx: Context, form: Form, name: string): void {
  if (!isOwnForm(deps, ctx, form, name)) refuseForm(deps, ctx);
}

/** Says why a form is not accepted: the browser keeps no cookies, or the form is stale. */
export function refuseForm(deps: FormDeps, ctx: Context): never {
  throw new Refusal(lacksCookies(deps, ctx) ? 'cookies-missing' : 'form-stale');
}

/** Whether a form of ours came without any cookie: this browser keeps none, and a new form would not help. */
export const lacksCookies = (deps: FormDeps, ctx: Context): boolean =>
  comesFromUs(deps, ctx) && !sendsCookies(deps, ctx);

/** Whether this browser got this form from us, under this name. */
export function isOwnForm(deps: FormDeps, ctx: Context, form: Form, name: string): boolean {
  const given = Buffer.from(text(form, 'ficha'));
  const right = Buffer.from(csrfToken(deps, ctx, name));
  return comesFromUs(deps, ctx) && given.length === right.length && timingSafeEqual(given, right);
}

/** Our own pages send no referrer, and then browsers write "null" as the origin of a form. */
export function comesFromUs({ issuer }: Pick<Deps, 'issuer'>, ctx: Context): boolean {
  const origin = ctx.get('Origin');
  const site = ctx.get('Sec-Fetch-Site');
  return origin === '' || origin === issuer || (origin === 'null' && (site === '' || site === 'same-origin'));
}
