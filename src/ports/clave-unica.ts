/** The clients that were written for ClaveÚnica and find its addresses and formats here (docs/clients.md). */
export interface ClaveUnicaClients {
  /** Whether this client is one of them. */
  serves(clientId: string): Promise<boolean>;
  /** The one that registered this address as its post-logout redirect. */
  leavingTo(address: string): string | undefined;
}
