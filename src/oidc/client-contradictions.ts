import { DEVICE_CODE, isOfAnApp, isWebAddress, NO_WEB_ADDRESS } from './client-fields.ts';
import { againstClaveUnica, againstFapi, type Contradiction } from './client-profiles.ts';
import type { ClientFile } from './client-shape.ts';

/** What no field of a file shows by itself: those that do not go together. */
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

/** An app on a telephone has addresses of its own as well, such as cl.sence.app:/vuelta (RFC 8252, 7.1). */
function* wrongAddresses(client: ClientFile): Generator<Contradiction> {
  const isOwn = (text: string): boolean => client.application_type === 'native' && isOfAnApp(text);
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const)
    for (const [place, text] of client[field].entries())
      if (!isOwn(text) && !isWebAddress(text)) yield [[field, place], NO_WEB_ADDRESS];
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
