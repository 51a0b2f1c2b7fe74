import type { Client } from 'oidc-provider';
import type { PortalState } from '../../domain/portal-client.ts';
import type { Rut } from '../../domain/rut.ts';

/** Metadata of the clients of the portal alone; a file and a registration never have them. */
export const SECRET_HASHES = 'secret_hashes';
export const PORTAL_STATE = 'portal_state';
export const PORTAL_ORGANISATION = 'portal_organisation';

/** A secret of a client of the portal: SHA-256 in hexadecimal, and when it ends, in milliseconds. */
export interface SecretHash {
  readonly hash: string;
  readonly until: number;
}

/** The metadata that the library keeps for us, beside ours of the files. */
export const portalFields = [SECRET_HASHES, PORTAL_STATE, PORTAL_ORGANISATION] as const;

/** The state and the organisation of a client of the portal; neither of any other client. */
export const portalOf = (client: Client): PortalFields => client as unknown as PortalFields;

interface PortalFields {
  readonly portal_state?: PortalState;
  readonly portal_organisation?: Rut;
}
