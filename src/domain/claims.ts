/** Scopes and the claims that each one opens (docs/claims.md). */
export const claims = {
  openid: ['sub', 'acr', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'apellido_paterno', 'apellido_materno', 'tipo_persona'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  run: ['rut', 'RolUnico', 'identidad', 'tipo_persona'],
  empresa: ['empresa', 'representante', 'act', 'tipo_persona'],
} as const;

export type Scope = keyof typeof claims;

/** The scopes of which each one opens this claim (`tipo_persona` has three); none for a claim that is not known. */
export const scopesOf = (claim: string): readonly Scope[] => byClaim.get(claim) ?? [];

/** The scope by which a claim is told where these scopes are open: the first of them that opens it, else its first. */
export const scopeOf = (claim: string, open: readonly string[]): Scope | undefined =>
  scopesOf(claim).find((scope) => open.includes(scope)) ?? scopesOf(claim)[0];

/** What was agreed to by scope and by claim: the claims named, and those of each scope named. */
export const coveredClaims = (agreed: { readonly scopes: readonly string[]; readonly claims: readonly string[] }) =>
  [...new Set([...agreed.claims, ...agreed.scopes.flatMap(claimsOf)])] as readonly string[];

const claimsOf = (scope: string): readonly string[] => (Object.hasOwn(claims, scope) ? claims[scope as Scope] : []);

const byClaim = new Map<string, readonly Scope[]>(
  Object.values(claims)
    .flat()
    .map((claim) => [claim, scopesWith(claim)] as const),
);

function scopesWith(claim: string): readonly Scope[] {
  return (Object.keys(claims) as Scope[]).filter((scope) => (claims[scope] as readonly string[]).includes(claim));
}

/** Scopes that say who somebody is: for them the identity counts (rules, Identity). */
const identityScopes: readonly string[] = ['profile', 'run', 'empresa'] satisfies readonly Scope[];

/** Whether a scope or a claim says who somebody is. */
export const saysWho = (name: string): boolean =>
  [name, ...scopesOf(name)].some((scope) => identityScopes.includes(scope));
