import { z } from 'zod';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const SCOPES = ['openid', 'profile', 'email', 'phone', 'address', 'run', 'empresa', 'offline_access'];

const address = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** https, or http on this machine; exact, without wildcard, fragment or user (RFC 9700, 2.1). */
const webAddress = z.string().refine(
  (text) => {
    const url = address(text);
    if (!url || /[*#]/.test(text) || url.username) return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  },
  { message: 'must be an https address (http only on this machine), whole, without wildcard or fragment' },
);

const scopes = z
  .string()
  .refine((text) => text.split(' ').every((scope) => SCOPES.includes(scope)) && text.split(' ').includes('openid'), {
    message: `must be words of "${SCOPES.join(' ')}", with openid among them`,
  });

/** One platform: standard client metadata (OpenID Connect Registration 1.0, 2) and the fields of this house. */
export const clientFile = z
  .strictObject({
    client_id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be small letters, digits and hyphens'),
    client_name: z.string().min(1).max(80),
    client_uri: webAddress.optional(),
    logo_uri: webAddress.optional(),
    policy_uri: webAddress.optional(),
    tos_uri: webAddress.optional(),
    application_type: z.enum(['web', 'native']).optional(),
    redirect_uris: z.array(z.string()).min(1),
    post_logout_redirect_uris: z.array(z.string()).default([]),
    backchannel_logout_uri: webAddress.optional(),
    backchannel_logout_session_required: z.boolean().optional(),
    grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).default(['authorization_code']),
    response_types: z.array(z.literal('code', { message: 'must be "code"' })).default(['code']),
    token_endpoint_auth_method: z
      .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
      .default('client_secret_basic'),
    client_secret_env: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]+$/, 'must name an environment variable')
      .optional(),
    client_secret: z.string().min(32, 'must be at least 32 characters').optional(),
    jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }).optional(),
    jwks_uri: webAddress.optional(),
    id_token_signed_response_alg: z.enum(['ES256', 'RS256']).default('ES256'),
    require_pushed_authorization_requests: z.boolean().optional(),
    default_max_age: z.number().int().positive().optional(),
    scope: scopes,
    contacts: z.array(z.email()).min(1),
    simulado: z.boolean().default(false),
    first_party: z.boolean(),
    sector: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be small letters, digits and hyphens'),
    legal_basis: z.string().min(10),
    accepts_declared_identity: z.boolean().default(false),
    claims_profile: z.enum(['estandar', 'claveunica']).default('estandar'),
    claims_in_id_token: z.boolean().default(false),
    require_pkce: z.boolean().default(true),
    pkce_exception: z.string().min(10).optional(),
  })
  .superRefine((client, context) => {
    for (const [path, message] of contradictions(client)) context.addIssue({ code: 'custom', path, message });
  });

export type ClientFile = z.output<typeof clientFile>;

function* contradictions(client: ClientFile): Generator<readonly [(string | number)[], string]> {
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const) {
    for (const [place, text] of client[field].entries()) {
      const own = client.application_type === 'native' && /^[a-z][a-z0-9+.-]*\.[a-z0-9+.-]+:/i.test(text);
      if (!own && !webAddress.safeParse(text).success)
        yield [
          [field, place],
          'must be an https address (http only on this machine), whole, without wildcard or fragment',
        ];
    }
  }
  const secret = client.token_endpoint_auth_method.startsWith('client_secret');
  if (secret && !client.client_secret_env && !client.client_secret)
    yield [['client_secret_env'], 'a confidential client names the environment variable that holds its secret'];
  if (!secret && (client.client_secret_env || client.client_secret))
    yield [['client_secret_env'], 'this client authenticates without a secret: remove it'];
  if (client.token_endpoint_auth_method === 'private_key_jwt' && !client.jwks && !client.jwks_uri)
    yield [['jwks'], 'private_key_jwt needs jwks or jwks_uri'];
  if (!client.require_pkce && client.token_endpoint_auth_method === 'none')
    yield [['require_pkce'], 'a public client always uses PKCE'];
  if (!client.require_pkce && !client.pkce_exception)
    yield [['pkce_exception'], 'an exception from PKCE is recorded: say why, by whom and until when'];
}
