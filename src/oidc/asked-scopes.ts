import { type Client, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { claims } from '../domain/claims.ts';
import { ownFields } from './clients/metadata.ts';
import { CLAVE_UNICA_SCOPES } from './clients/profiles.ts';

/** The scopes that exist: those about people, and those that an API declares. */
export interface KnownScopes {
  has(scope: string): boolean;
}

/** Every scope that this provider knows, with those of the APIs among these clients. */
export function knownScopes(clients: readonly ClientMetadata[]): KnownScopes {
  const ofApis = clients.flatMap((client) => (client.resource_server as Api | undefined)?.scopes ?? []);
  return new Set([...Object.keys(claims), 'offline_access', ...CLAVE_UNICA_SCOPES, ...ofApis]);
}

interface Api {
  readonly scopes: readonly string[];
}

/**
 * Throws `invalid_scope` if a request asks for a known scope, of people or of an API, that the client's file does not
 * open. An unknown scope is ignored (OpenID Connect Core 3.1.2.1). The rule is the same at every endpoint that takes a
 * scope.
 */
export function assertScopesOfFile(known: KnownScopes, { oidc }: KoaContextWithOIDC, client: Client): void {
  const open = [(client.scope ?? '').split(' '), ownFields(client).resources.map(({ scopes }) => scopes)].flat(2);
  const shut = asked(oidc.params?.scope).find((scope) => known.has(scope) && !open.includes(scope));
  if (shut !== undefined) throw new errors.InvalidScope('requested scope is not allowed', shut);
  knownOf(known, oidc);
}

/** The known scopes of a request. At the token endpoint it is `invalid_scope` if none is left (RFC 6749, 3.3). */
export function knownOf(known: KnownScopes, { params, route }: KoaContextWithOIDC['oidc']): readonly string[] {
  const words = asked(params?.scope);
  const left = words.filter((scope) => known.has(scope));
  if (route === 'token' && words.length > 0 && left.length === 0)
    throw new errors.InvalidScope('requested scope is not known', words.join(' '));
  return left;
}

const asked = (scope: unknown): readonly string[] =>
  typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
