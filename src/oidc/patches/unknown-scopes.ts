import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type KnownScopes, knownOf } from '../asked-scopes.ts';

/**
 * From here on the library reads only known scopes. At the token endpoint it refuses any that a refresh token does not
 * have, and writes any into a machine's token; if no known scope is left there, it is `invalid_scope` (RFC 6749, 3.3).
 */
export function ignoreUnknownScopes(provider: Provider, known: KnownScopes): void {
  const { prototype } = (provider as unknown as { readonly OIDCContext: { readonly prototype: object } }).OIDCContext;
  Object.defineProperty(prototype, 'requestParamScopes', {
    get(this: KoaContextWithOIDC['oidc']): Set<string> {
      return new Set(knownOf(known, this));
    },
  });
}
