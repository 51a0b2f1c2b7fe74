import { fieldWords } from './field-words.ts';
import { DEVICE_CODE, isOfAnApp, isWebAddress, NO_WEB_ADDRESS } from './fields.ts';
import { wrongKeys } from './key-rules.ts';
import { againstClaveUnica, againstFapi, type Contradiction } from './profiles.ts';
import type { ClientFile } from './schema.ts';

/**
 * Combinations of fields that are wrong though each field is right. Each rule is judged by itself (clients/judge.ts).
 */
export const rules: readonly ((client: ClientFile) => Iterable<Contradiction>)[] = [
  wrongAddresses,
  wrongSecret,
  wrongKeys,
  missingPkce,
  wrongScope,
  wrongApi,
  missingAddress,
  uselessAddress,
  missingOpenid,
  wrongMachine,
  wrongSector,
  function* (client) {
    if (client.fapi2) yield* againstFapi(client);
  },
  function* (client) {
    if (client.claims_profile === 'claveunica') yield* againstClaveUnica(client);
  },
];

function* wrongSector({ first_party, sector }: ClientFile): Generator<Contradiction> {
  if (!first_party && sector === 'sence')
    yield [['sector'], '"sence" is shared by SENCE\'s own platforms: name the organisation'];
}

/** An app on a telephone also has private-use schemes, such as cl.sence.app:/vuelta (RFC 8252, 7.1). */
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
}

function* missingPkce(client: ClientFile): Generator<Contradiction> {
  if (client.require_pkce !== true && client.token_endpoint_auth_method === 'none')
    yield [['require_pkce'], 'a public client always uses PKCE'];
  if (client.require_pkce === false && !client.pkce_exception)
    yield [['pkce_exception'], 'an exception from PKCE is recorded: say why, by whom and until when'];
}

function* wrongScope(client: ClientFile): Generator<Contradiction> {
  if (client.scope.split(' ').includes('name') && client.claims_profile !== 'claveunica')
    yield [['scope'], '"name" is a scope of ClaveÚnica: use "profile", or claims_profile "claveunica"'];
}

/** A person's sign-in needs a redirect address. */
function* missingAddress({ grant_types, redirect_uris }: ClientFile): Generator<Contradiction> {
  if (grant_types.includes('authorization_code') && redirect_uris.length === 0)
    yield [['redirect_uris'], `required: ${fieldWords.redirect_uris} (authorization_code needs at least one)`];
}

function* uselessAddress({ grant_types, redirect_uris }: ClientFile): Generator<Contradiction> {
  if (!grant_types.includes('authorization_code') && redirect_uris.length > 0)
    yield [['redirect_uris'], 'serves no grant of this client: remove it'];
}

/** A person's sign-in requests openid. */
function* missingOpenid({ grant_types, scope }: ClientFile): Generator<Contradiction> {
  const ofPeople = grant_types.includes('authorization_code') || grant_types.includes(DEVICE_CODE);
  if (ofPeople && scope === '') yield [['scope'], `required: ${fieldWords.scope}`];
  else if (ofPeople && !scope.split(' ').includes('openid')) yield [['scope'], 'must have openid among its words'];
}

/** A machine needs a secret or a key of its own, and an API to call. */
function* wrongMachine(client: ClientFile): Generator<Contradiction> {
  if (!client.grant_types.includes('client_credentials')) return;
  if (client.token_endpoint_auth_method === 'none')
    yield [['token_endpoint_auth_method'], 'client_credentials needs a client that proves who it is'];
  if (client.resources.length === 0) yield [['resources'], `required: ${fieldWords.resources} that it calls`];
}

/**
 * The file of a pure API (`resource_server`, with neither grants nor redirect addresses) need not state either: no user
 * signs in to it, and it calls nothing. It does not know users by a `sub` either, so its sector may be its own id.
 */
export function withApiDefaults(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { resource_server: api, grant_types: grants, redirect_uris: addresses, client_id: id } = given;
  if (api === undefined || addresses !== undefined || (grants !== undefined && !isEmpty(grants))) return given;
  return { sector: id, ...given, grant_types: [] };
}

/** Fields about users who sign in, and about calls to other APIs. */
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
 * A client without grants is an API that only introspects tokens (RFC 7662): fields about users or about calls have no
 * effect. A client that introspects must authenticate (RFC 7662, 2.1), also if it has grants.
 */
function* wrongApi(client: ClientFile): Generator<Contradiction> {
  if (client.resource_server && client.token_endpoint_auth_method === 'none')
    yield [['token_endpoint_auth_method'], 'an API proves who it is when it introspects: a secret or a key'];
  if (client.grant_types.length > 0) return;
  if (!client.resource_server) yield [['grant_types'], `required: ${fieldWords.grant_types}`];
  for (const field of ofGrants)
    if (client[field] !== undefined && client[field].length !== 0)
      yield [[field], 'serves no grant of this client: remove it'];
}
