import { parseHolderId } from '../../../domain/holder-id.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { EndedSession } from '../../../ports/sessions.ts';
import type { World } from '../../../ports/world.ts';

/** A session that its holder leaves. */
export interface Leaving {
  /** The holder as the provider knows it: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
  /** The platform from which the person comes. */
  readonly clientId?: string | undefined;
}

/**
 * Ends a session at every platform, or only at the one from which the person comes; its notices are queued with it. Gives
 * the platforms that are told; undefined when the session ended meanwhile.
 */
export async function logOut(
  world: Pick<World, 'sessions' | 'audit' | 'atomically'>,
  { holder, uid, clientId }: Leaving,
  from: 'everywhere' | 'here',
  visitor: Visitor,
): Promise<readonly EndedSession[] | undefined> {
  const { accountId } = parseHolderId(holder);
  const only = from === 'here' ? clientId : undefined;
  return world.atomically(async () => {
    const ended = await world.sessions.leave(accountId, uid, only);
    if (!ended) return undefined;
    const details = only === undefined ? {} : { only: true };
    await world.audit.record({ act: 'logout', accountId, clientId, visitor, details });
    return ended;
  });
}
