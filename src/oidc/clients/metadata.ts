import { type Client, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { scopesOf } from '../../domain/claims.ts';
import { DEVICE_CODE } from './fields.ts';
import { claveUnicaScopeOf, isClaveUnica } from './profiles.ts';
import type { ClientFile } from './schema.ts';
import { type ClientSecrets, FORMER_SECRET, fapiAlgorithms, readKey } from './secrets.ts';

/**
 * What a client of the FAPI 2.0 Security Profile does whether or not its file says so (5.3.2.1, 5.4.1). Its algorithm
 * is the file's, or the only one that its keys allow; if they allow both, each assertion names its own
 * (assertClientAssertion).
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

/** A client file as the provider reads it; `secrets` are those that the environment has for it. */
export function toMetadata(
  { client_secret_env: _, simulado: __, ...client }: ClientFile,
  secrets: ClientSecrets | undefined,
): ClientMetadata {
  const code = client.grant_types.includes('authorization_code');
  const kept = Object.entries({
    ...client,
    response_types: code ? ['code'] : [],
    // The library requires one if redirect_uris are on several hosts or are private-use schemes; it is not used
    // (subject.ts).
    sector_identifier_uri: `https://${client.sector}.invalid/`,
    client_secret: secrets?.secret ?? client.client_secret,
    [FORMER_SECRET]: secrets?.former,
    ...(client.fapi2 ? fapi2(client) : {}),
    ...(client.grant_types.includes(DEVICE_CODE) ? { subject_type: 'public' } : {}),
  }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as unknown as ClientMetadata;
}

/**
 * Whether each use of a refresh token returns a new one. Public clients rotate; a confidential one is bound by its
 * authentication (RFC 9700, 2.2.2 and 4.14.2), and FAPI 2.0, 5.3.2.1 forbids it to rotate.
 */
export const rotates = ({ clientAuthMethod }: Pick<Client, 'clientAuthMethod'>): boolean => clientAuthMethod === 'none';

/** The fields of a client's metadata that the library does not know: ours, and two of RFC 7591 that are only stored. */
export const ownClientFields = [
  'first_party',
  'sector',
  'legal_basis',
  'optional_scopes',
  'logo',
  'minimum_identity',
  'claims_profile',
  'claims_in_id_token',
  'require_pkce',
  'pkce_exception',
  'software_id',
  'software_version',
  'fapi2',
  'refresh_grace',
  'resource_server',
  'resources',
  'security_events',
] as const satisfies readonly (keyof ClientFile)[];

type Own = Pick<ClientFile, (typeof ownClientFields)[number]>;

/** Reads our fields of a client of the provider. */
export function ownFields(client: Client): Own {
  return client as unknown as Own;
}

/** The scopes that a person may leave out on the page of consent, by the client's file. */
export const optionalScopes = (client: Client): readonly string[] =>
  (ownFields(client).optional_scopes ?? '').split(' ').filter(Boolean);

/** Whether a scope of the client's file opens this claim; nothing else does. */
export function opensClaim(client: Client, claim: string): boolean {
  const scopes = isClaveUnica(client) ? [claveUnicaScopeOf(claim)] : scopesOf(claim);
  const open = (client.scope ?? '').split(' ');
  return scopes.some((scope) => scope !== undefined && open.includes(scope));
}

/**
 * What is required of an assertion (RFC 7523) beyond the library's own checks. FAPI 2.0 Security Profile: its audience
 * is the issuer, as one string (5.3.2.1), and it is signed by ES256 or PS256 (5.4.1); a client with `jwks_uri`, or with
 * keys of both kinds, may use either. Throws `invalid_client`.
 */
export async function assertClientAssertion(
  { oidc }: KoaContextWithOIDC,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  client: Client,
): Promise<void> {
  if (!ownFields(client).fapi2) return;
  if (claims.aud !== oidc.issuer)
    throw new errors.InvalidClientAuth('audience (aud) must equal the issuer identifier url');
  const isAllowed = fapiAlgorithms.some((alg) => alg === header.alg);
  if (!isAllowed) throw new errors.InvalidClientAuth('a fapi2 client signs by ES256 or PS256');
}
