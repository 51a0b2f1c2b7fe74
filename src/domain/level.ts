/** How a person was authenticated, as clients hear it (`acr`: OpenID Connect Core 2); docs/claims.md tells what each means. */
export const levels = { key: 'urn:sence:clave', secondFactor: 'urn:sence:clave:2fa' } as const;

export type Level = (typeof levels)[keyof typeof levels];

/**
 * The levels that a sign-in can reach now, lowest first: what discovery lists, what a client's file may name and what an
 * essential `acr` may ask (OpenID Connect Core 5.5.1.1). No second factor is offered yet.
 */
export function reachableLevels(): readonly [Level, ...Level[]] {
  return [levels.key];
}
