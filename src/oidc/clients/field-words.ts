import { reachableAcrValues } from '../../domain/acr-values.ts';
import type { Contradiction } from './profiles.ts';
import type { ClientFile } from './schema.ts';

const ADDRESS = 'an https address';
const YES_NO = 'true or false';
const ALGORITHM = '"ES256" or "RS256"';
const CLIENT_ALGORITHM = '"ES256", "PS256" or "RS256"';

/** What each field of a client file holds, for an author who left it out or wrote another value. */
export const fieldWords: Readonly<Record<keyof ClientFile, string>> = {
  client_id: 'the name by which the platform is known: small letters, digits and hyphens',
  client_name: 'the name that people read, 80 letters at most',
  client_uri: ADDRESS,
  policy_uri: ADDRESS,
  tos_uri: ADDRESS,
  initiate_login_uri: ADDRESS,
  software_id: 'a text of 200 characters at most',
  software_version: 'a text of 200 characters at most',
  application_type: '"web" or "native"',
  redirect_uris: 'a list of https addresses to which people come back',
  post_logout_redirect_uris: 'a list of https addresses to which people come after they left',
  backchannel_logout_uri: ADDRESS,
  backchannel_logout_session_required: YES_NO,
  grant_types: 'a list of grants, such as ["authorization_code", "refresh_token"]',
  response_types: 'the list ["code"]',
  token_endpoint_auth_method:
    'how the platform proves who it is: "client_secret_basic", "client_secret_post", "private_key_jwt" or "none"',
  token_endpoint_auth_signing_alg: CLIENT_ALGORITHM,
  client_secret: 'a text of at least 32 characters',
  jwks: 'public keys, such as {"keys": [...]}',
  jwks_uri: ADDRESS,
  subject_type: '"pairwise"',
  id_token_signed_response_alg: ALGORITHM,
  userinfo_signed_response_alg: ALGORITHM,
  introspection_signed_response_alg: ALGORITHM,
  request_object_signing_alg: CLIENT_ALGORITHM,
  require_signed_request_object: YES_NO,
  require_pushed_authorization_requests: YES_NO,
  dpop_bound_access_tokens: YES_NO,
  default_max_age: 'a number of seconds, 1 or more',
  default_acr_values: `a list of levels that can be reached now: ${JSON.stringify(reachableAcrValues())}`,
  require_auth_time: YES_NO,
  scope: 'scopes with a space between them, such as "openid profile"',
  contacts: 'a list of e-mail addresses of those who look after the platform',
  client_secret_env: 'the name of an environment variable, such as "MI_CURSO_SECRET"',
  simulado: YES_NO,
  first_party: YES_NO,
  sector: 'who shares a sub with this platform, such as the name of its organisation; it never changes',
  legal_basis: 'purpose and legal basis, one sentence',
  accepts_declared_identity: YES_NO,
  claims_profile: '"estandar" or "claveunica"',
  claims_in_id_token: YES_NO,
  require_pkce: 'true, "or_nonce" (PKCE or a nonce) or false (with pkce_exception)',
  pkce_exception: 'why there is no PKCE, by whom it was decided and until when',
  fapi2: YES_NO,
  refresh_grace: 'a number of seconds, 0 to 30',
  resource_server: 'an API: {"identifier", "scopes", "access_token_format"}',
  resources: 'a list of APIs: {"identifier", "scopes"}',
  security_events: 'where events go, and which: {"endpoint", "events"}',
};

const ENCRYPTED = 'nothing is encrypted here (JWE): leave it out';
const MTLS = 'there is no mutual TLS here: use private_key_jwt, and DPoP for bound tokens';
const JARM = 'answers come by query or form_post, never as a JWT: leave it out';
const CIBA = 'there is no sign-in that a client begins by itself (CIBA): leave it out';
const FRONT_CHANNEL = 'browsers keep third-party cookies from frames: use backchannel_logout_uri';

/**
 * Client metadata that the standards define and this provider does not support, each with its explanation. If it were
 * ignored in silence, a client would take it for accepted (OpenID Connect Registration 1.0, 2 and 3.2; RFC 7591, 2 and
 * 3.2.1; RFC 8705, RFC 9101, RFC 9396, RFC 9701; JARM; CIBA; Front-Channel Logout 1.0).
 */
export const notServed: Readonly<Record<string, string>> = {
  logo_uri: 'no logo is shown until files can be taken: leave it out',
  sector_identifier_uri:
    'no document of a sector is read: a file names its sector, a client that registers has its own',
  request_uris: 'no request is fetched from an address: push it (RFC 9126)',
  software_statement: 'no issuer of software statements is trusted here: say the metadata itself',
  response_modes: 'each request says its own response_mode (query or form_post): leave it out',
  authorization_details_types: 'there are no rich authorization requests (RFC 9396): use scope and resource',
  id_token_encrypted_response_alg: ENCRYPTED,
  id_token_encrypted_response_enc: ENCRYPTED,
  userinfo_encrypted_response_alg: ENCRYPTED,
  userinfo_encrypted_response_enc: ENCRYPTED,
  introspection_encrypted_response_alg: ENCRYPTED,
  introspection_encrypted_response_enc: ENCRYPTED,
  request_object_encryption_alg: ENCRYPTED,
  request_object_encryption_enc: ENCRYPTED,
  authorization_signed_response_alg: JARM,
  authorization_encrypted_response_alg: JARM,
  authorization_encrypted_response_enc: JARM,
  tls_client_auth_subject_dn: MTLS,
  tls_client_auth_san_dns: MTLS,
  tls_client_auth_san_uri: MTLS,
  tls_client_auth_san_ip: MTLS,
  tls_client_auth_san_email: MTLS,
  tls_client_certificate_bound_access_tokens: MTLS,
  use_mtls_endpoint_aliases: MTLS,
  backchannel_token_delivery_mode: CIBA,
  backchannel_client_notification_endpoint: CIBA,
  backchannel_authentication_request_signing_alg: CIBA,
  backchannel_user_code_parameter: CIBA,
  frontchannel_logout_uri: FRONT_CHANNEL,
  frontchannel_logout_session_required: FRONT_CHANNEL,
  claims_redirect_uris: 'there is no UMA here: leave it out',
};

/** One mistake for each of them that is asked for. `false`, `null` and an empty list ask for nothing. */
export function againstNotServed(given: Readonly<Record<string, unknown>>): readonly Contradiction[] {
  return Object.keys(given)
    .filter((name) => Object.hasOwn(notServed, name) && asksForSomething(given[name]))
    .map((name) => [[name], `is not served: ${notServed[name]}`]);
}

/** The fields without the unsupported ones that ask for nothing or whose mistake is already reported. */
export function withoutNotServed(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(notServed, name)));
}

const asksForSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
