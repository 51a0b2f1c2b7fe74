import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type KnownScopes, knownOf } from '../asked-scopes.ts';

/**
 * From here on the library reads no scope that is not known. At the token endpoint it refuses any that a refresh token has
 * not, and writes any into a machine's token; where nothing known is left there, it is `invalid_scope` (RFC 6749, 3.3).
 */
export function ignoreUnknownScopes(provider: Provider, known: KnownScopes): void {
  const { prototype } = (provider as unknown as { readonly OIDCContext: { readonly prototype: object } }).OIDCContext;
  Object.defineProperty(prototype, 'requestParamScopes', {
    get(this: KoaContextWithOIDC['oidc']): Set<string> {
      return new Set(knownOf(known, this));
    },
  });
}
