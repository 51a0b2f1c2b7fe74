import type { ChangeRate } from './company-changes.ts';
import type { RightsDue } from './right-requests.ts';
import type { Registry } from './unavailable.ts';

export type Channel = 'mail' | 'sms';

/** The services that this one depends on. */
export type Watched = Registry | Channel;

/**
 * The state of another service, as far as this instance knows. `unknown`: no result for three minutes. `stand-in`: it
 * is no service, but its replacement in development, tests and sandboxes.
 */
export interface Seen {
  readonly standing: 'working' | 'failing' | 'unknown' | 'stand-in';
  /** Since when it fails. */
  readonly since?: Date | undefined;
}

/** How well the service runs; it has no personal data. */
export interface ServiceState {
  readonly at: Date;
  readonly database: boolean;
  readonly services: Readonly<Record<Watched, Seen>>;
  /** Undefined while the database is away. */
  readonly deliveries: Readonly<Record<Channel, Deliveries>> | undefined;
  /** Logouts and events that are not delivered to clients; undefined while the database is away. */
  readonly platforms?: PendingNotices | undefined;
  /** How many of the SII's lists changed within the hour; undefined while the database is away. */
  readonly companies?: ChangeRate | undefined;
  /** Requests for rights that wait for an answer; undefined while the database is away. */
  readonly rights?: RightsDue | undefined;
  /** What delays SMS: a gateway that is not called for a while after failures, or the limit of an hour. */
  readonly sms: { readonly gatewayRests: boolean; readonly hourSpent: boolean };
}

/** How long messages of one channel wait before they leave. */
export interface Deliveries {
  readonly lastHour: Pace;
  readonly lastDay: Pace;
  readonly waiting: number;
  readonly oldestSeconds: number;
  /** Whether messages leave late: by many or by the median, never by one (`delivery-times.ts`). */
  readonly late: boolean;
  /** Given up; they stay for the operator. */
  readonly dead: number;
}

/** How many messages left, and the median in seconds; no median where none left. */
export interface Pace {
  readonly sent: number;
  readonly medianSeconds: number | undefined;
}

/** Notices to clients that wait, that were given up, and how many of those within the hour. */
export interface Undelivered {
  readonly waiting: number;
  readonly dead: number;
  readonly deadLately: number;
}

export type PendingNotices = Readonly<Record<'logouts' | 'events', Undelivered>>;
