import type { InternalClient } from '../domain/internal-clients.ts';

/** Somebody who is signed in at a wing of the house. */
export interface OwnSession {
  readonly id: string;
  readonly accountId: string;
  /** Who acts, where the account is a company's. */
  readonly actorSubject: string | undefined;
  /** Uid of the provider's session, with which this one ends. */
  readonly sessionUid: string;
  readonly startedAt: Date;
}

/** Who signed in at the provider, and in which of its sessions. */
export interface SignedIn {
  readonly holder: string;
  readonly sessionUid: string;
}

/** How it stands with a session: `idle` when nobody used it for too long, `over` for every other end. */
export type OwnSessionState = OwnSession | 'idle' | 'over';

/** Sessions of the wings, each tied to the provider's session behind it. Only the hash of the token is kept. */
export interface OwnSessions {
  /** Begins one and gives its token, which never existed before. */
  begin(wing: InternalClient, who: SignedIn): Promise<string>;
  /**
   * The session of a token, used at this moment; it counts only while the provider's session stands, the account is
   * active and its sessions were not ended since.
   */
  use(wing: InternalClient, token: string): Promise<OwnSessionState>;
  end(wing: InternalClient, token: string): Promise<void>;
}
