import { ownRights } from '../../../account/own-rights.ts';
import { isKeyUsable, isLinkUsable } from '../../../account/provisional-life.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange } from '../../../ports/pending-changes.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

/** What waits in an account, as far as it is not in the account's own row. */
export interface Pending {
  /** Requests that take effect after some days, the oldest first; a contest is one of them. */
  readonly holds: readonly PendingChange[];
  /** Requests for rights without an answer. */
  readonly rights: readonly RightRequest[];
  /** Whether a recovery was requested and what was sent for it is still valid; the key on file is valid too. */
  readonly recovering: boolean;
  /** Requests of a company for facilitadores of which SENCE sent something back. */
  readonly toCorrect: readonly Pick<FacilitadorRequest, 'folio' | 'data'>[];
  /** When the e-mail on file last refused a message for good. */
  readonly emailRefusedAt: Date | undefined;
}

/** Requests of a company that are looked through; one that waits for it is among its newest. */
const NEWEST = 50;

type Needs = Pick<Deps, 'pendingChanges' | 'rights' | 'provisionalKeys' | 'facilitadorRequests' | 'notifier' | 'now'>;

/** Reads what waits in the account of the user: four statements in any case, and one more of a company. */
export async function listPending(deps: Needs, here: Pick<Here, 'account' | 'actor'>): Promise<Pending> {
  const { id, personal, profile } = here.account;
  const holds = await deps.pendingChanges.allWaiting(id);
  const rights = (await ownRights(deps, here)).filter(({ answeredAt }) => !answeredAt);
  const provisional = await deps.provisionalKeys.outstanding(id);
  const requests = profile === 'juridica' ? await deps.facilitadorRequests.ofCompany(id, { limit: NEWEST }) : [];
  const now = deps.now();
  return {
    holds,
    rights,
    recovering: provisional !== undefined && (isKeyUsable(provisional, now) || isLinkUsable(provisional, now)),
    toCorrect: requests.filter(({ state }) => state === 'observada'),
    emailRefusedAt: await deps.notifier.refusedAt(id, { to: personal.email }),
  };
}
