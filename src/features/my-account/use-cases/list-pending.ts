import { ownRights } from '../../../account/own-rights.ts';
import { isKeyUsable, isLinkUsable } from '../../../account/provisional-life.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

/** What waits in an account, as far as its row does not say it itself. */
export interface Pending {
  /** Requests that take effect after some days, the oldest first; a contest is one of them. */
  readonly holds: readonly PendingChange[];
  /** Requests for rights without an answer. */
  readonly rights: readonly RightRequest[];
  /** Whether somebody asked for a recovery and what was sent for it still serves; the key on file serves too. */
  readonly recovering: boolean;
  /** When the e-mail on file last refused a message for good. */
  readonly emailRefusedAt: Date | undefined;
}

type Needs = Pick<Deps, 'pendingChanges' | 'rights' | 'provisionalKeys' | 'notifier' | 'now'>;

/** Reads what waits in the account of whoever is in: four statements, whatever there is. */
export async function listPending(deps: Needs, here: Pick<Here, 'account' | 'actor'>): Promise<Pending> {
  const { id, personal } = here.account;
  const holds = await deps.pendingChanges.allWaiting(id);
  const rights = (await ownRights(deps, here)).filter(({ answeredAt }) => !answeredAt);
  const provisional = await deps.provisionalKeys.outstanding(id);
  const now = deps.now();
  return {
    holds,
    rights,
    recovering: provisional !== undefined && (isKeyUsable(provisional, now) || isLinkUsable(provisional, now)),
    emailRefusedAt: await deps.notifier.refusedAt(id, { to: personal.email }),
  };
}
