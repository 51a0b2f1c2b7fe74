import type { Client } from 'oidc-provider';
import { scopesOf } from '../../domain/claims.ts';
import { claveUnicaScopeOf, isClaveUnica } from './profiles.ts';
import type { ClientFile } from './schema.ts';

/** The fields of a client's metadata that the library does not know: ours, and two of RFC 7591 that are only kept. */
export const ownClientFields = [
  'first_party',
  'sector',
  'legal_basis',
  'accepts_declared_identity',
  'claims_profile',
  'claims_in_id_token',
  'require_pkce',
  'pkce_exception',
  'software_id',
  'software_version',
  'fapi2',
  'refresh_grace',
  'resource_server',
  'resources',
  'security_events',
] as const satisfies readonly (keyof ClientFile)[];

type Own = Pick<ClientFile, (typeof ownClientFields)[number]>;

/** Reads our fields of a client of the provider. */
export function ownFields(client: Client): Own {
  return client as unknown as Own;
}

/** Whether a scope of the platform's file opens this claim; nothing else ever does. */
export function opensClaim(client: Client, claim: string): boolean {
  const scopes = isClaveUnica(client) ? [claveUnicaScopeOf(claim)] : scopesOf(claim);
  const open = (client.scope ?? '').split(' ');
  return scopes.some((scope) => scope !== undefined && open.includes(scope));
}
