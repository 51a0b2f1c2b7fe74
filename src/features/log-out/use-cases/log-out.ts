import { parsePrincipalId } from '../../../domain/principal-id.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { EndedSession } from '../../../ports/sessions.ts';

/** A session that its user ends. */
export interface Leaving {
  /** The principal in the provider's form: `account` or `account~actor`. */
  readonly holder: string;
  readonly uid: string;
  /** The client from which the user comes. */
  readonly clientId?: string | undefined;
}

/**
 * Ends a session at every client, or only at the one from which the user comes; its notices are queued with it. Gives
 * the clients that are notified; undefined when the session ended meanwhile.
 */
export async function logOut(
  deps: Pick<Deps, 'sessions' | 'audit' | 'atomically'>,
  { holder, uid, clientId }: Leaving,
  from: 'everywhere' | 'here',
  visitor: Visitor,
): Promise<readonly EndedSession[] | undefined> {
  const { accountId } = parsePrincipalId(holder);
  const only = from === 'here' ? clientId : undefined;
  return deps.atomically(async () => {
    const ended = await deps.sessions.leave(accountId, uid, only);
    if (!ended) return undefined;
    const details = only === undefined ? {} : { only: true };
    await deps.audit.record({ act: 'logout', accountId, clientId, visitor, details });
    return ended;
  });
}
