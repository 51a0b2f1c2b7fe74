import type { Client } from 'oidc-provider';
import type { ClientFile } from './client-file.ts';

/** The fields that this house adds to a client's metadata. */
export const ownClientFields = [
  'first_party',
  'sector',
  'legal_basis',
  'accepts_declared_identity',
  'claims_profile',
  'claims_in_id_token',
  'require_pkce',
] as const satisfies readonly (keyof ClientFile)[];

type Own = Pick<ClientFile, (typeof ownClientFields)[number]>;

/** Reads our fields of a client of the provider. */
export function ownFields(client: Client): Own {
  return client as unknown as Own;
}
