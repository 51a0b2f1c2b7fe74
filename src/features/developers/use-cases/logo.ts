import type { Here } from '../../../account/who-is-in.ts';
import { assertMayDo, isReviewed, type PortalClient, revisedData } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import type { PortalClientData } from '../../../ports/portal-clients.ts';
import { type OwnClient, ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';
import { revisionOf } from './revise-client.ts';

/** A client, and the logo that it has from now on; undefined for none. */
interface LogoChange {
  readonly id: string;
  readonly logo: PortalClientData['logo'];
}

/**
 * Gives a draft a logo, in the place of the one before; of a reviewed client it is part of a change. The file was received
 * for this client. Throws what `ownClient` throws, and `file-missing` where the file is over.
 */
export async function setLogo(deps: Deps, here: Here, id: string, file: StoredFile, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    if (!(await deps.files.keep(file.id))) throw new Refusal('file-missing');
    await change(deps, here, { id, logo: { file: file.id, sha256: file.sha256 } }, visitor);
  });
}

/** Takes the logo of a draft away, or of a reviewed client by a change; nothing happens where it has none. */
export const removeLogo = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  deps.atomically(() => change(deps, here, { id, logo: undefined }, visitor));

/** A client whose logo this reader may change: a draft, or a reviewed client by a change. Throws what `ownClient` throws. */
export async function clientWithLogo(deps: Deps, here: Here, id: string): Promise<OwnClient> {
  const own = await ownClient(deps, here, id);
  assertMayDo(editOf(own.client), own.role, own.client);
  return own;
}

const editOf = ({ state }: PortalClient) => (isReviewed(state) ? 'revise' : 'edit');

async function change(deps: Deps, here: Here, { id, logo }: LogoChange, visitor: Visitor): Promise<void> {
  const { client: before, role } = await clientWithLogo(deps, here, id);
  if (!logo && !revisedData(before).logo) return;
  const client = await deps.portalClients.change(id, (found) => {
    stillMay(editOf(found), role)(found);
    const data = { ...revisedData(found), logo };
    return isReviewed(found.state) ? { revision: revisionOf(found, data) } : { data };
  });
  if (!client) throw new Refusal('portal-gone');
  const said = isReviewed(client.state)
    ? ({ act: 'portal.revision-edited', news: 'revision-edited' } as const)
    : ({ act: 'portal.edited', news: 'edited' } as const);
  await recordAct(deps, { here, visitor }, client, { ...said, details: { part: 'logo' } });
}
