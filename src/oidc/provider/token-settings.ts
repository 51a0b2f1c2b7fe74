import type { Configuration, JWKS } from 'oidc-provider';
import { rotates } from '../clients/metadata.ts';
import type { GrantMark } from '../grant-mark.ts';
import { ttl } from '../lifetimes.ts';

const signing = ['ES256', 'RS256'] as const;

/** The library's settings about tokens: what signs them, their lifetimes, and what ends with the session. */
export function tokenSettings(jwks: JWKS, grants: GrantMark): Configuration {
  return {
    jwks,
    ttl,
    clockTolerance: 10,
    // The account decides which of its claims go into the ID token (claims_in_id_token).
    conformIdTokenClaims: false,
    formats: { customizers: { jwt: markGrant(grants) } } as NonNullable<Configuration['formats']>,
    enabledJWA: {
      clientAuthSigningAlgValues: [...signing, 'PS256'],
      idTokenSigningAlgValues: [...signing],
      userinfoSigningAlgValues: [...signing],
      introspectionSigningAlgValues: [...signing],
      requestObjectSigningAlgValues: [...signing, 'PS256'],
    } as NonNullable<Configuration['enabledJWA']>,
    expiresWithSession: async (_ctx, source) => !source.scopes.has('offline_access'),
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: ({ oidc }) => oidc.client !== undefined && rotates(oidc.client),
  };
}

/**
 * A JWT for an API carries its grant, encrypted, as its `jti` (RFC 7519, 4.1.7), so that introspection finds the grant.
 */
function markGrant(grants: GrantMark) {
  return (_ctx: unknown, { grantId }: { readonly grantId?: string }, jwt: { readonly payload: object }): void => {
    if (grantId !== undefined) Object.assign(jwt.payload, { jti: grants.seal(grantId) });
  };
}
