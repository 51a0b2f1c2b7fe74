import type { Client } from 'oidc-provider';
import type { Account } from '../../domain/account.ts';
import { scopesOf } from '../../domain/claims.ts';

/** The scopes of such a platform: these three, always. */
export const CLAVE_UNICA_SCOPES = ['openid', 'run', 'name'] as const;

/** Whether a platform was written for ClaveÚnica. */
export function isClaveUnica(client: Client | undefined): boolean {
  return client?.claims_profile === 'claveunica';
}

/** The scope that opens a claim to such a platform: `name` has one of its own, and `run` opens RolUnico alone. */
export function claveUnicaScopeOf(claim: string): string | undefined {
  if (claim === 'name') return 'name';
  if (claim === 'RolUnico') return 'run';
  return scopesOf(claim).includes('openid') ? 'openid' : undefined;
}

/** The name as ClaveÚnica tells it: given names one by one, and each surname whole, "Del Río" too. */
export function claveUnicaName({ personal: { name } }: Pick<Account, 'personal'>) {
  if (!name) return { nombres: [], apellidos: [] };
  return { nombres: name.given?.split(/\s+/) ?? [], apellidos: [name.paternal, name.maternal].filter(Boolean) };
}
