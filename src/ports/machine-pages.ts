import type { OrganisationApi, PublicJwk } from '../domain/machine.ts';

/** Why a pasted text is no usable public key. */
export type KeyMistake = 'private' | 'unreadable' | 'kind' | 'weak';

/** Reads a pasted public key, or says why it cannot be used. */
export type ReadPublicKey = (
  pasted: string,
) => { readonly jwk: PublicJwk; readonly mistake?: undefined } | { readonly mistake: KeyMistake };

/** What the pages of machines know of the provider. */
export interface MachinePages {
  readonly apis: readonly OrganisationApi[];
  readonly readKey: ReadPublicKey;
}
