import { liftSuspension, type SuspendNeeds, suspendPlatform } from '../../../account/suspend-platform.ts';
import { tellPlatform } from '../../../account/tell-platform.ts';
import type { Decision } from '../../../domain/cases/case.ts';
import { changedFields } from '../../../domain/cases/platform-changes.ts';
import type { PlatformStep } from '../../../domain/cases/platform-matter.ts';
import { whyNotGranted } from '../../../domain/cases/platform-review.ts';
import { type PortalClient, type PortalState, portalClientId } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PlatformNews } from '../../../ports/notice.ts';
import type { PortalChange } from '../../../ports/portal-clients.ts';
import { approveRevision, rejectRevision, reopenPoints } from './decide-revision.ts';
import { type PlatformOfCase, platformOfCase } from './platform-of-case.ts';

/** The platform as it is now; throws `case-refused` where it cannot be granted. */
export async function assertPlatform(
  deps: Pick<Deps, 'platformRecords' | 'portalClients'>,
  one: DeskCase,
): Promise<PlatformOfCase> {
  const found = await platformOfCase(deps, one);
  const why = found ? whyNotGranted(found.matter.step, found.client, found.points) : 'platform-missing';
  if (!found || why) throw new Refusal('case-refused', { why: why ?? 'platform-missing' });
  return found;
}

type Needs = SuspendNeeds & Pick<Deps, 'platformRecords'>;
type Done = (deps: Needs, found: PlatformOfCase, one: DeskCase, decision: Decision) => Promise<void>;

/** What granting a case of a client does, in the transaction of the decision. Throws `case-refused`. */
export async function grantPlatform(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const found = await assertPlatform(deps, one);
  await granted[found.matter.step](deps, found, one, decision);
}

/** What rejecting one does: a review or a change goes back to its draft, and the suspension of one person ends. */
export async function rejectPlatform(deps: Deps, one: DeskCase, decision: Decision): Promise<void> {
  const found = await platformOfCase(deps, one);
  if (found) await rejected[found.matter.step](deps, found, one, decision);
}

/** A reviewed client serves the data that were reviewed. */
const granted: Readonly<Record<PlatformStep, Done>> = {
  async certificacion(deps, { client }, one) {
    const { id, reviewed, data } = client;
    // One that came back: what was seen of it at work was seen of the data of before.
    if (reviewed) await reopenPoints(deps, id, changedFields(reviewed, data));
    await move(deps, client, one, {
      from: 'en-revision',
      news: 'approved',
      to: (now) => ({ state: 'certificacion', reviewed: now.data, comments: [] }),
    });
  },
  revision: approveRevision,
  produccion: (deps, { client }, one) =>
    move(deps, client, one, { from: 'certificacion', news: 'production', to: () => ({ state: 'produccion' }) }),
  suspension: (deps, { matter }, { folio }) =>
    suspendPlatform(deps, { id: matter.client, reason: matter.reason ?? 'incumplimiento', folio, by: DESK }),
  levantamiento: (deps, { matter }, { folio }) => liftSuspension(deps, { id: matter.client, folio, by: DESK }),
};

const rejected: Readonly<Record<PlatformStep, Done>> = {
  certificacion: (deps, { client }, one, { reason }) =>
    move(deps, client, one, {
      from: 'en-revision',
      news: 'rejected',
      to: () => ({ state: 'borrador', comments: [{ field: 'general', text: reason }] }),
    }),
  revision: (deps, found, one, { reason }) => rejectRevision(deps, found, one, reason),
  produccion: (deps, { client }, one, { reason }) =>
    move(deps, client, one, {
      from: 'certificacion',
      news: 'production-refused',
      to: () => ({ comments: [{ field: 'general', text: reason }] }),
    }),
  async suspension(deps, { client }, { folio }) {
    if (client.suspension?.until) await liftSuspension(deps, { id: client.id, folio, by: DESK });
  },
  levantamiento: async () => {},
};

/** Who decided stands in the trail of the case. */
const DESK = { by: 'desk' } as const;

interface Moving {
  readonly from: PortalState;
  readonly news: PlatformNews;
  readonly to: (client: PortalClient) => PortalChange;
}

/** Nothing where the client is in another state by now. */
async function move(deps: Needs, { id }: PortalClient, { folio }: DeskCase, { from, news, to }: Moving): Promise<void> {
  const client = await deps.portalClients.change(id, (one) => (one.state === from ? to(one) : undefined));
  if (!client) return;
  const details = { ...DESK, folio, to: client.state };
  await deps.audit.record({ act: 'portal.moved', clientId: portalClientId(id), details });
  await tellPlatform(deps, client, news, { folio });
}
