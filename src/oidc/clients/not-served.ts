import type { NotServed } from '../../ports/client-mistakes.ts';
import type { Contradiction } from './profiles.ts';

/**
 * Client metadata that the standards define and this provider does not support, each with its reason. If it were
 * ignored in silence, a client would take it for accepted (OpenID Connect Registration 1.0, 2 and 3.2; RFC 7591, 2 and
 * 3.2.1; RFC 8705, RFC 9101, RFC 9396, RFC 9701; JARM; CIBA; Front-Channel Logout 1.0).
 */
export const notServed: Readonly<Record<string, NotServed>> = {
  logo_uri: 'logo',
  sector_identifier_uri: 'sector-document',
  request_uris: 'request-uris',
  software_statement: 'software-statement',
  response_modes: 'response-modes',
  authorization_details_types: 'authorization-details',
  id_token_encrypted_response_alg: 'encryption',
  id_token_encrypted_response_enc: 'encryption',
  userinfo_encrypted_response_alg: 'encryption',
  userinfo_encrypted_response_enc: 'encryption',
  introspection_encrypted_response_alg: 'encryption',
  introspection_encrypted_response_enc: 'encryption',
  request_object_encryption_alg: 'encryption',
  request_object_encryption_enc: 'encryption',
  authorization_signed_response_alg: 'jarm',
  authorization_encrypted_response_alg: 'jarm',
  authorization_encrypted_response_enc: 'jarm',
  tls_client_auth_subject_dn: 'mutual-tls',
  tls_client_auth_san_dns: 'mutual-tls',
  tls_client_auth_san_uri: 'mutual-tls',
  tls_client_auth_san_ip: 'mutual-tls',
  tls_client_auth_san_email: 'mutual-tls',
  tls_client_certificate_bound_access_tokens: 'mutual-tls',
  use_mtls_endpoint_aliases: 'mutual-tls',
  backchannel_token_delivery_mode: 'ciba',
  backchannel_client_notification_endpoint: 'ciba',
  backchannel_authentication_request_signing_alg: 'ciba',
  backchannel_user_code_parameter: 'ciba',
  frontchannel_logout_uri: 'front-channel-logout',
  frontchannel_logout_session_required: 'front-channel-logout',
  claims_redirect_uris: 'uma',
};

/** One mistake for each of them that is asked for. `false`, `null` and an empty list ask for nothing. */
export function againstNotServed(given: Readonly<Record<string, unknown>>): readonly Contradiction[] {
  return Object.entries(given).flatMap(([name, value]): readonly Contradiction[] => {
    const reason = Object.hasOwn(notServed, name) ? notServed[name] : undefined;
    return reason && asksForSomething(value) ? [[[name], { code: 'not-served', reason }]] : [];
  });
}

/** The fields without the unsupported ones that ask for nothing or whose mistake is already reported. */
export function withoutNotServed(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(notServed, name)));
}

const asksForSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
