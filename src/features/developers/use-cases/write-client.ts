import { roleIn } from '../../../account/memberships.ts';
import type { Here } from '../../../account/who-is-in.ts';
import { type PortalClient, type PortalClientData, roleMay, usesSecret } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Organisation } from '../../../ports/mandates.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';

/** Clients that an organisation may have at a time. */
const MOST = 50;

/**
 * Registers a client as a draft. Throws `portal-role` for a member who does not develop there, and `portal-many` where the
 * organisation has 50.
 */
export async function createClient(
  deps: Deps,
  here: Here,
  { organisation, data }: { readonly organisation: Organisation; readonly data: PortalClientData },
  visitor: Visitor,
): Promise<PortalClient> {
  if (!roleMay('edit', await roleIn(deps, here, organisation.rut))) throw new Refusal('portal-role');
  return deps.atomically(async () => {
    if ((await deps.portalClients.countUnderLock(organisation.rut)) >= MOST) throw new Refusal('portal-many');
    const client = await deps.portalClients.create({ organisation, data });
    await recordAct(deps, { here, visitor }, client, { act: 'portal.created', news: 'created' });
    return client;
  });
}

/** Writes the data of a draft, but not its logo (`logo.ts`); its secrets end where it has none any more. Throws what `ownClient` throws. */
export async function editClient(
  deps: Deps,
  here: Here,
  id: string,
  data: PortalClientData,
  visitor: Visitor,
): Promise<void> {
  const { role } = await ownClient(deps, here, id, 'edit');
  await deps.atomically(async () => {
    const client = await deps.portalClients.change(id, (found) => {
      stillMay('edit', role)(found);
      return { data: { ...data, logo: found.data.logo }, secrets: usesSecret(data) ? found.secrets : [] };
    });
    if (!client) throw new Refusal('portal-gone');
    await recordAct(deps, { here, visitor }, client, { act: 'portal.edited', news: 'edited' });
  });
}
