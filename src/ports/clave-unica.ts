/** The platforms that were written for ClaveÚnica and meet its addresses and shapes here (docs/clients.md). */
export interface ClaveUnicaClients {
  /** Whether this platform is one of them. */
  serves(clientId: string): Promise<boolean>;
  /** The one that registered this address to come back to after signing out. */
  leavingTo(address: string): string | undefined;
}
