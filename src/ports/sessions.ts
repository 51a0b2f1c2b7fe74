import type { ClientNotice, NoticeQueue } from './notice-queue.ts';

/** Sessions and tokens of accounts, as far as the product ends them. */
export interface Sessions {
  /**
   * Ends every session, grant, token and half-done sign-in of an account, whoever acted, and queues the notice to each
   * client that took part. `except` is the uid of a session that stays, with what hangs from it. Gives how many
   * sessions ended, half-done sign-ins not counted.
   */
  endAll(accountId: string, which?: { readonly except?: string | undefined }): Promise<number>;
  /** Sessions that are open, the one used last first; a sign-in that was left half-way is none. */
  list(accountId: string): Promise<readonly OpenSession[]>;
  /** Ends one session of an account with all that hangs from it, and queues the notice to each client; `false` when it is not there. */
  end(accountId: string, uid: string): Promise<boolean>;
  /**
   * Ends what a client has of an account, whoever acted: grants, tokens and its part in every session. It gets a notice
   * of each of them; the sessions go on elsewhere.
   */
  endAt(accountId: string, clientId: string): Promise<void>;
  /**
   * The holder leaves: ends a session with what hangs from it, or only what the client `at` has of it, but for what the
   * holder let outlive it (`offline_access`). Gives the clients that get a notice; undefined when it ended meanwhile.
   */
  leave(accountId: string, uid: string, at?: string): Promise<readonly EndedSession[] | undefined>;
  /** Whether the notice of each session that ended was delivered to its client, in the same order. */
  deliveries(ended: readonly EndedSession[]): Promise<readonly DeliveryStatus[]>;
}

/** A session as its holder may see it. */
export interface OpenSession {
  readonly uid: string;
  /** Who acts, where the account is a company's. */
  readonly actorSubject: string | undefined;
  readonly startedAt: Date;
  readonly usedAt: Date;
  /** Browser and system of the last use; undefined when none was noted, as by versions before. */
  readonly device: string | undefined;
  /** Clients that got an answer in it, by client id. */
  readonly clientIds: readonly string[];
}

/** What a client gets notice of: this session of this user at it is over. */
export interface EndedSession {
  readonly clientId: string;
  /** The user as the provider knows it: `account` or `account~actor`. */
  readonly accountId: string;
  readonly sid: string;
}

/** A logout as a worker takes it. */
export type LogoutNotice = EndedSession & ClientNotice;

/** What became of the notice to a client: `failed` after a day of tries, `none` where there is no notice to it. */
export type DeliveryStatus = 'delivered' | 'pending' | 'failed' | 'none';

/** Logouts that were not delivered to their clients yet; logout tokens are made when they leave, for they live two minutes. */
export interface LogoutQueue extends NoticeQueue<LogoutNotice> {
  /** Part of whatever transaction is open. */
  add(ended: readonly EndedSession[]): Promise<void>;
  /** What became of the notice of each of them, in the same order. */
  deliveries(ended: readonly EndedSession[]): Promise<readonly DeliveryStatus[]>;
}
