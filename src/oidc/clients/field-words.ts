import { reachableAcrValues } from '../../domain/acr-values.ts';
import type { ClientField } from '../../ports/client-fields.ts';
import type { ClientFile } from './schema.ts';

const ADDRESS = 'an https address';
const YES_NO = 'true or false';
const ALGORITHM = '"ES256" or "RS256"';
const CLIENT_ALGORITHM = '"ES256", "PS256" or "RS256"';

/**
 * What each field of a client holds, in the English of an answer to its registration (RFC 7591, 3.2.2); for a file the
 * words are Spanish, in `locales/es-CL/operator/client-fields.ts`.
 */
export const fieldWords: Readonly<Record<ClientField, string>> = {
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
  optional_scopes: 'scopes of "scope" that people may leave out, with a space between them, such as "phone address"',
  logo: 'the name of a PNG or JPEG file in the folder logos, such as "mi-curso.png"',
  minimum_identity: 'the least identity with which it learns who a person is: "declarada", "revisada" or "documento"',
  claims_profile: '"estandar" or "claveunica"',
  claims_in_id_token: YES_NO,
  require_pkce: 'true, "or_nonce" (PKCE or a nonce) or false (with pkce_exception)',
  pkce_exception: 'why there is no PKCE, by whom it was decided and until when',
  fapi2: YES_NO,
  refresh_grace: 'a number of seconds, 0 to 30',
  resource_server: 'an API: {"identifier", "scopes", "access_token_format", "organisation_scopes"}',
  resources: 'a list of APIs: {"identifier", "scopes"}',
  security_events: 'where events go, and which: {"endpoint", "events"}',
} satisfies Readonly<Record<keyof ClientFile, string>>;
