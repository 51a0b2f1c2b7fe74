import { membershipIn } from '../../../account/memberships.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { MemberRole } from '../../../domain/member-role.ts';
import { assertMayDo, type PortalAct, type PortalClient } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A client, and what its reader may do for its organisation. */
export interface OwnClient {
  readonly client: PortalClient;
  readonly role: MemberRole;
  /** Whether it is `administra` once a second factor is used in this session. */
  readonly waitsFactor: boolean;
}

/**
 * A client of an organisation in which the reader takes part. Throws `portal-gone` for any other one, whether it exists or
 * not, and what `assertMayDo` throws.
 */
export async function ownClient(deps: Deps, here: Here, id: string, act: PortalAct = 'see'): Promise<OwnClient> {
  const client = await deps.portalClients.find(id);
  const found = client && (await membershipIn(deps, here, client.organisation.rut));
  if (!client || !found) throw new Refusal('portal-gone');
  const { role, waitsFactor } = found;
  assertMayDo(act, role, client);
  return { client, role, waitsFactor };
}

/** The same check once more under the lock of the row: the state may have changed since the page was shown. */
export const stillMay =
  (act: PortalAct, role: MemberRole) =>
  (client: PortalClient): void =>
    assertMayDo(act, role, client);
