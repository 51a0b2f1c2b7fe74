import type { Account } from '../domain/account.ts';
import type { InternalClient } from '../domain/internal-clients.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { OwnSession } from '../ports/own-sessions.ts';
import { actForChange, actorInForce } from './representation.ts';

/** Whoever is signed in at a wing: the account, who acts for it where it is a company's, and the session. */
export interface Here {
  readonly account: Account;
  readonly actor: Actor | undefined;
  readonly session: OwnSession;
}

/** Who is in by a session's token; a company only while the SII still names whoever acts. */
export async function whoIsIn(deps: Deps, wing: InternalClient, token: string): Promise<Here | 'idle' | 'over'> {
  const session = await deps.ownSessions.use(wing, token);
  if (session === 'idle' || session === 'over') return session;
  const account = await deps.accounts.find(session.accountId);
  if (!account) return 'over';
  const { actorSubject } = session;
  const actor = actorSubject ? await actorInForce(deps, account, actorSubject) : undefined;
  if (account.profile === 'juridica' && !actor) return 'over';
  return { account, actor, session };
}

/** Whoever changes something of a company is on the SII's list now, whatever it said at the sign-in (floor 12). */
export async function assertActsNow(deps: Deps, { account, actor }: Omit<Here, 'session'>, visitor: Visitor) {
  if (actor) await actForChange(deps, account, actor.run, visitor);
}

/** What the trail keeps of who did something in a wing. */
export function doneBy({ account, actor }: Here) {
  const { id: accountId, subject } = account;
  return { accountId, subject, details: { by: 'account', ...(actor ? { actor: actor.subject } : {}) } };
}
