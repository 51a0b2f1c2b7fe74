import type { Channel } from './service-state.ts';
import type { Registry } from './unavailable.ts';

/** An event that the operators must know at once. */
export type Alarm =
  | { readonly alarm: 'outbox-late'; readonly oldestSeconds: number; readonly waiting: number; readonly dead: number }
  /** Messages given up within the last hour, and all that were given up and are still stored. */
  | { readonly alarm: 'dead-letters'; readonly lately: number; readonly dead: number }
  /** Logouts and events given up within the hour, and all that are still stored: clients do not know of them. */
  | { readonly alarm: 'platforms-untold'; readonly lately: number; readonly dead: number }
  /** The limit of SMS of this hour is reached; the others wait for the next hour. */
  | { readonly alarm: 'sms-breaker'; readonly sent: number; readonly most: number; readonly waiting: number }
  /** Calls that failed one after another, as one instance saw it; `since` in ISO 8601. */
  | { readonly alarm: 'registry-down'; readonly registry: Registry; readonly failed: number; readonly since: string }
  /** The relay or the SMS gateway fails, as one instance saw it: by a probe, or message after message. */
  | { readonly alarm: 'channel-down'; readonly channel: Channel; readonly failed: number; readonly since: string }
  /** Within the hour more recipients refused messages for good than were reached. */
  | { readonly alarm: 'recipients-refused' }
  /** More than one in a hundred of the SII's lists changed within the hour: none of the changes is applied. */
  | { readonly alarm: 'sii-glitch'; readonly changed: number; readonly known: number }
  /** Networks and identifiers that are refused at this moment. */
  | { readonly alarm: 'throttle-storm'; readonly shut: number }
  /**
   * Requests for rights over one's own data that are due soon or overdue: how many of each, the one with the earliest
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
  /** Cases of the desk that are due soon or overdue, and the one whose term ends first. */
  | {
      readonly alarm: 'cases-due';
      readonly soon: number;
      readonly overdue: number;
      readonly folio: string;
      readonly dueOn: string;
    }
  /** The audit trail was truncated or made anew: the seal that this instance logged last is missing. */
  | { readonly alarm: 'audit-head-gone'; readonly head: string }
  /** Rows that did not verify within the hour, the table of the newest and the reference that its visitor saw. */
  | { readonly alarm: 'row-tampered'; readonly rows: number; readonly table: string; readonly reference: string }
  /** Rows of the audit trail wait for their seal since then (ISO 8601). */
  | { readonly alarm: 'audit-unsealed'; readonly since: string }
  /** Sealing has stopped: a row that the server did not write, or a missing row or seal; `about` names it. */
  | {
      readonly alarm: 'audit-stopped';
      readonly fault: 'row-refused' | 'row-gone' | 'head-gone';
      readonly about: string;
    }
  /** No alarm: the last seal, sent daily, so that a trail cut short or made anew is noticed outside the database. */
  | { readonly alarm: 'audit-head'; readonly head: string; readonly rows: number };
