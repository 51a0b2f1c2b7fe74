import type { Client } from 'oidc-provider';
import type { MachineCredential } from '../../domain/machine.ts';
import type { Organisation } from '../../ports/mandates.ts';

/** Metadata of the machines of organisations alone; a file and a registration never have them. */
export const MACHINE_OF = 'machine_of';
export const MACHINE_CREDENTIALS = 'machine_credentials';

/** A credential as the provider compares it: a hash or the `kid` of a key, and when it ends, in milliseconds. */
export interface ServedCredential extends Pick<MachineCredential, 'number' | 'hash'> {
  readonly kid?: string | undefined;
  readonly until: number;
}

/** The metadata that the library keeps for us. */
export const machineFields = [MACHINE_OF, MACHINE_CREDENTIALS] as const;

interface MachineClient {
  readonly [MACHINE_OF]?: Organisation;
  readonly [MACHINE_CREDENTIALS]?: readonly ServedCredential[];
}

/** The organisation and the credentials of a machine; neither of any other client. */
export const machineOf = (client: Client): MachineClient => client as unknown as MachineClient;
