import type { Profile } from './account.ts';

/** Hours for which a browser may carry an origin from page to page; longer than any sign-in stays open. */
export const ORIGIN_HOURS = 3;

/** Name of the query parameter and of the hidden field that carry a sealed origin, and the purpose of its seal. */
export const ORIGIN = 'origen';
export const ORIGIN_SEAL = 'journey-origin';

/**
 * Where a journey began: a sign-in at a client that the person left to recover a key, to register, to change a key or
 * data. It has no address: those come from the client's registration when the user continues.
 */
export interface JourneyOrigin {
  readonly clientId: string;
  /** The client's display name. */
  readonly platform: string;
  /** Uid of the sign-in that was left. */
  readonly uid: string;
  readonly profile?: Profile | undefined;
  /** The number that the person typed, as documents print it; never without `browser`. */
  readonly identifier?: string | undefined;
  /** Mark of the browser in which the number was typed: in another one it is not filled in. */
  readonly browser?: string | undefined;
  /** When the sign-in was left (ISO 8601). */
  readonly at: string;
  /** For how long it may be carried; ORIGIN_HOURS where it is absent. */
  readonly hours?: number | undefined;
}

/** The user who continues: profile and number as typed in the browser with this mark. */
type OriginPerson = Pick<JourneyOrigin, 'profile' | 'identifier' | 'browser'>;

/** The same origin for this person, instead of an earlier one. */
export const originOf = (origin: JourneyOrigin, { profile, identifier, browser }: OriginPerson): JourneyOrigin => ({
  ...origin,
  profile,
  identifier,
  browser,
});

/** The part that a link of a message may have: the number stays in the browser where it was typed. */
export const withoutNumber = ({ identifier: _, browser: __, ...origin }: JourneyOrigin): JourneyOrigin => origin;

/** Whether a browser may still carry it from page to page. */
export const isFreshOrigin = ({ at, hours = ORIGIN_HOURS }: JourneyOrigin, now: Date): boolean =>
  now.getTime() - Date.parse(at) < hours * 3_600_000;
