import type { Client, ClientMetadata } from 'oidc-provider';
import { DEVICE_CODE } from './fields.ts';
import type { ClientFile } from './schema.ts';
import { type ClientSecrets, FORMER_SECRET, fapiAlgorithms, readKey } from './secrets.ts';

/**
 * What a client of the FAPI 2.0 Security Profile does whether its file says so or not (5.3.2.1, 5.4.1). Its algorithm is the
 * file's, or the only one that its keys leave; where they leave both, each assertion says its own (client-assertions.ts).
 */
function fapi2({
  token_endpoint_auth_signing_alg: named,
  jwks,
}: Pick<ClientFile, 'token_endpoint_auth_signing_alg' | 'jwks'>) {
  const left = fapiAlgorithms.filter((alg) => jwks?.keys.some((key) => readKey(key).algorithms.includes(alg)));
  return {
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
    token_endpoint_auth_signing_alg: named ?? (left.length === 1 ? left[0] : undefined),
  };
}

/** A platform's file as the provider reads it; `secrets` are those that the environment holds for it. */
export function toMetadata(
  { client_secret_env: _, simulado: __, ...client }: ClientFile,
  secrets: ClientSecrets | undefined,
): ClientMetadata {
  const code = client.grant_types.includes('authorization_code');
  const kept = Object.entries({
    ...client,
    response_types: code ? ['code'] : [],
    // The library asks for one where redirect_uris lie on several hosts or are an app's own; nobody reads it (subject.ts).
    sector_identifier_uri: `https://${client.sector}.invalid/`,
    client_secret: secrets?.secret ?? client.client_secret,
    [FORMER_SECRET]: secrets?.former,
    ...(client.fapi2 ? fapi2(client) : {}),
    ...(client.grant_types.includes(DEVICE_CODE) ? { subject_type: 'public' } : {}),
  }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as unknown as ClientMetadata;
}

/**
 * Whether each use of a refresh token gives another one. Public clients rotate; a confidential one is bound by its
 * authentication (RFC 9700, 2.2.2 and 4.14.2), and FAPI 2.0, 5.3.2.1 forbids it to rotate.
 */
export const rotates = ({ clientAuthMethod }: Pick<Client, 'clientAuthMethod'>): boolean => clientAuthMethod === 'none';
