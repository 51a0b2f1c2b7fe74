import type { ClientFile } from './client-shape.ts';
import { fieldWords } from './field-words.ts';
import type { Contradiction } from './profiles.ts';

/**
 * A file of an API alone (`resource_server`, and neither grants nor redirect addresses) needs to say neither: nobody signs in
 * there, and it calls nothing. It knows nobody by a `sub` either, so that its sector may be its own id.
 */
export function withApiDefaults(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { resource_server: api, grant_types: grants, redirect_uris: addresses, client_id: id } = given;
  if (api === undefined || addresses !== undefined || (grants !== undefined && !isEmpty(grants))) return given;
  return { sector: id, ...given, grant_types: [] };
}

/** Fields of people who sign in, and of calls to other APIs. */
const ofGrants = [
  'scope',
  'post_logout_redirect_uris',
  'resources',
  'backchannel_logout_uri',
  'initiate_login_uri',
  'default_acr_values',
] as const;

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/**
 * Who has no grant is an API, and all that it does is ask whether a token is good (RFC 7662): fields of people or of calls
 * serve nothing there. Whoever introspects proves who it is (RFC 7662, 2.1), also beside grants.
 */
export function* wrongApi(client: ClientFile): Generator<Contradiction> {
  if (client.resource_server && client.token_endpoint_auth_method === 'none')
    yield [['token_endpoint_auth_method'], 'an API proves who it is when it introspects: a secret or a key'];
  if (client.grant_types.length > 0) return;
  if (!client.resource_server) yield [['grant_types'], `required: ${fieldWords.grant_types}`];
  for (const field of ofGrants)
    if (client[field] !== undefined && client[field].length !== 0)
      yield [[field], 'serves no grant of this client: remove it'];
}
