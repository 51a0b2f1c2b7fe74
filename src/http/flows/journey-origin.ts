import type { Context } from 'koa';
import {
  isFreshOrigin,
  type JourneyOrigin,
  ORIGIN,
  ORIGIN_SEAL,
  originOf,
  withoutNumber,
} from '../../domain/journey-origin.ts';
import type { RefusalText } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { browserOf } from '../page.ts';

export { ORIGIN };

/** A value of this many characters or more is none of ours; a sealed origin has about 500. */
const LONGEST = 2000;

type Sealing = Pick<Deps, 'tokens'>;

/** The mark of a browser inside an origin; it reveals nothing of its cookie. */
const browserMark = ({ tokens }: Sealing, ctx: Context): string => tokens.csrfToken(browserOf(ctx), ORIGIN_SEAL);

/** Encrypts and authenticates an origin for an address or a hidden field, which cannot be read or changed there. */
export const sealOrigin = ({ tokens }: Sealing, origin: JourneyOrigin): string => tokens.pack(ORIGIN_SEAL, origin);

/**
 * Opens a sealed origin whatever its age, with its number only in the browser where it was typed; undefined if it is
 * not ours.
 */
export function openOrigin(deps: Sealing, ctx: Context, sealed: string): JourneyOrigin | undefined {
  if (sealed === '' || sealed.length > LONGEST) return undefined;
  const origin = deps.tokens.unpack(ORIGIN_SEAL, sealed) as JourneyOrigin | undefined;
  return origin && seenHere(deps, ctx, origin);
}

/** What this browser may see of an origin: the number only if it was typed here. */
export const seenHere = (deps: Sealing, ctx: Context, origin: JourneyOrigin): JourneyOrigin =>
  origin.browser === browserMark(deps, ctx) ? origin : withoutNumber(origin);

/**
 * The origin that the first page of a journey was given: `sealed` is the hidden field of its form, or else the query
 * `origen` of its address. Undefined if there is none, or it is not ours, or older than ORIGIN_HOURS.
 */
export function originIn(
  deps: Pick<Deps, 'tokens' | 'now'>,
  ctx: Context,
  sealed = String(ctx.query[ORIGIN] ?? ''),
): JourneyOrigin | undefined {
  const origin = openOrigin(deps, ctx, sealed);
  return origin && isFreshOrigin(origin, deps.now()) ? origin : undefined;
}

/** The origin in the query of the address of an end, to which a message may have led: whatever its age. */
export const originOfQuery = (deps: Sealing, ctx: Context): JourneyOrigin | undefined =>
  openOrigin(deps, ctx, String(ctx.query[ORIGIN] ?? ''));

/** The origin with the profile and number typed in this browser, for the row of a journey and its end. */
export const originTyped = (
  deps: Sealing,
  ctx: Context,
  origin: JourneyOrigin,
  person: Pick<JourneyOrigin, 'profile' | 'identifier'>,
): JourneyOrigin => originOf(origin, { ...person, browser: browserMark(deps, ctx) });

/** The address with the origin as its query; unchanged if there is no origin. */
export const withOrigin = (path: string, sealed: string | undefined): string =>
  sealed ? `${path}${path.includes('?') ? '&' : '?'}${ORIGIN}=${sealed}` : path;

/** Pages that begin a journey. */
const BEGINS = /^\/((registro|recuperar|cambiar|actualizar)\/|alguien-registro-mi-rut$)/;

/** The ways on of a refusal, whose links to other journeys carry the origin. */
export const keepingOrigin = ({ solution, ...refusal }: Omit<RefusalText, 'text'>, sealed: string | undefined) => ({
  ...refusal,
  ...(solution
    ? {
        solution: solution.map((way) => (BEGINS.test(way.href) ? { ...way, href: withOrigin(way.href, sealed) } : way)),
      }
    : {}),
});

/** What `+continuarEn` draws (views/parts/continue-in.pug). */
interface Continuation {
  /** The client's name. */
  readonly client: string;
  readonly href: string;
}

/**
 * The way on to the client from the end of a journey, for the view's `continuar`; undefined if no client is known. Its
 * destination is decided when it is pressed (sign-in/continue.ts).
 */
export function continueIn(deps: Sealing, origin: JourneyOrigin | undefined): Continuation | undefined {
  if (!origin) return undefined;
  return { client: origin.platform, href: `/ingresar/${origin.uid}/continuar/${sealOrigin(deps, origin)}` };
}
