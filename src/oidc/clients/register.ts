import type { ClientMetadata, Provider } from 'oidc-provider';
import { claims, type Scope } from '../../domain/claims.ts';
import { isIdentityLevel } from '../../domain/identity-level.ts';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { idOfMachine } from '../../domain/machine.ts';
import type { ClaveUnicaClients } from '../../ports/clave-unica.ts';
import type { Clients, RegisteredClient } from '../../ports/own-sign-in.ts';
import { ownFields } from './metadata.ts';
import { isClaveUnica } from './profiles.ts';

/** The provider's clients as users know them; undefined for one that is no longer registered. */
export function clientsOf({ Client }: Pick<Provider, 'Client'>): Clients {
  return {
    async find(clientId) {
      const client = await Client.find(clientId);
      if (!client) return undefined;
      return {
        clientId,
        name: client.clientName ?? clientId,
        host: hostOf(client.clientUri ?? client.redirectUris?.[0]),
        firstParty: ownFields(client).first_party,
        home: client.clientUri,
        policyUri: client.policyUri,
        tosUri: client.tosUri,
        logo: typeof client.logo === 'string' ? client.logo : undefined,
        hearsLogouts: Boolean(client.backchannelLogoutUri),
      };
    },
  };
}

/** The host by which users know a client: that of its start page, or else of its first redirect address. */
const hostOf = (address = ''): string | undefined =>
  URL.canParse(address) ? new URL(address).host || undefined : undefined;

/** The clients of this kind among the files, which decide whether ClaveÚnica's addresses are served. */
export function claveUnicaClients(
  { Client }: Pick<Provider, 'Client'>,
  clients: readonly ClientMetadata[],
): ClaveUnicaClients {
  const own = clients.filter(({ claims_profile }) => claims_profile === 'claveunica');
  return {
    serves: async (clientId) => isClaveUnica(await Client.find(clientId)),
    leavingTo: (address) => own.find((client) => client.post_logout_redirect_uris?.includes(address))?.client_id,
  };
}

/** The clients as the law requires them to be listed: name, purpose and data (Ley 21.719, arts. 14 ter and 22). */
export function clientRegister(clients: readonly ClientMetadata[]): readonly RegisteredClient[] {
  return clients
    .filter(
      ({ client_id, portal_state = 'produccion' }) =>
        !isInternalClient(client_id) && idOfMachine(client_id) === undefined && portal_state === 'produccion',
    )
    .map(({ client_id, client_name, scope, ...rest }) => ({
      clientId: client_id,
      name: client_name ?? client_id,
      home: rest.client_uri,
      runOnly: rest.claims_profile === 'claveunica',
      minimum: isIdentityLevel(rest.minimum_identity) ? rest.minimum_identity : 'documento',
      purpose: String(rest.legal_basis ?? ''),
      firstParty: rest.first_party === true,
      api: rest.resource_server !== undefined,
      host: hostOf(rest.client_uri ?? rest.redirect_uris?.[0]),
      policyUri: rest.policy_uri,
      tosUri: rest.tos_uri,
      contact: rest.contacts?.[0],
      scopes: scopesIn(scope),
      optional: scopesIn(rest.optional_scopes),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'es'));
}

const scopesIn = (words: unknown): readonly Scope[] =>
  String(words ?? '')
    .split(' ')
    .map(asOurs)
    .filter((word): word is Scope => Object.hasOwn(claims, word));

/** What ClaveÚnica calls `name` is part of our `profile`. */
const asOurs = (word: string): string => (word === 'name' ? 'profile' : word);
