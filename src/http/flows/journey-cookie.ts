import type { Context } from 'koa';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { ORIGIN_HOURS } from '../../domain/journey-origin.ts';
import type { Deps } from '../../ports/deps.ts';
import { originIn, sealOrigin } from './journey-origin.ts';

const COOKIE = 'cs_camino';

/**
 * Keeps the origin of a journey in the browser, at one address alone: the journey's own, for the page that says that it
 * expired; or that of the sign-in, which fills in its key page from it after a link in a message, because messages
 * carry no number.
 */
export function keepJourneyOrigin(
  deps: Pick<Deps, 'tokens' | 'issuer'>,
  ctx: Context,
  path: string,
  origin: JourneyOrigin,
): void {
  ctx.cookies.set(COOKIE, sealOrigin(deps, origin), {
    path,
    maxAge: ORIGIN_HOURS * 3_600_000,
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.issuer.startsWith('https:'),
    signed: false,
  });
}

/** The origin that this browser keeps at this address. */
export const journeyOriginAt = (deps: Pick<Deps, 'tokens' | 'now'>, ctx: Context): JourneyOrigin | undefined =>
  originIn(deps, ctx, ctx.cookies.get(COOKIE, { signed: false }) ?? '');
