import type { Account } from '../domain/account.ts';
import type { InternalClient } from '../domain/internal-clients.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { OwnSession } from '../ports/own-sessions.ts';
import { type Invitation, invitationBy } from './invitations.ts';
import { actForChange, actorInForce } from './representation.ts';

/** The user signed in at a first-party client: the account, the actor where it is a company's, and the session. */
export interface Here {
  readonly account: Account;
  readonly actor: Actor | undefined;
  /** The company on whose mandate a facilitador is in. */
  readonly invitation?: Invitation | undefined;
  readonly session: OwnSession;
}

/**
 * The user of a session's token; for a company only while the SII still names its actor, and for a facilitador only while
 * the company of the session lets them in.
 */
export async function whoIsIn(deps: Deps, client: InternalClient, token: string): Promise<Here | 'idle' | 'over'> {
  const session = await deps.ownSessions.use(client, token);
  if (session === 'idle' || session === 'over') return session;
  const account = await deps.accounts.find(session.accountId);
  if (!account) return 'over';
  const { actorSubject } = session;
  if (account.profile === 'facilitador') {
    const invitation = await invitationBy(deps, account, actorSubject);
    return invitation ? { account, actor: undefined, invitation, session } : 'over';
  }
  const actor = actorSubject ? await actorInForce(deps, account, actorSubject) : undefined;
  if (account.profile === 'juridica' && !actor) return 'over';
  return { account, actor, session };
}

/** Who changes data of a company must be on the SII's list now, whatever it was at the sign-in (floor 12). */
export async function assertActsNow(deps: Deps, { account, actor }: Omit<Here, 'session'>, visitor: Visitor) {
  if (actor) await actForChange(deps, account, actor.run, visitor);
}

/** What the trail stores of the user of an act in a first-party client. */
export function doneBy({ account, actor }: Here) {
  const { id: accountId, subject } = account;
  return { accountId, subject, details: { by: 'account', ...(actor ? { actor: actor.subject } : {}) } };
}
