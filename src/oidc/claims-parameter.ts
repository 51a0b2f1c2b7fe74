import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { scopeOf } from '../domain/claims.ts';
import { opensClaim } from './own-client-fields.ts';

/** The only level that there is until the second factor is offered. */
const REACHED = 'urn:sence:clave';

type Wanted = Readonly<Record<string, unknown>> | null | undefined;

/**
 * Checks the parameter `claims` (OpenID Connect Core 5.5): a claim that the platform's file does not open is refused,
 * not left out in silence (policy, Identity); so is an essential level that nobody can reach.
 */
export async function assertClaimsParameter(
  _ctx: KoaContextWithOIDC,
  claims: ClaimsParameter,
  client: Client,
): Promise<void> {
  for (const place of ['userinfo', 'id_token'] as const) {
    for (const [name, wanted] of Object.entries(claims[place] ?? {})) {
      if (wanted !== null && (typeof wanted !== 'object' || Array.isArray(wanted)))
        throw new errors.InvalidRequest(`claims.${place}.${name} must be null or an object`);
      if (scopeOf(name) && !opensClaim(client, name))
        throw new errors.InvalidScope(`claims.${place}.${name} is not open to this client`, name);
    }
  }
  const acr = (claims.id_token as Readonly<Record<string, Wanted>> | undefined)?.acr;
  if (isEssential(acr) && valuesOf(acr).length > 0 && !valuesOf(acr).includes(REACHED))
    throw new errors.CustomOIDCProviderError('unmet_authentication_requirements', 'this level is not offered');
}

/** Whether a platform needs the card: `identidad` is essential and only `documento` will do, in either place. */
export function asksForDocument({ oidc }: KoaContextWithOIDC): boolean {
  return (['userinfo', 'id_token'] as const).some((place) => {
    const wanted = (oidc.claims?.[place] as Readonly<Record<string, Wanted>> | undefined)?.identidad;
    return isEssential(wanted) && valuesOf(wanted).length > 0 && !valuesOf(wanted).includes('declarada');
  });
}

const isEssential = (wanted: Wanted): boolean => wanted?.essential === true;

const valuesOf = (wanted: Wanted): readonly unknown[] => [
  ...(wanted && 'value' in wanted ? [wanted.value] : []),
  ...(Array.isArray(wanted?.values) ? wanted.values : []),
];
