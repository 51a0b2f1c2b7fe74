import type { ClientField } from '../../../ports/client-fields.ts';

const ADDRESS = 'una dirección https';
const YES_NO = 'true o false';
const ALGORITHM = '"ES256" o "RS256"';
const CLIENT_ALGORITHM = '"ES256", "PS256" o "RS256"';

/** What each field of a client file holds, for an author who left it out or wrote another value. */
export const clientFieldTexts: Readonly<Record<ClientField, string>> = {
  client_id: 'el nombre con que se conoce la plataforma: letras minúsculas, cifras y guiones',
  client_name: 'el nombre que leen las personas, de 80 letras a lo más',
  client_uri: ADDRESS,
  policy_uri: ADDRESS,
  tos_uri: ADDRESS,
  initiate_login_uri: ADDRESS,
  software_id: 'un texto de 200 caracteres a lo más',
  software_version: 'un texto de 200 caracteres a lo más',
  application_type: '"web" o "native"',
  redirect_uris: 'una lista de direcciones https a las que vuelven las personas',
  post_logout_redirect_uris: 'una lista de direcciones https a las que llegan las personas después de salir',
  backchannel_logout_uri: ADDRESS,
  backchannel_logout_session_required: YES_NO,
  grant_types: 'una lista de grants, como ["authorization_code", "refresh_token"]',
  response_types: 'la lista ["code"]',
  token_endpoint_auth_method:
    'la forma en que la plataforma se autentica: "client_secret_basic", "client_secret_post", "private_key_jwt" o "none"',
  token_endpoint_auth_signing_alg: CLIENT_ALGORITHM,
  client_secret: 'un texto de 32 caracteres al menos',
  jwks: 'un conjunto de llaves públicas, como {"keys": [...]}',
  jwks_uri: ADDRESS,
  subject_type: '"pairwise"',
  id_token_signed_response_alg: ALGORITHM,
  userinfo_signed_response_alg: ALGORITHM,
  introspection_signed_response_alg: ALGORITHM,
  request_object_signing_alg: CLIENT_ALGORITHM,
  require_signed_request_object: YES_NO,
  require_pushed_authorization_requests: YES_NO,
  dpop_bound_access_tokens: YES_NO,
  default_max_age: 'un número entero de segundos, 1 o más',
  default_acr_values: 'una lista de niveles que hoy se alcanzan (docs/claims.md)',
  require_auth_time: YES_NO,
  scope: 'una lista de scopes separados por un espacio, como "openid profile"',
  contacts: 'una lista de correos de quienes cuidan la plataforma',
  client_secret_env: 'el nombre de una variable de entorno, como "MI_CURSO_SECRET"',
  simulado: YES_NO,
  first_party: YES_NO,
  sector: 'el nombre de quienes comparten el sub con esta plataforma, como el de su organización; no cambia nunca',
  legal_basis: 'la finalidad y la base legal, en una frase de 10 caracteres al menos',
  minimum_identity: 'la identidad que basta para saber quién es la persona: "declarada", "revisada" o "documento"',
  claims_profile: '"estandar" o "claveunica"',
  claims_in_id_token: YES_NO,
  require_pkce: 'true, "or_nonce" (PKCE o un nonce) o false (con pkce_exception)',
  pkce_exception: 'la razón por la que no hay PKCE, quién lo decidió y hasta cuándo, en 10 caracteres al menos',
  fapi2: YES_NO,
  refresh_grace: 'un número entero de segundos, de 0 a 30',
  resource_server: 'una API: {"identifier", "scopes", "access_token_format"}',
  resources: 'una lista de API: {"identifier", "scopes"}',
  security_events: 'una dirección y los eventos que van a ella: {"endpoint", "events"}',
};
