import type { PortalClient, PortalClientData } from '../domain/portal-client.ts';
import type { Rut } from '../domain/rut.ts';

/** What a client of the portal begins with; it is a draft. */
export type NewPortalClient = Pick<PortalClient, 'organisation' | 'data'>;

/** What a step changes of a client; undefined takes an optional part away. */
export type PortalChange = Partial<
  Pick<PortalClient, 'state' | 'data' | 'reviewed' | 'revision' | 'secrets' | 'comments' | 'suspension'>
>;

/** A secret in clear, to be shown once; only its hash is stored. */
export interface MadeSecret {
  readonly client: PortalClient;
  readonly number: number;
  readonly secret: string;
}

/** All clients, and how many rows did not verify: those are not served. */
interface AllPortalClients {
  readonly clients: readonly PortalClient[];
  readonly unverified: number;
}

/**
 * Clients that organisations registered in the portal. A row that is put back to an older state throws TamperedRow. When
 * a change is committed that alters what is served, every instance is notified and reads the clients anew.
 */
export interface PortalClients {
  create(client: NewPortalClient): Promise<PortalClient>;
  /** By its id; undefined also for a text that is no id. */
  find(id: string): Promise<PortalClient | undefined>;
  /** Those of an organisation, newest first. */
  ofOrganisation(rut: Rut): Promise<readonly PortalClient[]>;
  /** How many an organisation has, counted under a lock of the transaction: two at once see each other. */
  countUnderLock(rut: Rut): Promise<number>;
  /**
   * Locks a client, and writes what `step` gives for it. Undefined where there is none, and where `step` gives undefined:
   * then nothing is written. What `step` throws is thrown.
   */
  change(
    id: string,
    step: (client: PortalClient) => PortalChange | undefined | Promise<PortalChange | undefined>,
  ): Promise<PortalClient | undefined>;
  /**
   * Makes a secret of 256 random bits, valid for twelve months beside the one of before. `allowed` may refuse it under
   * the lock. Throws `portal-secrets-two` where two are valid. Undefined where there is no such client.
   */
  newSecret(id: string, allowed?: (client: PortalClient) => void): Promise<MadeSecret | undefined>;
  /** Ends a secret at once. Throws `portal-secret-gone`. Undefined where there is no such client. */
  endSecret(id: string, number: number, allowed?: (client: PortalClient) => void): Promise<PortalClient | undefined>;
  /** Deletes a client that `allowed` does not refuse; undefined where there is none. */
  remove(id: string, allowed: (client: PortalClient) => void): Promise<PortalClient | undefined>;
  /** Every client, to be served. */
  all(): Promise<AllPortalClients>;
  /** Ids of clients with a secret about whose end a notice is due, oldest first. */
  dueNotices(limit: number): Promise<readonly string[]>;
}

export type { PortalClient, PortalClientData };
