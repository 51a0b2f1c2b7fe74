import type { Seen } from '../../ports/service-state.ts';

/** A call has three tries: two failed calls in a row are no transient fault. */
const FAILED = 2;
const LATELY_MS = 5 * 60_000;
/** An observation older than this is no longer known. */
const KNOWN_MS = 3 * 60_000;
/** A service that answered this recently need not be probed. */
const FRESH_MS = 60_000;

/** What this process knows of a service. */
export interface History {
  /** Calls that failed in a row, since when, and when the last one did. */
  readonly failed: number;
  readonly since: Date;
  readonly last?: Date;
  /** Whether its circuit is open. */
  readonly resting: boolean;
  /** When it last answered a call. */
  readonly answered?: Date;
  readonly probe?: { readonly at: Date; readonly works: boolean };
}

/** Nothing is known yet. */
export const unheard = (now: Date): History => ({ failed: 0, since: now, resting: false });

/** An answer ends every earlier failure. */
export const afterAnswer = (now: Date): History => ({ ...unheard(now), answered: now });

/** A failed call; failures more than five minutes ago no longer count. */
export function afterFailure(history: History, resting: boolean, now: Date): History {
  const goesOn = within(history.last, LATELY_MS, now);
  const since = goesOn || probedDown(history, now) ? history.since : now;
  return { ...history, failed: (goesOn ? history.failed : 0) + 1, since, resting, last: now };
}

/** A probe; a good one hides no call that failed within the minute before it. */
export function afterProbe(history: History, works: boolean, now: Date): History {
  const goesOn = isDown(history, now) || within(history.last, LATELY_MS, now);
  const since = goesOn ? history.since : now;
  return { ...history, since, probe: { at: now, works } };
}

/**
 * Whether it failed the last probe, its circuit is open, or it failed call after call within five minutes. A good probe
 * a minute after the last of these calls ends that: users do not use what is shown as down, so no call of theirs would.
 * The next failed call counts at once.
 */
export const isDown = (history: History, now: Date): boolean => probedDown(history, now) || callsFail(history, now);

const callsFail = ({ failed, resting, last, probe }: History, now: Date): boolean =>
  (resting || failed >= FAILED) &&
  within(last, LATELY_MS, now) &&
  !(probe?.works === true && !within(last, FRESH_MS, probe.at));

/** Its state; an observation older than three minutes is left out. */
export function seenIn(history: History, now: Date): Seen {
  if (isDown(history, now)) return { standing: 'failing', since: history.since };
  const heard = within(history.answered, KNOWN_MS, now) || within(history.probe?.at, KNOWN_MS, now);
  return { standing: heard ? 'working' : 'unknown' };
}

/** Whether it answered a call within the last minute. */
export const answeredLately = ({ answered }: History, now: Date): boolean => within(answered, FRESH_MS, now);

const probedDown = ({ probe }: History, now: Date): boolean =>
  probe?.works === false && within(probe.at, KNOWN_MS, now);

const within = (at: Date | undefined, ms: number, now: Date): boolean =>
  at !== undefined && now.getTime() - at.getTime() < ms;
