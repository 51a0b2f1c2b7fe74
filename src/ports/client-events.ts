import type { Account } from '../domain/account.ts';
import type { ClientNotice, NoticeQueue } from './notice-queue.ts';

/** Events of an account that a client may ask for, besides ended sessions (docs/events.md). */
export type ClientEvent =
  | 'account-disabled'
  | 'account-enabled'
  | 'identity-contested'
  | 'subject-replaced'
  | 'run-linked'
  | 'representation-ended';

/** Notifies clients of what became of an account, as part of the transaction that is open. */
export interface ClientEvents {
  /**
   * Queues an event for every client that knows the account at this moment, under the subject that the account has
   * now. `actor` is the subject of the person whom the event is about beside the account.
   */
  publish(account: Pick<Account, 'id' | 'subject'>, event: ClientEvent, actor?: string): Promise<void>;
}

/** An event as a worker takes it. */
export interface EventNotice extends ClientNotice {
  readonly event: ClientEvent;
  readonly subject: string;
  readonly actor: string | undefined;
}

/** Events that were not delivered to their clients yet. */
export type EventQueue = NoticeQueue<EventNotice>;
