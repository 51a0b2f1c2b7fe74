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

/** Whether a client needs the card: `identidad` is essential and only `documento` is acceptable, in either place. */
export function asksForDocument(claims: ClaimsAsked | undefined): boolean {
  return places.some((place) => {
    const wanted = claims?.[place]?.identidad as Wanted;
    return isEssential(wanted) && valuesOf(wanted).length > 0 && !valuesOf(wanted).includes('declarada');
  });
}

/**
 * Whether a request may be answered by a company: one that needs a card only where it asks who acts for it, since
 * `identidad` is a person's own and is in `representante` there.
 */
export function takesCompanies(scopes: Iterable<string>, claims: ClaimsAsked | undefined): boolean {
  const asked = [...scopes, ...places.flatMap((place) => Object.keys(claims?.[place] ?? {}))];
  return !asksForDocument(claims) || asked.includes('empresa') || asked.includes('representante');
}
