import type { ClientNotice, NoticeQueue } from './notice-queue.ts';

/** Sessions and tokens of accounts, as far as the product ends them. */
export interface Sessions {
  /**
   * Ends every session, grant, token and half-done sign-in of an account, whichever actor they belong to, and queues
   * the notice to each client that took part. `except` is the uid of a session that stays, with its tokens. Returns how
   * many sessions ended, half-done sign-ins not counted.
   */
  endAll(accountId: string, which?: { readonly except?: string | undefined }): Promise<number>;
  /** Open sessions, the one used last first; a sign-in that was left half-way is none. */
  list(accountId: string): Promise<readonly OpenSession[]>;
  /** Ends a session of an account with its tokens, and queues the notice to each client; `false` if there is none. */
  end(accountId: string, uid: string): Promise<boolean>;
  /**
   * Ends what a client has of an account, whichever actor it belongs to: grants, tokens and its part in every session.
   * It gets a notice of each of them; the sessions continue elsewhere.
   */
  endAt(accountId: string, clientId: string): Promise<void>;
  /** Accounts of which a client has a grant, as many as asked at most. */
  accountsAt(clientId: string, limit: number): Promise<readonly string[]>;
  /** Ends the tokens that a client has for itself (RFC 6749, 4.4). */
  endOwnTokens(clientId: string): Promise<void>;
  /**
   * Ends the sessions, grants and tokens of an account that rest on one actor or company (`principalId`), and queues the
   * notices; what rests on another one stays.
   */
  endFor(accountId: string, beside: string): Promise<void>;
  /**
   * The holder signs out: ends a session with its tokens, or only what the client `at` has of it, but for what the
   * holder let outlive it (`offline_access`). Returns the clients that get a notice; undefined when it ended meanwhile.
   */
  leave(accountId: string, uid: string, at?: string): Promise<readonly EndedSession[] | undefined>;
  /** Whether the notice of each session that ended was delivered to its client, in the same order. */
  deliveries(ended: readonly EndedSession[]): Promise<readonly DeliveryStatus[]>;
}

/** A session as its holder may see it. */
export interface OpenSession {
  readonly uid: string;
  /** The actor, where the account is a company's. */
  readonly actorSubject: string | undefined;
  readonly startedAt: Date;
  readonly usedAt: Date;
  /** Browser and system of the last use; undefined when none was noted, as by versions before. */
  readonly device: string | undefined;
  /** Clients that got an answer in it, by client id. */
  readonly clientIds: readonly string[];
}

/** What a client is notified of: this session of this user at it is over. */
export interface EndedSession {
  readonly clientId: string;
  /** The user as the provider knows it: `account` or `account~actor`. */
  readonly accountId: string;
  readonly sid: string;
}

/** A logout as a worker takes it. */
export type LogoutNotice = EndedSession & ClientNotice;

/** The state of the notice to a client: `failed` after a day of tries, `none` where there is no notice to it. */
export type DeliveryStatus = 'delivered' | 'pending' | 'failed' | 'none';

/** Logouts not yet delivered to their clients; a logout token is made when it leaves, since it is valid two minutes. */
export interface LogoutQueue extends NoticeQueue<LogoutNotice> {
  /** Part of the open transaction, if any. */
  add(ended: readonly EndedSession[]): Promise<void>;
  /** The state of the notice of each of them, in the same order. */
  deliveries(ended: readonly EndedSession[]): Promise<readonly DeliveryStatus[]>;
}
