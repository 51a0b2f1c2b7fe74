import type { Channel } from './service-state.ts';
import type { Registry } from './unavailable.ts';

/** Something that those who look after the house must know now. */
export type Alarm =
  | { readonly alarm: 'outbox-late'; readonly oldestSeconds: number; readonly waiting: number; readonly dead: number }
  /** Messages given up within the last hour, and all that lie there. */
  | { readonly alarm: 'dead-letters'; readonly lately: number; readonly dead: number }
  /** Logouts and events given up within the hour, and all that lie there: platforms do not know of them. */
  | { readonly alarm: 'platforms-untold'; readonly lately: number; readonly dead: number }
  /** The hour has had as many SMS as it may; the others wait for the next one. */
  | { readonly alarm: 'sms-breaker'; readonly sent: number; readonly most: number; readonly waiting: number }
  /** Calls that failed one after another, as one instance saw it; `since` in ISO 8601. */
  | { readonly alarm: 'registry-down'; readonly registry: Registry; readonly failed: number; readonly since: string }
  /** The relay or the SMS gateway does not work, as one instance saw it: by a probe, or message after message. */
  | { readonly alarm: 'channel-down'; readonly channel: Channel; readonly failed: number; readonly since: string }
  /** Within the hour more recipients were refused for good than were reached. */
  | { readonly alarm: 'recipients-refused' }
  /** More than one in a hundred of the SII's lists changed within the hour: nothing is done about them. */
  | { readonly alarm: 'sii-glitch'; readonly changed: number; readonly known: number }
  /** Networks and identifiers that wait outside at this moment. */
  | { readonly alarm: 'throttle-storm'; readonly shut: number }
  /**
   * Requests for rights over one's own data whose last day is near or over: how many of each, the one with the earliest
   * last day, and the folio of the last one asked for.
   */
  | {
      readonly alarm: 'rights-due';
      readonly soon: number;
      readonly overdue: number;
      readonly folio: string;
      readonly dueOn: string;
      readonly newest: string;
    }
  /** The audit trail was cut short or made anew: the seal that this instance wrote down last is gone. */
  | { readonly alarm: 'audit-head-gone'; readonly head: string }
  /** Rows that did not verify within the hour, the table of the newest and the reference that its visitor saw. */
  | { readonly alarm: 'row-tampered'; readonly rows: number; readonly table: string; readonly reference: string }
  /** Rows of the audit trail wait for their seal since then (ISO 8601). */
  | { readonly alarm: 'audit-unsealed'; readonly since: string }
  /** Nothing is sealed any more: a row that the server did not write, or one or a seal that is gone; `about` names it. */
  | {
      readonly alarm: 'audit-stopped';
      readonly fault: 'row-refused' | 'row-gone' | 'head-gone';
      readonly about: string;
    }
  /** No alarm: the last seal, told each day, so that a trail which was cut short or begun anew shows outside the database. */
  | { readonly alarm: 'audit-head'; readonly head: string; readonly rows: number };
