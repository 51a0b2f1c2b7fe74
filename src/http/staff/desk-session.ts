import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { StaffSession } from '../../ports/staff.ts';
import { deskToken, keepDeskToken } from './cookies.ts';

/** The session of this browser, used at this moment; the cookie of one that is over is removed. */
export async function deskSession(deps: Deps, ctx: Context): Promise<StaffSession | undefined> {
  const token = deskToken(deps, ctx);
  if (!token) return undefined;
  const session = await deps.staffSessions.use(token);
  if (session !== 'idle' && session !== 'over') return session;
  keepDeskToken(deps, ctx, null);
  return undefined;
}

/** Begins a session in this browser; one that was there ends. */
export async function beginDeskSession(
  deps: Deps,
  ctx: Context,
  ...who: Parameters<Deps['staffSessions']['begin']>
): Promise<void> {
  const before = deskToken(deps, ctx);
  if (before) await deps.staffSessions.end(before);
  keepDeskToken(deps, ctx, await deps.staffSessions.begin(...who));
}

/** Ends the session of this browser, if there is one. */
export async function endDeskSession(deps: Deps, ctx: Context): Promise<void> {
  const token = deskToken(deps, ctx);
  if (token) await deps.staffSessions.end(token);
  keepDeskToken(deps, ctx, null);
}
