import type { PortalClientData } from '../domain/portal-client.ts';
import type { ClientMistake } from './client-mistakes.ts';

/** A field of a client of the portal, with the place in a list, and what is wrong with it. */
export interface PortalFault {
  readonly path: readonly (string | number)[];
  readonly mistake:
    | ClientMistake
    | { readonly code: 'not-public' }
    | { readonly code: 'name-taken' }
    | { readonly code: 'loopback-address' };
}

/** Judges what an organisation says of its client by the rules of client files; empty where nothing is wrong. */
export type JudgePortalClient = (data: PortalClientData) => readonly PortalFault[];
