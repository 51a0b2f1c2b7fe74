import { z } from 'zod';
import { reachableAcrValues } from '../../domain/acr-values.ts';
import { identityLevels } from '../../domain/identity-level.ts';
import { code, grantTypes, resource, resourceServer, scopes, securityEvents, webAddress } from './fields.ts';
import { clientAlgorithms } from './secrets.ts';

/** Seconds that the last refresh token of a public client stays valid after rotation, by default. */
export const REFRESH_GRACE = 10;

/** The maximum that a file may set. */
const MOST_REFRESH_GRACE = 30;

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, code('name-shape'));
const signing = z.enum(['ES256', 'RS256']);
const clientSigning = z.enum(clientAlgorithms);

/**
 * Standard metadata: OpenID Connect Registration 1.0, 2; RFC 7591, 2; RFC 9126, 6; RFC 9449, 5.2; RFC 9101, 10.5; RFC
 * 9701, 6. Other metadata of these standards is refused with its reason (clients/not-served.ts).
 */
const standard = {
  client_id: name,
  client_name: z.string().min(1).max(80),
  client_uri: webAddress.optional(),
  policy_uri: webAddress.optional(),
  tos_uri: webAddress.optional(),
  initiate_login_uri: webAddress.optional(),
  software_id: z.string().min(1).max(200).optional(),
  software_version: z.string().min(1).max(200).optional(),
  application_type: z.enum(['web', 'native']).optional(),
  redirect_uris: z.array(z.string()).default([]),
  post_logout_redirect_uris: z.array(z.string()).default([]),
  backchannel_logout_uri: webAddress.optional(),
  backchannel_logout_session_required: z.boolean().optional(),
  grant_types: grantTypes.default(['authorization_code']),
  response_types: z.array(z.literal('code', code('response-type'))).optional(),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic'),
  token_endpoint_auth_signing_alg: clientSigning.optional(),
  client_secret: z.string().min(32, code('secret-short')).optional(),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }).optional(),
  jwks_uri: webAddress.optional(),
  subject_type: z.literal('pairwise').optional(),
  id_token_signed_response_alg: signing.default('ES256'),
  userinfo_signed_response_alg: signing.optional(),
  introspection_signed_response_alg: signing.optional(),
  request_object_signing_alg: clientSigning.optional(),
  require_signed_request_object: z.boolean().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
  dpop_bound_access_tokens: z.boolean().optional(),
  default_max_age: z.number().int().positive().optional(),
  default_acr_values: z.array(z.enum(reachableAcrValues())).optional(),
  require_auth_time: z.boolean().optional(),
  scope: scopes.default(''),
  contacts: z.array(z.email()).min(1),
};

/** Our own fields (rules, Client file). */
const own = {
  client_secret_env: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]+$/, code('variable-name'))
    .optional(),
  simulado: z.boolean().default(false),
  first_party: z.boolean().default(false),
  sector: name,
  legal_basis: z.string().min(10),
  /** Scopes of `scope` that a person may leave out on the page of consent. */
  optional_scopes: scopes.default(''),
  /** Name of a picture in the folder `logos` beside the files. */
  logo: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}\.(png|jpe?g)$/, code('logo-name'))
    .optional(),
  /** The least identity with which a person's data is disclosed to it. */
  minimum_identity: z.enum(identityLevels).default('documento'),
  claims_profile: z.enum(['estandar', 'claveunica']).default('estandar'),
  claims_in_id_token: z.boolean().default(false),
  /** PKCE always; PKCE or a nonce (RFC 9700, 2.1.1: confidential clients); neither, as `pkce_exception` records. */
  require_pkce: z.union([z.boolean(), z.literal('or_nonce')]).default(true),
  pkce_exception: z.string().min(10).optional(),
  /** Follows the FAPI 2.0 Security Profile: this one value sets all its requirements. */
  fapi2: z.boolean().default(false),
  /** Seconds that the last refresh token of a public client stays valid after it was rotated. */
  refresh_grace: z.number().int().min(0).max(MOST_REFRESH_GRACE).default(REFRESH_GRACE),
  /** This client is an API as well, and may introspect the tokens meant for it (RFC 7662). */
  resource_server: resourceServer.optional(),
  resources: z.array(resource).default([]),
  security_events: securityEvents.optional(),
};

/** Every field of a client file, each by itself. */
export const clientShape = z.strictObject({ ...standard, ...own });

export type ClientFile = z.output<typeof clientShape>;
