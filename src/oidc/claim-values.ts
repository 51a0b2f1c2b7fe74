/** What a platform asks of one claim (OpenID Connect Core 5.5.1). */
export type Wanted = Readonly<Record<string, unknown>> | null | undefined;

/** The two places of the parameter `claims`. */
export const places = ['userinfo', 'id_token'] as const;

/** Whether the platform says that it cannot do without the claim. */
export const isEssential = (wanted: Wanted): boolean => wanted?.essential === true;

/** Whether the platform asks for particular values and not only for the claim. */
export const namesValues = (wanted: Wanted): wanted is Readonly<Record<string, unknown>> =>
  wanted !== null && wanted !== undefined && ('value' in wanted || 'values' in wanted);

/** The values that will do, of `value` and of `values`; none where any will. */
export const valuesOf = (wanted: Wanted): readonly unknown[] => [
  ...(wanted && 'value' in wanted ? [wanted.value] : []),
  ...(Array.isArray(wanted?.values) ? wanted.values : []),
];
