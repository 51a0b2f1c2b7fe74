import { CLAVE_UNICA_SCOPES } from './clave-unica.ts';
import { DEVICE_CODE, isOfAnApp, webAddress } from './client-fields.ts';
import type { ClientFile } from './client-shape.ts';

/** A field, and what is wrong with it beside the others. */
export type Contradiction = readonly [path: (string | number)[], message: string];

/** What no field shows by itself: those that do not go together. */
export function* contradictions(client: ClientFile): Generator<Contradiction> {
  yield* wrongAddresses(client);
  yield* wrongSecret(client);
  yield* wrongProofs(client);
  yield* wrongGrants(client);
  if (!client.first_party && client.sector === 'sence')
    yield [['sector'], '"sence" is shared by SENCE\'s own platforms: name the organisation'];
  if (client.fapi2) yield* againstFapi(client);
  if (client.claims_profile === 'claveunica') yield* againstClaveUnica(client);
}

function* wrongAddresses(client: ClientFile): Generator<Contradiction> {
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const) {
    for (const [place, text] of client[field].entries()) {
      const own = client.application_type === 'native' && isOfAnApp(text);
      if (!own && !webAddress.safeParse(text).success)
        yield [
          [field, place],
          'must be an https address (http only on this machine), whole, without wildcard or fragment',
        ];
    }
  }
}

function* wrongSecret(client: ClientFile): Generator<Contradiction> {
  const secret = client.token_endpoint_auth_method.startsWith('client_secret');
  if (secret && !client.client_secret_env && !client.client_secret)
    yield [['client_secret_env'], 'a confidential client names the environment variable that holds its secret'];
  if (!secret && (client.client_secret_env || client.client_secret))
    yield [['client_secret_env'], 'this client authenticates without a secret: remove it'];
  if (client.token_endpoint_auth_method === 'private_key_jwt' && !client.jwks && !client.jwks_uri)
    yield [['jwks'], 'private_key_jwt needs jwks or jwks_uri'];
}

function* wrongProofs(client: ClientFile): Generator<Contradiction> {
  if (!client.require_pkce && client.token_endpoint_auth_method === 'none')
    yield [['require_pkce'], 'a public client always uses PKCE'];
  if (!client.require_pkce && !client.pkce_exception)
    yield [['pkce_exception'], 'an exception from PKCE is recorded: say why, by whom and until when'];
  if (client.scope.split(' ').includes('name') && client.claims_profile !== 'claveunica')
    yield [['scope'], '"name" is a scope of ClaveÚnica: use "profile", or claims_profile "claveunica"'];
}

/** A person's sign-in needs a way back and openid; a machine needs a secret or a key of its own, and an API to call. */
function* wrongGrants(client: ClientFile): Generator<Contradiction> {
  const has = (grant: ClientFile['grant_types'][number]): boolean => client.grant_types.includes(grant);
  const code = has('authorization_code');
  if (code && client.redirect_uris.length === 0) yield [['redirect_uris'], 'authorization_code needs at least one'];
  if (!code && client.redirect_uris.length > 0) yield [['redirect_uris'], 'serves no grant of this client: remove it'];
  if ((code || has(DEVICE_CODE)) && !client.scope.split(' ').includes('openid'))
    yield [['scope'], 'must have openid among its words'];
  if (has('client_credentials') && client.token_endpoint_auth_method === 'none')
    yield [['token_endpoint_auth_method'], 'client_credentials needs a client that proves who it is'];
  if (has('client_credentials') && client.resources.length === 0)
    yield [['resources'], 'client_credentials needs an API to call'];
}

/** FAPI 2.0 Security Profile, 5.3.2 and 5.3.3: PAR, sender-constrained tokens, asymmetric proof of the client. */
function* againstFapi(client: ClientFile): Generator<Contradiction> {
  if (client.token_endpoint_auth_method !== 'private_key_jwt')
    yield [['token_endpoint_auth_method'], 'a fapi2 client uses private_key_jwt'];
  if (!client.require_pkce) yield [['require_pkce'], 'a fapi2 client uses PKCE'];
  if (client.require_pushed_authorization_requests === false)
    yield [['require_pushed_authorization_requests'], 'a fapi2 client pushes its requests: leave it out'];
  if (client.dpop_bound_access_tokens === false)
    yield [['dpop_bound_access_tokens'], 'a fapi2 client binds its tokens by DPoP: leave it out'];
  for (const field of ['id_token_signed_response_alg', 'userinfo_signed_response_alg'] as const)
    if (client[field] === 'RS256') yield [[field], 'a fapi2 client takes ES256'];
  for (const field of ['token_endpoint_auth_signing_alg', 'request_object_signing_alg'] as const)
    if (client[field] === 'RS256') yield [[field], 'a fapi2 client signs by ES256 or PS256'];
}

/** A system written for ClaveÚnica sends a secret in the form and no PKCE, and reads RS256 (docs/clients.md). */
function* againstClaveUnica(client: ClientFile): Generator<Contradiction> {
  const scopes = client.scope.split(' ').sort().join(' ');
  if (scopes !== [...CLAVE_UNICA_SCOPES].sort().join(' '))
    yield [['scope'], `a claveunica client has "${CLAVE_UNICA_SCOPES.join(' ')}", no more and no less`];
  if (client.token_endpoint_auth_method !== 'client_secret_post')
    yield [['token_endpoint_auth_method'], 'a claveunica client uses client_secret_post'];
  if (client.require_pkce) yield [['require_pkce'], 'a claveunica client sends no PKCE: false, with pkce_exception'];
  if (client.id_token_signed_response_alg !== 'RS256')
    yield [['id_token_signed_response_alg'], 'a claveunica client takes RS256'];
  if (client.userinfo_signed_response_alg)
    yield [['userinfo_signed_response_alg'], 'a claveunica client reads JSON: leave it out'];
}
