/** Scopes and the claims of each (docs/claims.md). */
export const claims = {
  openid: ['sub', 'acr', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'apellido_paterno', 'apellido_materno', 'tipo_persona'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  run: ['rut', 'RolUnico', 'identidad', 'tipo_persona'],
  empresa: ['empresa', 'representante', 'act', 'invitado_por', 'tipo_persona'],
} as const;

export type Scope = keyof typeof claims;

/** The scopes that include this claim (`tipo_persona` has three); none for an unknown claim. */
export const scopesOf = (claim: string): readonly Scope[] => byClaim.get(claim) ?? [];

/** The scope under which a claim is returned: the first of the granted ones that includes it, else its first. */
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

/** Scopes that identify the user: for them the identity counts (rules, Identity). */
const identityScopes: readonly string[] = ['profile', 'run', 'empresa'] satisfies readonly Scope[];

/** Whether a scope or a claim identifies the user. */
export const saysWho = (name: string): boolean =>
  [name, ...scopesOf(name)].some((scope) => identityScopes.includes(scope));
