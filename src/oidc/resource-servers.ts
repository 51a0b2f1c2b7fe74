import { type Client, type ClientMetadata, errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import { assertScopesOfFile, type KnownScopes } from './asked-scopes.ts';
import { ownFields } from './own-client-fields.ts';

type Own = ReturnType<typeof ownFields>;
type Api = NonNullable<Own['resource_server']>;

/** Seconds that an access token for an API lives: nobody can take back one that is a JWT. */
const LIFE = 600;

/**
 * Finds the API behind a resource indicator (RFC 8707): one that some client's file declares, and that the file of the
 * client which asks opens; the scopes are those which both name. Anything else is `invalid_target`.
 */
export function resourceServerFinder(clients: readonly ClientMetadata[], known: KnownScopes) {
  const apis = new Map(clients.flatMap(declared));
  return async (ctx: KoaContextWithOIDC, indicator: string, client: Client): Promise<ResourceServer> => {
    assertScopesOfFile(known, ctx, client);
    const api = apis.get(indicator);
    const open = ownFields(client).resources.find(({ identifier }) => identifier === indicator);
    if (!api || !open) throw new errors.InvalidTarget();
    return {
      audience: indicator,
      scope: api.scopes.filter((scope) => open.scopes.includes(scope)).join(' '),
      accessTokenTTL: LIFE,
      accessTokenFormat: api.access_token_format,
      // RFC 9068, 2.1: signed by a key of ours that anybody may read.
      ...(api.access_token_format === 'jwt' ? { jwt: { sign: { alg: 'ES256' } } } : {}),
    } as ResourceServer;
  };
}

/** No API where none is asked for; the library asks this before it drops what it does not know of a scope. */
export function noResource(known: KnownScopes) {
  return async <T>(ctx: KoaContextWithOIDC, client: Client, oneOf: T | undefined): Promise<T | undefined> => {
    assertScopesOfFile(known, ctx, client);
    return oneOf;
  };
}

function declared(metadata: ClientMetadata): [string, Api][] {
  const api = metadata.resource_server as Api | undefined;
  return api ? [[api.identifier, api]] : [];
}

/** Whether a token is meant for the API that this client is (policy: `active` only to its own client or its `aud`). */
export function isMeantFor(client: Client, aud: string | readonly string[] | undefined): boolean {
  const own = ownFields(client).resource_server?.identifier;
  return own !== undefined && [aud ?? []].flat().includes(own);
}
