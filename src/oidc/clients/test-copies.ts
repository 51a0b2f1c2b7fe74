import type { ClientMetadata } from 'oidc-provider';
import { idOfPortalClient } from '../../domain/portal-client.ts';
import { TEST_RETURN_PATH, testCopyId } from '../../domain/test-copy.ts';
import { FORMER_SECRET } from './secrets.ts';

/** What a copy does not have: secrets, keys, addresses where the client is notified, and the APIs that it calls. */
const leftOut: ReadonlySet<string> = new Set([
  'client_secret',
  FORMER_SECRET,
  'secret_hashes',
  'jwks',
  'jwks_uri',
  'backchannel_logout_uri',
  'post_logout_redirect_uris',
  'initiate_login_uri',
  'security_events',
  'resource_server',
  'resources',
  'token_endpoint_auth_signing_alg',
  'request_object_signing_alg',
  'userinfo_signed_response_alg',
  'introspection_signed_response_alg',
]);

/** The clients, and beside each one of the portal its copy, by which its developers try a sign-in. */
export function withTestCopies(clients: readonly ClientMetadata[], issuer: string): readonly ClientMetadata[] {
  const ofPortal = clients.filter(({ client_id }) => idOfPortalClient(client_id) !== undefined);
  return [...clients, ...ofPortal.map((client) => copyOf(client, issuer))];
}

/**
 * The same scopes, claims, sector and rules, with the portal's own address alone. It has no secret: the code is redeemed
 * by this process, with a verifier that only the developer's browser has.
 */
function copyOf(client: ClientMetadata, issuer: string): ClientMetadata {
  const kept = Object.entries(client).filter(([field]) => !leftOut.has(field));
  const own = {
    client_id: testCopyId(client.client_id),
    client_name: `${client.client_name} (prueba)`,
    application_type: 'web',
    redirect_uris: [issuer + TEST_RETURN_PATH],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: (client.scope ?? 'openid')
      .split(' ')
      .filter((scope) => scope !== 'offline_access')
      .join(' '),
    require_pkce: true,
    require_pushed_authorization_requests: false,
    require_signed_request_object: false,
    dpop_bound_access_tokens: false,
    resources: [],
    fapi2: false,
  };
  return { ...Object.fromEntries(kept), ...own } as unknown as ClientMetadata;
}
