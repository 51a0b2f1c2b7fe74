import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type AcrValue, reachableAcrValues } from '../../domain/acr-values.ts';
import { isEssential, namesValues, places, valuesOf, type Wanted } from '../../domain/claim-values.ts';
import { scopesOf } from '../../domain/claims.ts';
import { isIdentityLevel } from '../../domain/identity-level.ts';
import { opensClaim } from '../clients/metadata.ts';
import { assertExpectedPerson } from '../expected-person.ts';

const UNMET = 'unmet_authentication_requirements';

/**
 * Is notified of requested claims that the client's file does not open, as "userinfo.rut": our own names, no values.
 */
export type NoteLeftOut = (clientId: string, claims: readonly string[]) => void;

/**
 * Reads the parameter `claims` (OpenID Connect Core 5.5). A claim that the client's file does not open is left out and
 * noted: 5.5.1 defines no error for it, and some clients always request more than they need (rules, Claims of a
 * client). It refuses an essential level or `identidad` that cannot be had, and a person whom the client may not name.
 */
export function claimsParameterReader(note: NoteLeftOut) {
  return async (ctx: KoaContextWithOIDC, claims: ClaimsParameter, client: Client): Promise<void> => {
    assertShapes(claims);
    assertExpectedPerson(ctx, claims, client);
    assertIdentidad(claims, client);
    assertLevel(claims.id_token?.acr as Wanted);
    const shut = shutAmong(claims, client);
    if (shut.length === 0) return;
    note(client.clientId, shut);
    // The library reads this from here on, and keeps it of a pushed request.
    Object.assign(ctx.oidc.params ?? {}, { claims: JSON.stringify(without(claims, shut)) });
  };
}

function assertShapes(claims: ClaimsParameter): void {
  for (const place of places) {
    for (const [name, wanted] of Object.entries(claims[place] ?? {})) {
      if (wanted !== null && (typeof wanted !== 'object' || Array.isArray(wanted)))
        throw new errors.InvalidRequest(`claims.${place}.${name} must be null or an object`);
    }
  }
}

/**
 * A client that requires a proof of identity gets no sign-in without one, even if it may not know of it, and none for
 * values that no identity has.
 */
function assertIdentidad(claims: ClaimsParameter, client: Client): void {
  for (const place of places) {
    const wanted = claims[place]?.identidad as Wanted;
    if (!isEssential(wanted)) continue;
    if (!opensClaim(client, 'identidad'))
      throw new errors.InvalidScope(`claims.${place}.identidad is not open to this client`, 'identidad');
    if (namesValues(wanted) && !valuesOf(wanted).some(isIdentityLevel))
      throw new errors.CustomOIDCProviderError(UNMET, 'no identity has this value');
  }
}

/** Our own claims outside the client's file, each with its place; an unknown claim is ignored anyway. */
function shutAmong(claims: ClaimsParameter, client: Client): readonly string[] {
  const isShut = (name: string): boolean => scopesOf(name).length > 0 && !opensClaim(client, name);
  return places.flatMap((place) =>
    Object.keys(claims[place] ?? {})
      .filter(isShut)
      .map((name) => `${place}.${name}`),
  );
}

function without(claims: ClaimsParameter, shut: readonly string[]): ClaimsParameter {
  const left = places.map((place) => {
    const asked = Object.entries(claims[place] ?? {}).filter(([name]) => !shut.includes(`${place}.${name}`));
    return [place, Object.fromEntries(asked)] as const;
  });
  return Object.fromEntries(left);
}

function assertLevel(acr: Wanted): void {
  const named = valuesOf(acr);
  const isReachable = (level: unknown): boolean => reachableAcrValues().includes(level as AcrValue);
  if (isEssential(acr) && named.length > 0 && !named.some(isReachable))
    throw new errors.CustomOIDCProviderError(UNMET, 'this level is not offered');
}
