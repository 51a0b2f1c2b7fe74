import type { Context } from 'koa';
import { isFreshOrigin, type JourneyOrigin, ORIGIN_HOURS } from '../../domain/journey-origin.ts';
import type { Deps } from '../../ports/deps.ts';
import { continueIn } from '../flows/journey-origin.ts';

/** Query of the way back that carries the proof of a new factor, sealed. */
export const FRESH_FACTOR = 'probado';

const COOKIE = 'cs_vuelta';
const PURPOSE = 'cuenta-detour';
const PATH = '/cuenta';

type Needs = Pick<Deps, 'tokens' | 'issuer'>;

/** A sign-in that was left for a page of Mi cuenta, and the account whose key was proved in it. */
interface Detour {
  readonly origin: JourneyOrigin;
  readonly account: string;
}

/**
 * Keeps in the browser, for Mi cuenta alone, the sign-in to which the user goes back. It outlasts a sign-in at Mi cuenta
 * on the way, which no address would.
 */
export const keepDetour = (deps: Needs, ctx: Context, detour: Detour): void =>
  write(deps, ctx, deps.tokens.pack(PURPOSE, detour));

/** Forgets it, once the user is back. */
export function endDetour(deps: Needs, ctx: Context): void {
  if (ctx.cookies.get(COOKIE, { signed: false })) write(deps, ctx, null);
}

function write({ issuer }: Pick<Deps, 'issuer'>, ctx: Context, value: string | null): void {
  const secure = issuer.startsWith('https:');
  const life = value === null ? {} : { maxAge: ORIGIN_HOURS * 3_600_000 };
  ctx.cookies.set(COOKIE, value, { path: PATH, httpOnly: true, sameSite: 'lax', secure, signed: false, ...life });
}

/** The sign-in to which this account goes back; undefined if there is none, and for any other account. */
export function detourOf(deps: Pick<Deps, 'tokens' | 'now'>, ctx: Context, account: string): JourneyOrigin | undefined {
  const sealed = ctx.cookies.get(COOKIE, { signed: false });
  const detour = sealed ? (deps.tokens.unpack(PURPOSE, sealed) as Detour | undefined) : undefined;
  return detour?.account === account && isFreshOrigin(detour.origin, deps.now()) ? detour.origin : undefined;
}

/** The way back, as pages of Mi cuenta show it. */
export const wayBackOf = (deps: Pick<Deps, 'tokens' | 'now'>, ctx: Context, account: string) =>
  continueIn(deps, detourOf(deps, ctx, account));
