/** Scopes and the claims that each one opens (docs/claims.md). */
export const claims = {
  openid: ['sub', 'acr', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'apellido_paterno', 'apellido_materno', 'tipo_persona'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  run: ['rut', 'RolUnico', 'identidad'],
  empresa: ['empresa', 'representante', 'act'],
} as const;

export type Scope = keyof typeof claims;

/** The scope that opens a claim; undefined for a name under which the house tells nothing. */
export function scopeOf(claim: string): Scope | undefined {
  return byClaim.get(claim);
}

const byClaim = new Map<string, Scope>(
  Object.entries(claims).flatMap(([scope, names]) => names.map((name) => [name, scope as Scope] as const)),
);

/** Scopes that say who somebody is: for them the identity counts (policy, Identity). */
const identityScopes: readonly string[] = ['profile', 'run', 'empresa'] satisfies readonly Scope[];

/** Whether a scope or a claim says who somebody is. */
export const saysWho = (name: string): boolean => identityScopes.includes(scopeOf(name) ?? name);
