import { errors, Provider } from 'oidc-provider';
import { idOfMachine } from '../../domain/machine.ts';
import { idOfPortalClient } from '../../domain/portal-client.ts';
import type { PlacedMistake } from '../../ports/client-file-mistakes.ts';
import { knownScopes } from '../asked-scopes.ts';
import { ClientFileError } from '../clients/load.ts';
import { markUse } from '../note-use.ts';
import { applyPatches } from '../patches/apply.ts';
import { routes } from '../routes.ts';
import { type ProviderNeeds, providerSettings } from './provider-settings.ts';
import { noteRefusals } from './refused-clients.ts';
import { watchRegistrations } from './registration.ts';

/** Addresses each of whose requests is one transaction. */
export const tokenPaths = {
  token: routes.token,
  registration: routes.registration,
} as const;

/**
 * Builds the provider and finds every client once: what the library refuses of a file is reported before its first use,
 * by a ClientFileError.
 */
export async function createProvider(needs: ProviderNeeds): Promise<Provider> {
  const provider = new Provider(needs.deps.issuer, { ...providerSettings(needs), routes });
  applyPatches(provider, { known: knownScopes(needs.clients), deps: needs.deps });
  provider.on('authorization.accepted', markUse);
  noteRefusals(provider);
  if (needs.registration) watchRegistrations(provider, routes.registration, needs.registration);
  await refuseClients(provider, needs.clients);
  return provider;
}

/** Mistakes of a client that only the library finds: all of them are reported at once. */
async function refuseClients(provider: Provider, clients: ProviderNeeds['clients']): Promise<void> {
  const mistakes: PlacedMistake[] = [];
  for (const { client_id } of clients)
    await provider.Client.find(client_id).catch((error: unknown) => {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      // One of the portal that only the library refuses stops no other client: it alone is refused when it is used.
      if (idOfPortalClient(client_id) || idOfMachine(client_id)) return;
      const reason = error.error_description ?? error.message;
      mistakes.push({ source: client_id, mistake: { code: 'library', reason } });
    });
  if (mistakes.length > 0) throw new ClientFileError(mistakes);
}
