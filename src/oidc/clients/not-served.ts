import type { Contradiction } from './profiles.ts';

const ENCRYPTED = 'nothing is encrypted here (JWE): leave it out';
const MTLS = 'there is no mutual TLS here: use private_key_jwt, and DPoP for bound tokens';
const JARM = 'answers come by query or form_post, never as a JWT: leave it out';
const CIBA = 'there is no sign-in that a client begins by itself (CIBA): leave it out';
const FRONT_CHANNEL = 'browsers keep third-party cookies from frames: use backchannel_logout_uri';

/**
 * Client metadata that the standards know and this provider does not serve, each with what is told of it. Left out in
 * silence, a client would take it for accepted (OpenID Connect Registration 1.0, 2 and 3.2; RFC 7591, 2 and 3.2.1; RFC 8705,
 * RFC 9101, RFC 9396, RFC 9701; JARM; CIBA; Front-Channel Logout 1.0).
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

/** The same fields without those of them that ask for nothing, or of which a mistake is told already. */
export function withoutNotServed(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(notServed, name)));
}

const asksForSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
