import { highest, type Identidad, identityLevels } from './identity-level.ts';

/** What a client requests of one claim (OpenID Connect Core 5.5.1). */
export type Wanted = Readonly<Record<string, unknown>> | null | undefined;

/** The two places of the parameter `claims`. */
export const places = ['userinfo', 'id_token'] as const;

/** Whether the client marks the claim as essential. */
export const isEssential = (wanted: Wanted): boolean => wanted?.essential === true;

/** Whether the client requests particular values and not only the claim. */
export const namesValues = (wanted: Wanted): wanted is Readonly<Record<string, unknown>> =>
  wanted !== null && wanted !== undefined && ('value' in wanted || 'values' in wanted);

/** The acceptable values, of `value` and of `values`; none where any value is acceptable. */
export const valuesOf = (wanted: Wanted): readonly unknown[] => [
  ...(wanted && 'value' in wanted ? [wanted.value] : []),
  ...(Array.isArray(wanted?.values) ? wanted.values : []),
];

/** The parameter `claims` as it was parsed. */
export type ClaimsAsked = Readonly<Partial<Record<(typeof places)[number], Readonly<Record<string, unknown>>>>>;

/**
 * The least identity that a request takes, by its essential claim `identidad` in either place: the lowest value that is
 * acceptable, since who has more satisfies less. Values that are no level are satisfied by none of them, so that they ask
 * for the highest.
 */
export function identityAsked(claims: ClaimsAsked | undefined): Identidad {
  return highest(
    places.flatMap((place) => {
      const wanted = claims?.[place]?.identidad as Wanted;
      const named = isEssential(wanted) ? valuesOf(wanted) : [];
      return named.length > 0 ? [identityLevels.find((one) => named.includes(one)) ?? 'documento'] : [];
    }),
  );
}

/**
 * Whether a request may be answered by a company: one that needs a proof only where it asks who acts for it, since
 * `identidad` is a person's own and is in `representante` there.
 */
export function takesCompanies(scopes: Iterable<string>, claims: ClaimsAsked | undefined): boolean {
  const asked = [...scopes, ...places.flatMap((place) => Object.keys(claims?.[place] ?? {}))];
  return identityAsked(claims) === 'declarada' || asked.includes('empresa') || asked.includes('representante');
}
