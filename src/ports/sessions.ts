import type { NoticeQueue, PlatformNotice } from './notice-queue.ts';

/** Sessions and tokens of accounts, as far as the house ends them. */
export interface Sessions {
  /**
   * Ends every session, grant, token and half-done sign-in of an account, whoever acted, and queues the notice to each
   * platform that took part. `except` is the uid of a session that stays, with what hangs from it. Gives how many
   * sessions ended, half-done sign-ins not counted.
   */
  endAll(accountId: string, which?: { readonly except?: string | undefined }): Promise<number>;
  /** Sessions that are open, the one used last first; a sign-in that was left half-way is none. */
  list(accountId: string): Promise<readonly OpenSession[]>;
  /** Ends one session of an account with all that hangs from it, and tells its platforms; `false` when it is not there. */
  end(accountId: string, uid: string): Promise<boolean>;
  /**
   * Ends what a platform has of an account, whoever acted: grants, tokens and its part in every session. It is told of
   * each of them; the sessions go on elsewhere.
   */
  endAt(accountId: string, clientId: string): Promise<void>;
  /**
   * The holder leaves: ends a session with what hangs from it, or only what the platform `at` has of it, but for what the
   * holder let outlive it (`offline_access`). Gives the platforms that are told; undefined when it ended meanwhile.
   */
  leave(accountId: string, uid: string, at?: string): Promise<readonly EndedSession[] | undefined>;
  /** How far each platform has been told of what ended, in the same order. */
  heard(ended: readonly EndedSession[]): Promise<readonly Heard[]>;
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
  /** Platforms that got an answer in it, by client id. */
  readonly clientIds: readonly string[];
}

/** What a platform is to be told: that this session of this holder at it is over. */
export interface EndedSession {
  readonly clientId: string;
  /** The holder as the provider knows it: `account` or `account~actor`. */
  readonly accountId: string;
  readonly sid: string;
}

/** One that waits to be told. */
export type LogoutNotice = EndedSession & PlatformNotice;

/** How far a platform has been told: `failed` after a day of tries, `silent` where nothing waits for it. */
export type Heard = 'told' | 'waiting' | 'failed' | 'silent';

/** Logouts that platforms have not heard of yet; logout tokens are made when they leave, for they live two minutes. */
export interface LogoutQueue extends NoticeQueue<LogoutNotice> {
  /** Part of whatever transaction is open. */
  add(ended: readonly EndedSession[]): Promise<void>;
  /** How far each of them has been told, in the same order. */
  heard(ended: readonly EndedSession[]): Promise<readonly Heard[]>;
}
