import type { Provider } from 'oidc-provider';
import type { Platforms } from '../../ports/own-sign-in.ts';
import { ownFields } from './own-client-fields.ts';

/** The provider's clients as people know them; undefined for one that the house does not serve any more. */
export function platformsOf({ Client }: Pick<Provider, 'Client'>): Platforms {
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
        hearsLogouts: Boolean(client.backchannelLogoutUri),
      };
    },
  };
}

/** The host by which people know a client: of its first page, or else of its first redirect address. */
export const hostOf = (address = ''): string | undefined =>
  URL.canParse(address) ? new URL(address).host || undefined : undefined;
