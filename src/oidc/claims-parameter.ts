import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { isEssential, places, valuesOf, type Wanted } from '../domain/claim-values.ts';
import { scopesOf } from '../domain/claims.ts';
import { levels } from '../domain/level.ts';
import { assertExpectedPerson } from './expected-person.ts';
import { opensClaim } from './own-client-fields.ts';

/** The only level that there is until the second factor is offered. */
const REACHED = levels.key;

/**
 * Checks the parameter `claims` (OpenID Connect Core 5.5): a claim that the platform's file does not open is refused,
 * not left out in silence (policy, Identity); so is an essential level that nobody can reach.
 */
export async function assertClaimsParameter(
  ctx: KoaContextWithOIDC,
  claims: ClaimsParameter,
  client: Client,
): Promise<void> {
  assertShapes(claims);
  assertExpectedPerson(ctx, claims, client);
  assertOpen(claims, client);
  assertLevel(claims.id_token?.acr as Wanted);
}

function assertShapes(claims: ClaimsParameter): void {
  for (const place of places) {
    for (const [name, wanted] of Object.entries(claims[place] ?? {})) {
      if (wanted !== null && (typeof wanted !== 'object' || Array.isArray(wanted)))
        throw new errors.InvalidRequest(`claims.${place}.${name} must be null or an object`);
    }
  }
}

function assertOpen(claims: ClaimsParameter, client: Client): void {
  for (const place of places) {
    const shut = Object.keys(claims[place] ?? {}).find(
      (name) => scopesOf(name).length > 0 && !opensClaim(client, name),
    );
    if (shut) throw new errors.InvalidScope(`claims.${place}.${shut} is not open to this client`, shut);
  }
}

function assertLevel(acr: Wanted): void {
  const named = valuesOf(acr);
  if (isEssential(acr) && named.length > 0 && !named.includes(REACHED))
    throw new errors.CustomOIDCProviderError('unmet_authentication_requirements', 'this level is not offered');
}
