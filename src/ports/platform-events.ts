import type { Account } from '../domain/account.ts';
import type { NoticeQueue, PlatformNotice } from './notice-queue.ts';

/** What a platform may want to hear of an account that it knows, besides ended sessions (docs/events.md). */
export type PlatformEvent =
  | 'account-disabled'
  | 'account-enabled'
  | 'identity-contested'
  | 'subject-replaced'
  | 'run-linked'
  | 'representation-ended';

/** Tells platforms what became of an account; what is told is part of the transaction that is open. */
export interface PlatformEvents {
  /**
   * Queues an event for every platform that knows the account at this moment, under the subject that the account has
   * now. `actor` is the subject of the person who is meant beside the account.
   */
  tell(account: Pick<Account, 'id' | 'subject'>, event: PlatformEvent, actor?: string): Promise<void>;
}

/** One that waits to be told. */
export interface EventNotice extends PlatformNotice {
  readonly event: PlatformEvent;
  readonly subject: string;
  readonly actor: string | undefined;
}

/** Events that platforms have not heard of yet. */
export type EventQueue = NoticeQueue<EventNotice>;
