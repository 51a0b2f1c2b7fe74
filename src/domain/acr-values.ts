/** How a person was authenticated, as clients receive it (`acr`: OpenID Connect Core 2); docs/claims.md has each. */
export const acrValues = { key: 'urn:sence:clave', secondFactor: 'urn:sence:clave:2fa' } as const;

export type AcrValue = (typeof acrValues)[keyof typeof acrValues];

/**
 * The levels that a sign-in can reach now, lowest first: what discovery lists, what a client's file may name and what
 * an essential `acr` may request (OpenID Connect Core 5.5.1.1).
 */
export const reachableAcrValues = (): readonly [AcrValue, ...AcrValue[]] => [acrValues.key, acrValues.secondFactor];

/** Whether a request is not content with the key: it names the level of two factors, and not the lower one besides. */
export const asksForFactor = (levels: readonly unknown[]): boolean =>
  levels.includes(acrValues.secondFactor) && !levels.includes(acrValues.key);

/**
 * Whether a request takes the key alone and nothing above: who signed in with two factors is then reported by the lower
 * level, which holds too.
 */
export const asksForKeyAlone = (levels: readonly unknown[]): boolean =>
  levels.includes(acrValues.key) && !levels.includes(acrValues.secondFactor);

/** What a sign-in proved, as clients receive it: level and methods (`amr`: RFC 8176). */
export interface Authentication {
  readonly acr: AcrValue;
  readonly amr: readonly string[];
}

/** A factor that was proved: whether it gives the level of two yet, and its methods where it is no code. */
export interface ProvedFactor {
  /** What proved it: digits, a printed code or a passkey. */
  readonly by: 'totp' | 'recovery-code' | 'passkey';
  readonly reaches: boolean;
  readonly amr?: readonly string[] | undefined;
}

/** By the key, by a factor besides, or by a passkey without the key; of codes the method is `otp`. */
export function authenticationBy(factor: ProvedFactor | undefined, key = true): Authentication {
  if (!factor) return { acr: acrValues.key, amr: ['pwd'] };
  return raisedBy(key ? ['pwd'] : [], factor);
}

/** The methods of a session and of a factor that was proved in it. */
export function raisedBy(before: readonly string[], { reaches, amr = ['otp', 'mfa'] }: ProvedFactor): Authentication {
  return { acr: reaches ? acrValues.secondFactor : acrValues.key, amr: [...new Set([...before, ...amr])] };
}
