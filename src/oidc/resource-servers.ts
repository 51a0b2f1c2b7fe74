import { type Client, type ClientMetadata, errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import { assertScopesOfFile, type KnownScopes, knownOf } from './asked-scopes.ts';
import { ownFields } from './clients/metadata.ts';

type Own = ReturnType<typeof ownFields>;
type Api = NonNullable<Own['resource_server']>;

/** Seconds that an access token for an API is valid for: one that is a JWT cannot be revoked. */
const LIFE = 600;

/**
 * Finds the API of a resource indicator (RFC 8707): one that some client's file declares, and that the requesting
 * client's file opens; the scopes are those which both name. Anything else is `invalid_target`, and a request that asks
 * for none of them `invalid_scope`.
 */
export function resourceServerFinder(clients: readonly ClientMetadata[], known: KnownScopes) {
  const apis = new Map(clients.flatMap(declared));
  return async (ctx: KoaContextWithOIDC, indicator: string, client: Client): Promise<ResourceServer> => {
    assertScopesOfFile(known, ctx, client);
    const api = apis.get(indicator);
    const open = scopesOpenTo(client, indicator);
    if (!api || !open) throw new errors.InvalidTarget();
    const scopes = api.scopes.filter((scope) => open.includes(scope));
    if (isOfMachine(ctx)) askAllByDefault(ctx, scopes);
    if (begins.has(ctx.oidc.route)) assertSome(knownOf(known, ctx.oidc), scopes);
    return {
      audience: indicator,
      scope: scopes.join(' '),
      accessTokenTTL: LIFE,
      accessTokenFormat: api.access_token_format,
      // RFC 9068, 2.1: signed by a key of ours that any API may read.
      ...(api.access_token_format === 'jwt' ? { jwt: { sign: { alg: 'ES256' } } } : {}),
    } as ResourceServer;
  };
}

/**
 * The API of a request that names none. A machine's is the only one of its file; if it has several it is
 * `invalid_target`: a token without an audience would be useless. A person's sign-in needs none: its token is for
 * userinfo. The library asks this before it drops what it does not know of a scope.
 */
export function defaultResource(known: KnownScopes) {
  return async <T>(ctx: KoaContextWithOIDC, client: Client, oneOf: T | undefined): Promise<T | string | undefined> => {
    assertScopesOfFile(known, ctx, client);
    if (!isOfMachine(ctx)) return oneOf;
    const [only, ...more] = ownFields(client).resources;
    if (only && more.length === 0) return only.identifier;
    throw new errors.InvalidTarget('this client calls several APIs: name one by resource');
  };
}

/** Throws `invalid_scope` if none of the requested scopes is one of the API's (RFC 6749, 3.3). */
export function assertSome(asked: Iterable<string>, scopes: readonly string[]): void {
  const words = [...asked];
  if (!words.some((scope) => scopes.includes(scope)))
    throw new errors.InvalidScope('none of the scopes is one of this API', words.join(' '));
}

/** The scopes of an API that the client's file opens; undefined if it does not open that API. */
export const scopesOpenTo = (client: Client, indicator: string): readonly string[] | undefined =>
  ownFields(client).resources.find(({ identifier }) => identifier === indicator)?.scopes;

/** Routes at which a person's sign-in begins; a request that asks for nothing of an API is refused here at once. */
const begins: ReadonlySet<string> = new Set(['authorization', 'pushed_authorization_request', 'device_authorization']);

const isOfMachine = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.route === 'token' && oidc.params?.grant_type === 'client_credentials';

/** A machine that requests no scope gets what its file opens (RFC 6749, 3.3: a default that the response states). */
function askAllByDefault({ oidc }: KoaContextWithOIDC, scopes: readonly string[]): void {
  if (!oidc.params?.scope) Object.assign(oidc.params ?? {}, { scope: scopes.join(' ') });
}

function declared(metadata: ClientMetadata): [string, Api][] {
  const api = metadata.resource_server as Api | undefined;
  return api ? [[api.identifier, api]] : [];
}

/** Whether a token is meant for the API that this client is (rules, Introspection). */
export function isMeantFor(client: Client, aud: string | readonly string[] | undefined): boolean {
  const own = ownFields(client).resource_server?.identifier;
  return own !== undefined && [aud ?? []].flat().includes(own);
}
