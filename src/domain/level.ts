/** How a person was authenticated, as platforms hear it (`acr`: OpenID Connect Core 2); docs/claims.md tells what each means. */
export const levels = { key: 'urn:sence:clave', secondFactor: 'urn:sence:clave:2fa' } as const;
