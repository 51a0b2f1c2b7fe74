/** How a person was authenticated, as clients receive it (`acr`: OpenID Connect Core 2); docs/claims.md has each. */
export const acrValues = { key: 'urn:sence:clave', secondFactor: 'urn:sence:clave:2fa' } as const;

export type AcrValue = (typeof acrValues)[keyof typeof acrValues];

/**
 * The levels that a sign-in can reach now, lowest first: what discovery lists, what a client's file may name and what
 * an essential `acr` may request (OpenID Connect Core 5.5.1.1). No second factor is offered yet.
 */
export function reachableAcrValues(): readonly [AcrValue, ...AcrValue[]] {
  return [acrValues.key];
}
