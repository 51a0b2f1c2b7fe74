import type { Account } from '../domain/account.ts';
import type { ClientNotice, NoticeQueue } from './notice-queue.ts';

/** Events of an account that a client may ask for, besides ended sessions (docs/events.md). */
export type ClientEvent =
  | 'account-disabled'
  | 'account-enabled'
  | 'account-purged'
  | 'data-rectified'
  | 'use-opposed'
  | 'identity-contested'
  | 'consent-withdrawn'
  | 'subject-replaced'
  | 'run-linked'
  | 'representation-ended';

/** Notifies clients of changes of an account, as part of the open transaction. */
export interface ClientEvents {
  /**
   * Queues an event for every client that knows the account at this moment, under the subject that the account has now.
   * `actor` is the subject of the person whom the event is about besides the account.
   */
  publish(account: Pick<Account, 'id' | 'subject'>, event: ClientEvent, actor?: string): Promise<void>;
  /** Queues an event for this client alone, if it knows the account at this moment. */
  publishTo(clientId: string, account: Pick<Account, 'id' | 'subject'>, event: ClientEvent): Promise<void>;
}

/** An event as a worker takes it. */
export interface EventNotice extends ClientNotice {
  readonly event: ClientEvent;
  readonly subject: string;
  readonly actor: string | undefined;
}

/** Events that are not yet delivered to their clients. */
export type EventQueue = NoticeQueue<EventNotice>;
