import type { Account } from './account.ts';

/** What decides whether a session was ended: its uid, and when the person signed in (seconds since 1970). */
export interface SessionBegun {
  readonly uid: string | undefined;
  readonly signedInAt: number | undefined;
}

/**
 * Whether the sessions of an account were ended after this one began, and it is not the one that was kept. A request
 * that was under way meanwhile writes its session back: this check makes it invalid.
 */
export function wasEnded({ sessionsEndedAt, sessionKept }: Account, { uid, signedInAt }: SessionBegun): boolean {
  if (!sessionsEndedAt || signedInAt === undefined) return false;
  if (sessionKept !== undefined && uid === sessionKept) return false;
  return signedInAt < Math.floor(sessionsEndedAt.getTime() / 1000);
}
