import { DEVICE_CODE, isOfAnApp, isWebAddress } from './fields.ts';
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
  wrongOptional,
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
  if (!first_party && sector === 'sence') yield [['sector'], { code: 'sector-sence' }];
}

/** An app on a telephone also has private-use schemes, such as cl.sence.app:/vuelta (RFC 8252, 7.1). */
function* wrongAddresses(client: ClientFile): Generator<Contradiction> {
  const isOwn = (text: string): boolean => client.application_type === 'native' && isOfAnApp(text);
  for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const)
    for (const [place, text] of client[field].entries())
      if (!isOwn(text) && !isWebAddress(text)) yield [[field, place], { code: 'web-address' }];
}

function* wrongSecret(client: ClientFile): Generator<Contradiction> {
  const secret = client.token_endpoint_auth_method.startsWith('client_secret');
  if (secret && !client.client_secret_env && !client.client_secret)
    yield [['client_secret_env'], { code: 'secret-unnamed' }];
  if (!secret && (client.client_secret_env || client.client_secret))
    yield [['client_secret_env'], { code: 'secret-useless' }];
}

function* missingPkce(client: ClientFile): Generator<Contradiction> {
  if (client.require_pkce !== true && client.token_endpoint_auth_method === 'none')
    yield [['require_pkce'], { code: 'pkce-of-public' }];
  if (client.require_pkce === false && !client.pkce_exception) yield [['pkce_exception'], { code: 'pkce-unrecorded' }];
}

function* wrongScope(client: ClientFile): Generator<Contradiction> {
  if (client.scope.split(' ').includes('name') && client.claims_profile !== 'claveunica')
    yield [['scope'], { code: 'scope-name' }];
}

/** A person's sign-in needs a redirect address. */
function* missingAddress({ grant_types, redirect_uris }: ClientFile): Generator<Contradiction> {
  if (grant_types.includes('authorization_code') && redirect_uris.length === 0)
    yield [['redirect_uris'], { code: 'address-missing' }];
}

function* uselessAddress({ grant_types, redirect_uris }: ClientFile): Generator<Contradiction> {
  if (!grant_types.includes('authorization_code') && redirect_uris.length > 0)
    yield [['redirect_uris'], { code: 'useless' }];
}

/** A person's sign-in requests openid. */
function* missingOpenid({ grant_types, scope }: ClientFile): Generator<Contradiction> {
  const ofPeople = grant_types.includes('authorization_code') || grant_types.includes(DEVICE_CODE);
  if (ofPeople && scope === '') yield [['scope'], { code: 'field-missing', field: 'scope' }];
  else if (ofPeople && !scope.split(' ').includes('openid')) yield [['scope'], { code: 'openid-missing' }];
}

/** What may be left out is part of what is asked; a client that asks no consent, or needs every scope, has none. */
function* wrongOptional(client: ClientFile): Generator<Contradiction> {
  const optional = client.optional_scopes.split(' ').filter(Boolean);
  const askable = client.scope.split(' ').filter((scope) => scope !== 'openid');
  const others = optional.filter((scope) => !askable.includes(scope));
  if (others.length > 0) yield [['optional_scopes'], { code: 'optional-others', others }];
  const unasked = client.first_party || client.claims_profile === 'claveunica';
  if (optional.length > 0 && unasked) yield [['optional_scopes'], { code: 'optional-unasked' }];
}

/** A machine needs a secret or a key of its own, and an API to call. */
function* wrongMachine(client: ClientFile): Generator<Contradiction> {
  if (!client.grant_types.includes('client_credentials')) return;
  if (client.token_endpoint_auth_method === 'none')
    yield [['token_endpoint_auth_method'], { code: 'machine-unproven' }];
  if (client.resources.length === 0) yield [['resources'], { code: 'resources-missing' }];
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
    yield [['token_endpoint_auth_method'], { code: 'api-unproven' }];
  if (client.grant_types.length > 0) return;
  if (!client.resource_server) yield [['grant_types'], { code: 'field-missing', field: 'grant_types' }];
  for (const field of ofGrants)
    if (client[field] !== undefined && client[field].length !== 0) yield [[field], { code: 'useless' }];
}
