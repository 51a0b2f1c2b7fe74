/** The clients that registered themselves in a sandbox. */
export interface SandboxClients {
  /** Whether an initial access token may register one more; the caller waits for other calls with the same token. */
  hasRoom(token: string): Promise<boolean>;
  /** The mark by which a client stores the token that registered it, without the token. */
  markOf(token: string): string;
  /** Notes a sign-in there, which prolongs its registration. */
  touch(clientId: string): Promise<void>;
}
