import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { cookieName, cookieOptions } from '../browser.ts';

type Needs = Pick<Deps, 'issuer' | 'tokens'>;

const PURPOSE = 'staff-issuer-hint';
/** A browser keeps no more in a cookie: then the session at the provider goes on. */
const MOST = 3800;

const isHttps = ({ issuer }: Needs): boolean => issuer.startsWith('https:');

/** Keeps in this browser, sealed, the ID token of a sign-in at the agency's provider, which ends the session there. */
export function keepIssuerHint(deps: Needs, ctx: Context, idToken: string): void {
  const packed = deps.tokens.pack(PURPOSE, idToken);
  set(deps, ctx, packed.length > MOST ? null : packed);
}

/** Takes it: it is used once. */
export function takeIssuerHint(deps: Needs, ctx: Context): string | undefined {
  const packed = ctx.cookies.get(cookieName('salida', isHttps(deps)), { signed: false });
  const idToken = packed === undefined ? undefined : deps.tokens.unpack(PURPOSE, packed);
  set(deps, ctx, null);
  return typeof idToken === 'string' ? idToken : undefined;
}

const set = (deps: Needs, ctx: Context, value: string | null): void =>
  void ctx.cookies.set(cookieName('salida', isHttps(deps)), value, {
    ...cookieOptions(isHttps(deps)),
    sameSite: 'strict',
  });
