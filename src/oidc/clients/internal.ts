import type { ClientMetadata } from 'oidc-provider';
import {
  type InternalClient,
  internalClientNames,
  internalClientPaths,
  isInternalClient,
} from '../../domain/internal-clients.ts';
import { ClientFileError } from './load.ts';

/** First-party clients inside the server. Throws ClientFileError for a file that takes the name of one. */
export function withInternalClients(clients: readonly ClientMetadata[], issuer: string): readonly ClientMetadata[] {
  const taken = clients.filter(({ client_id }) => isInternalClient(client_id));
  if (taken.length > 0)
    throw new ClientFileError(
      taken.map(({ client_id: source }) => ({ source, path: ['client_id'], mistake: { code: 'id-internal' } })),
    );
  return [
    ...clients,
    ...(Object.keys(internalClientNames) as InternalClient[]).map((client) => internalClient(client, issuer)),
  ];
}

/** It has no secret, because the code never leaves the process that redeems it; it may only know who signed in. */
function internalClient(client: InternalClient, issuer: string): ClientMetadata {
  const { entry, exit } = internalClientPaths[client];
  const own = {
    first_party: true,
    sector: 'sence',
    legal_basis: 'Part of Clave Sence itself',
    minimum_identity: 'declarada',
    claims_profile: 'estandar',
    claims_in_id_token: false,
    require_pkce: true,
    fapi2: false,
    resources: [],
  };
  return {
    client_id: client,
    client_name: internalClientNames[client],
    client_uri: issuer,
    redirect_uris: [issuer + entry],
    post_logout_redirect_uris: [issuer + exit],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: 'openid',
    ...own,
  } as unknown as ClientMetadata;
}
