import type { AcrValue } from '../domain/acr-values.ts';
import type { InternalClient } from '../domain/internal-clients.ts';

/** A user who is signed in at a first-party client of this server. */
export interface OwnSession {
  readonly id: string;
  readonly accountId: string;
  /** The actor, where the account is a company's. */
  readonly actorSubject: string | undefined;
  /** Uid of the provider's session, with which this one ends. */
  readonly sessionUid: string;
  /** What the session of the provider has reached by now, also at another client. */
  readonly acr: AcrValue;
  readonly startedAt: Date;
}

/** The user who signed in at the provider, and the session there. */
export interface SignedIn {
  readonly holder: string;
  readonly sessionUid: string;
}

/** The state of a session: `idle` when it was unused for too long, `over` for every other end. */
type OwnSessionState = OwnSession | 'idle' | 'over';

/** Sessions of first-party clients, each tied to a session of the provider. Only the hash of the token is kept. */
export interface OwnSessions {
  /** Begins one and returns its new token. */
  begin(client: InternalClient, who: SignedIn): Promise<string>;
  /**
   * The session of a token, used at this moment; it is valid only while the provider's session is, the account is
   * active and its sessions were not ended since.
   */
  use(client: InternalClient, token: string): Promise<OwnSessionState>;
  end(client: InternalClient, token: string): Promise<void>;
}
