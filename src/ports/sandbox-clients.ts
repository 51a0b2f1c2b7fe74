/** The platforms that registered themselves in a sandbox. */
export interface SandboxClients {
  /** Whether an initial access token may register one more; whoever asks waits for the others with the same token. */
  hasRoom(token: string): Promise<boolean>;
  /** How a platform remembers the token that it came by, without the token. */
  markOf(token: string): string;
  /** Somebody signed in there: it lives on. */
  touch(clientId: string): Promise<void>;
}
