import type { Here } from '../../../account/who-is-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredFile } from '../../../ports/files.ts';
import type { PortalClientData } from '../../../ports/portal-clients.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';

/** A client, and the logo that it has from now on; undefined for none. */
interface LogoChange {
  readonly id: string;
  readonly logo: PortalClientData['logo'];
}

/**
 * Gives a draft a logo, in the place of the one before. The file was received for this client. Throws what `ownClient`
 * throws, and `file-missing` where the file is over.
 */
export async function setLogo(deps: Deps, here: Here, id: string, file: StoredFile, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    if (!(await deps.files.keep(file.id))) throw new Refusal('file-missing');
    await change(deps, here, { id, logo: { file: file.id, sha256: file.sha256 } }, visitor);
  });
}

/** Takes the logo of a draft away; nothing happens where it has none. Throws what `ownClient` throws. */
export const removeLogo = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  deps.atomically(() => change(deps, here, { id, logo: undefined }, visitor));

async function change(deps: Deps, here: Here, { id, logo }: LogoChange, visitor: Visitor): Promise<void> {
  const { client: before, role } = await ownClient(deps, here, id, 'edit');
  if (!logo && !before.data.logo) return;
  const client = await deps.portalClients.change(id, (found) => {
    stillMay('edit', role)(found);
    return { data: { ...found.data, logo } };
  });
  if (!client) throw new Refusal('portal-gone');
  await recordAct(deps, { here, visitor }, client, { act: 'portal.edited', news: 'edited', details: { part: 'logo' } });
}
