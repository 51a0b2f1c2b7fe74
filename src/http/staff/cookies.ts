import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { cookieName, cookieOptions } from '../browser.ts';

type Needs = Pick<Deps, 'issuer'>;

const isHttps = ({ issuer }: Needs): boolean => issuer.startsWith('https:');

/** Token of the session of the desk, if the browser has one. */
export function deskToken(deps: Needs, ctx: Context): string | undefined {
  return ctx.cookies.get(cookieName('mesa', isHttps(deps)), { signed: false });
}

/** Gives the browser the token of a session of the desk; without one removes it. No page elsewhere sends it along. */
export function keepDeskToken(deps: Needs, ctx: Context, token: string | null): void {
  ctx.cookies.set(cookieName('mesa', isHttps(deps)), token, { ...cookieOptions(isHttps(deps)), sameSite: 'strict' });
}
