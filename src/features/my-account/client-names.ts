import { internalClientNames, isInternalClient } from '../../domain/internal-clients.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Clients } from '../../ports/own-sign-in.ts';

/** The name of each of these clients; one that is no longer served has no name. */
export async function namesOf(
  { pages }: Catalogue,
  clients: Clients,
  clientIds: readonly (string | undefined)[],
): Promise<ReadonlyMap<string | undefined, string>> {
  const { clientGone, ownName } = pages.myAccount;
  const names = new Map<string | undefined, string>();
  for (const id of new Set(clientIds)) {
    if (id === undefined) names.set(id, ownName);
    else names.set(id, isInternalClient(id) ? internalClientNames[id] : ((await clients.find(id))?.name ?? clientGone));
  }
  return names;
}
