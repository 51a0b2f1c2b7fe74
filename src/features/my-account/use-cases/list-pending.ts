import { ownRights } from '../../../account/own-rights.ts';
import { keyServes, linkServes } from '../../../account/provisional-life.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Hold } from '../../../ports/holds.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import type { World } from '../../../ports/world.ts';

/** What waits in an account, as far as its row does not say it itself. */
export interface Pending {
  /** Requests that take effect after some days, the oldest first; a contest is one of them. */
  readonly holds: readonly Hold[];
  /** Requests for rights without an answer. */
  readonly rights: readonly RightRequest[];
  /** Whether somebody asked for a recovery and what was sent for it still serves; the key on file serves too. */
  readonly recovering: boolean;
  /** When the e-mail on file last refused a message for good. */
  readonly emailRefusedAt: Date | undefined;
}

type Needs = Pick<World, 'holds' | 'rights' | 'provisionalKeys' | 'notifier' | 'now'>;

/** Reads what waits in the account of whoever is in: four statements, whatever there is. */
export async function listPending(world: Needs, here: Pick<Here, 'account' | 'actor'>): Promise<Pending> {
  const { id, personal } = here.account;
  const holds = await world.holds.allWaiting(id);
  const rights = (await ownRights(world, here)).filter(({ answeredAt }) => !answeredAt);
  const provisional = await world.provisionalKeys.outstanding(id);
  const now = world.now();
  return {
    holds,
    rights,
    recovering: provisional !== undefined && (keyServes(provisional, now) || linkServes(provisional, now)),
    emailRefusedAt: await world.notifier.refusedAt(id, { to: personal.email }),
  };
}
